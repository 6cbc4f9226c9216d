"""How large a blank table may be: nobody prints one beyond this."""

from __future__ import annotations

from typing import Final

MB: Final = 1024 * 1024
MAX_FILE: Final = 5 * MB
MAX_PART: Final = 4 * MB
"""Bytes of the text of a document or of one sheet, unpacked."""
MAX_CELLS: Final = 6_000
MAX_MERGED: Final = 20_000
"""Cells that merged areas cover."""
MAX_COLUMNS: Final = 120
MAX_LINES: Final = 3_000
MAX_TEXT: Final = 3_000
"""Characters of a cell or line that are looked at."""
MAX_GUESSES: Final = 600
DEEPEST: Final = 8
"""Tables inside tables."""
