"""Forms from official tables: a document is read, its guesses are answered one by one, and a draft comes of it."""

from workflows.official.keeping import Kept, Listed, answer, discard, known_lists, mine, opened, preview, read, rename
from workflows.official.making import make

__all__ = ["Kept", "Listed", "answer", "discard", "known_lists", "make", "mine", "opened", "preview", "read", "rename"]
