"""A form from a blank official table: read, guessed with reasons, confirmed by a person, made into a definition."""

from forms.official.assemble import Made, assemble, id_of
from forms.official.document import Cell, Document, Grid, Line
from forms.official.guess import Answer, Counts, Guess, counts
from forms.official.make_field import OFFERED
from forms.official.reading import Reading, from_plain, read_official, to_plain
from forms.official.refused import OfficialRefused

__all__ = [
    "OFFERED", "Answer", "Cell", "Counts", "Document", "Grid", "Guess", "Line", "Made", "OfficialRefused", "Reading",
    "assemble", "counts", "from_plain", "id_of", "read_official", "to_plain",
]  # fmt: skip
