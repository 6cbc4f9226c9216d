"""Everything the screens say: one module of words per page in `pages/words/`, with the sentences of the rooms below."""

from __future__ import annotations

import importlib
import pkgutil
from functools import reduce
from operator import or_

from forms.text import Catalogue, Message
from pages import words
from workflows.messages import MESSAGES as WORKFLOW_MESSAGES


def _all() -> Catalogue:
    """Every `WORDS` of the folder; two modules with the same code are an error at once."""
    names = sorted(m.name for m in pkgutil.iter_modules(words.__path__))
    own = [Catalogue(importlib.import_module(f"pages.words.{n}").WORDS) for n in names]
    return reduce(or_, own, WORKFLOW_MESSAGES)


MESSAGES = _all()


def say(message: Message, lang: str) -> str:
    """The sentence of a message of any package."""
    return MESSAGES.say(message, lang)
