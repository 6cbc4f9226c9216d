"""What an expression may ask the office: passed in by the caller, unavailable by default."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


def _unavailable(*_: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Services:
    """The office functions' sources; each may answer None, which is the default: not available."""

    now: Callable[[], dt.datetime | None] = _unavailable
    workdays: Callable[[dt.date, dt.date], int | None] = _unavailable
    add_workdays: Callable[[dt.date, int], dt.date | None] = _unavailable
    listed: Callable[..., bool | None] = _unavailable  # register, key, and a day other than today
    parameter: Callable[[str], Any] = _unavailable
    entry: Callable[..., Mapping[str, Any] | None] = _unavailable  # likewise
    applicant: Callable[[str], Mapping[str, Any] | None] = _unavailable  # by its code
    declared_elsewhere: Callable[[Any], Sequence[Any] | None] = _unavailable


NO_SERVICES = Services()
