"""The parts of what templates may speak of, one class a file; importing this package knows them all."""

from workflows.papers.parts.base import Part, Wanted, load_all, paper_part, registry

load_all()

__all__ = ["Part", "Wanted", "paper_part", "registry"]
