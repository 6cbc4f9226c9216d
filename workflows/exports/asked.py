"""What somebody wants taken away: which list, narrowed how, with which columns, as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from workflows import address

WORKBOOK, TABLES, PDF = "xlsx", "csv", "pdf"
FORMATS = (WORKBOOK, TABLES)
"""As what lists are offered."""
ENDINGS = {WORKBOOK: ".xlsx", TABLES: ".zip", PDF: ".pdf"}
MOST_COLUMNS = 60


@dataclass(frozen=True)
class Asked:
    """A wanted file. `what` is a kind of list, `params` its query as an address has it; no columns: the usual ones.

    `contents` asks for what was filled in, each table on its own sheet.
    """

    what: str
    params: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    form: str = WORKBOOK
    contents: bool = True
    lang: str = "zh"

    def packed(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def unpacked(cls, plain: Mapping[str, Any]) -> Asked:
        """From JSON."""
        return cls(**{**plain, "columns": tuple(plain["columns"])})

    @classmethod
    def read(cls, what: str, given: Mapping[str, str], lang: str) -> Asked:
        """From an address: the query beside `columns`, `as` and `contents`."""
        form = given.get("as", WORKBOOK)
        columns = address.words(given.get("columns", ""))[:MOST_COLUMNS]
        made = cls(what, dict(given), columns, form if form in FORMATS else WORKBOOK, lang=lang)
        return replace(made, contents=address.flag(given.get("contents", "")) is not False)

    def address(self) -> dict[str, str]:
        """As an address writes it."""
        more = {"columns": ",".join(self.columns), "as": "" if self.form == WORKBOOK else self.form}
        more["contents"] = "" if self.contents else "0"
        return {**self.params, **{k: v for k, v in more.items() if v}}
