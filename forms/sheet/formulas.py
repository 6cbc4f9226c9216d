"""Formulas that reach outside of their workbook."""

from __future__ import annotations

import re
from typing import Final

from forms.sheet.refused import Unsafe

_CALLS: Final = re.compile(
    r"\b(?:WEBSERVICE|RTD|DDE|CALL|REGISTER(?:\.ID)?|EXEC|IMPORT(?:DATA|XML|HTML|FEED|RANGE)|SQL\.REQUEST|IMAGE)\s?\(",
    re.IGNORECASE,
)
_LINKS: Final = re.compile(r"\bHYPERLINK\s?\(", re.IGNORECASE)
_FILE: Final = re.compile(r"file:|\\\\|javascript:|\b[a-z]:\\", re.IGNORECASE)
_DDE: Final = re.compile(r"[\w.]'? ?\|'?[^'\"|!]{0,300}'? ?!")
_BOOK: Final = re.compile(r"\[[^\[\]\"@#]{1,260}\][^'\[\]\"!(),]{0,40}'?!")
_LONGEST: Final = 8_192
_TEXT: Final = re.compile(r'"(?:[^"]|"")*"')


def judge(formula: str) -> None:
    """Raises `Unsafe` for a formula that fetches something, starts something, or reads another file."""
    code = _TEXT.sub('""', formula)
    linked = _LINKS.search(code) and _FILE.search(formula)
    if len(formula) > _LONGEST or linked or any(p.search(code) for p in (_CALLS, _DDE, _BOOK)):
        raise Unsafe("sheet.reach", formula=formula[:60])
