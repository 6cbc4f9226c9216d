"""What an applicant says about itself, put right and judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from forms.chars import one_line
from forms.fields.phone import PhoneField
from forms.fields.uscc import UsccField
from forms.options import ListOptions
from forms.text import Text
from workflows.people.rules import Refused

LONGEST = 100
_WORD = re.compile(r"\w\w", re.UNICODE)
_NOTHING = ListOptions({}, {}, date.min)
_CODE = UsccField(key="code", title=Text(zh="统一社会信用代码"))
_PHONE = PhoneField(key="phone", title=Text(zh="联系电话"))


@dataclass(frozen=True)
class Applying:
    """An organisation as it describes itself."""

    name: str
    code: str
    district: str
    contact: str
    phone: str


def put_right(given: Applying) -> Applying:
    """The same as it is kept; raises `Refused` for what cannot be."""
    found = Applying(
        one_line(given.name), str(_CODE.normal(given.code[:80], _NOTHING) or ""), given.district,
        one_line(given.contact), str(_PHONE.normal(given.phone[:80], _NOTHING) or ""),
    )  # fmt: skip
    if not _readable(found.name):
        raise Refused("applicants.name")
    if not found.code:
        raise Refused("applicants.code_empty")
    for problem in _CODE.problems(found.code, _NOTHING):
        raise Refused(problem.code, **problem.data)
    if not _readable(found.contact):
        raise Refused("applicants.contact")
    if not found.phone:
        raise Refused("applicants.phone_empty")
    for problem in _PHONE.problems(found.phone, _NOTHING):
        raise Refused(problem.code, **problem.data)
    return found


def _readable(text: str) -> bool:
    """Whether a name is one: not too long, printable, with two letters or 汉字 in a row."""
    return len(text) <= LONGEST and text.isprintable() and _WORD.search(text) is not None
