"""Channels to the outside. One class per file; importing is registering."""

from workflows.outbox.channels.base import Channel, NotSent, Parcel, channel, load_all, registry

load_all()

__all__ = ["Channel", "NotSent", "Parcel", "channel", "registry"]
