"""Where participants come from, one class per file; importing is registering."""

from workflows.engine.rounds.sources.base import Asked, Source, load_all, source, source_of, sources

load_all()

__all__ = ["Asked", "Source", "source", "source_of", "sources"]
