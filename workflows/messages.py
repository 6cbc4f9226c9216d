"""The catalogue of this package: one module of words per room in `workflows/words/`, with those of `forms`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import reduce
from operator import or_

from forms.messages import MESSAGES as FORM_MESSAGES
from forms.text import Catalogue, Message
from workflows import words


def _all() -> Catalogue:
    """Every `WORDS` of the folder; two modules with the same code are an error at once."""
    names = sorted(m.name for m in pkgutil.iter_modules(words.__path__))
    own = [Catalogue(importlib.import_module(f"workflows.words.{n}").WORDS) for n in names]
    return reduce(or_, own, FORM_MESSAGES)


MESSAGES = _all()


def say(message: Message, lang: str = "zh") -> str:
    """The sentence of a message of this package, or of `forms`."""
    return MESSAGES.say(message, lang)
