"""Packages: a procedure with everything that it needs as one signed file, for another network."""

from workflows.packs.looking import Change, Look, ParameterChange, foreseen, look
from workflows.packs.making import SUFFIX, packed
from workflows.packs.manifest import Pack, PackRefused
from workflows.packs.opening import LARGEST, opened
from workflows.packs.taking import as_drafts, take
from workflows.packs.trust import Signer, confirm, distrust, known, my_key, trusted
from workflows.packs.trying import last, tried, try_later
from workflows.signing import NoKey, fingerprint

__all__ = [
    "LARGEST", "SUFFIX", "Change", "Look", "NoKey", "Pack", "PackRefused", "ParameterChange", "Signer", "as_drafts",
    "confirm", "distrust", "fingerprint", "foreseen", "known", "last", "look", "my_key", "opened", "packed", "take",
    "tried", "trusted", "try_later",
]  # fmt: skip
