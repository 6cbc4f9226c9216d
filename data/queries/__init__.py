"""Hot lists, counts and bulk writes in SQLAlchemy Core, the same on both databases.

Each module is imported by its own name: `from data.queries import cases, counts, registers, rows, series,
visibility`.
"""

from data.queries.facts import doings as doings  # every session keeps what was done
from data.queries.facts import trails as trails  # every session keeps what befalls its cases
