"""How much of a file is read at most."""

from __future__ import annotations

from typing import Final

MB: Final = 1024 * 1024
MAX_FILE: Final = 20 * MB
MAX_REAL: Final = 256 * MB
"""Bytes of all entries of an archive, unpacked."""
MAX_ENTRIES: Final = 2_000
MAX_RATIO: Final = 200
SMALL: Final = 2 * MB
"""Entries up to this size may be packed as tightly as they like."""
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 300
MAX_CELLS: Final = 2_000_000
"""Cells of the rectangles that all sheets together fill: a reader lays them out whole."""
MAX_SHEETS: Final = 255
MAX_MARKED: Final = 100_000
"""Formulas, errors, merged areas or rules of a sheet."""
MAX_AREAS: Final = 20
"""Areas of more than `SMALL_AREA` cells that one formula fills."""
SMALL_AREA: Final = 5_000
MAX_STYLES: Final = 70_000
MAX_STRINGS: Final = 3_000_000
MAX_TEXT: Final = 256 * MB
"""Bytes of text when every cell has its own copy of a shared string."""
LONGEST: Final = 32_767
"""Characters that a cell may hold."""
LONGEST_SHARED: Final = 2 * MB
"""Bytes of one shared string with the formats of its runs."""
DEEPEST: Final = 10_000
CHUNK: Final = MB
