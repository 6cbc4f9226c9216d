"""Forms as workbooks: a template out, a filled one in, and a guard before any reader."""

from forms.sheet.base import Base
from forms.sheet.guard import load, scan
from forms.sheet.listing import AFTER, BEFORE, Beside, listing
from forms.sheet.marked import marked
from forms.sheet.read import read
from forms.sheet.recognise import recognised
from forms.sheet.refused import SheetRefused, Unsafe
from forms.sheet.result import Problem, Read
from forms.sheet.template import template

__all__ = [
    "AFTER", "BEFORE", "Base", "Beside", "Problem", "Read", "SheetRefused", "Unsafe", "listing", "load", "marked",
    "read", "recognised", "scan", "template",
]  # fmt: skip
