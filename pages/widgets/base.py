"""What a widget is: how one field type is asked for on a page and in a grid. One class in one file each.

A widget is drawn from the stored value; when it is left with something new, `asked.save` gets what was typed.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, ClassVar, Protocol

import streamlit as st

from forms.fields import Field, Option, OptionSource
from forms.fields.lookup import LookupField
from forms.text import Message, Text
from pages.parts.arrival import crossed, send, send_again, unseen

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>])")


def plain(text: str) -> str:
    """Text in which nothing is Markdown."""
    return _MARKS.sub(r"\\\1", text)


class Sources(Protocol):
    """Entries and cases that somebody may look up."""

    def search(self, field: LookupField, text: str) -> Sequence[Option]:
        """The first few that a text finds, by key, title or pinyin."""

    def now(self, field: LookupField, value: Mapping[str, Any]) -> Option | None:
        """What was taken as it is today; None when it is there no more, or not theirs to read."""

    def address(self, value: Mapping[str, Any]) -> str:
        """Where it can be opened."""


@dataclass(frozen=True)
class Asked:
    """One field as one person is asked for it now."""

    field: Field
    key: str  # of the widget's state
    value: Any  # stored
    options: OptionSource
    lang: str
    save: Callable[[Any], bool]  # what was typed, for `Field.normal`; whether it was saved
    late: Callable[[Any], None]  # what was typed into a page whose server forgot it meanwhile
    keep: Callable[[bytes, str], Mapping[str, Any] | Message] | None = None  # keeps a file, or says why not
    fetch: Callable[[str], str] | None = None  # the address of a kept file by its hash
    required: bool = False
    basis: str = ""  # on which document it is asked, in words
    sources: Sources | None = None  # answers look-ups, as far as the person may read them
    titles: Mapping[str, Text] = dataclass_field(default_factory=dict)  # of the fields beside it

    @property
    def label(self) -> str:
        """The title, a star where it has to be filled in, and the unit."""
        star, unit = " :red[*]" if self.required else "", self.say(self.field.measure)
        return plain(self.field.title.say(self.lang)) + star + (f" :gray[:small[{plain(unit)}]]" if unit else "")

    @property
    def tip(self) -> str | None:
        """What the mark beside the label tells: the basis."""
        return plain(self.basis).replace("\n", "\n\n") if self.basis else None

    def say(self, text: Any) -> str:
        return str(text.say(self.lang)) if text else ""


class Widget:
    """Base: one line of text. `column` is the kind of its grid column."""

    column: ClassVar[str] = "text"
    in_grid: ClassVar[bool] = True

    def draw(self, asked: Asked) -> None:
        """Draws the widget with the stored value in it."""
        first, fresh = put(asked, self.shown(asked))
        st.text_input(
            asked.label, self.shown(asked) if fresh else "", key=asked.key, on_change=self.left, args=(asked,),
            placeholder=self.placeholder(asked), help=asked.tip,
        )  # fmt: skip
        self.drawn(asked, first)

    def drawn(self, asked: Asked, first: bool) -> None:
        """After drawing: what the widget holds and the draft does not is brought in.

        For the first time it comes from a browser whose server forgot it, and the person is asked; later it is what
        an overtaken run should have saved.
        """
        if asked.key not in st.session_state:
            return
        typed = self.typed(st.session_state[asked.key])
        if asked.field.normal(typed, asked.options) == asked.value:
            return
        if first:
            asked.late(typed)
            _put_again(asked)
        else:
            self._save(asked, typed)
        st.rerun()

    def left(self, asked: Asked) -> None:
        """The widget was left: hands on what it holds; a run that was overtaken holds nothing."""
        if asked.key not in st.session_state:
            return
        if crossed(asked.key):
            _put_again(asked)
        else:
            self._save(asked, self.typed(st.session_state[asked.key]))

    def _save(self, asked: Asked, typed: Any) -> None:
        """What was not saved is told elsewhere; the widget shows the draft."""
        if not asked.save(typed):
            _put_again(asked)

    def shown(self, asked: Asked) -> Any:
        """What the widget's state is for the stored value."""
        return asked.field.written(asked.value, asked.options, asked.lang)

    def placeholder(self, asked: Asked) -> str | None:
        """What an empty box says; nothing by itself."""
        return None

    def typed(self, state: Any) -> Any:
        """What goes to `Field.normal` for the widget's state."""
        return state

    def held(self, field: Field, options: OptionSource, key: str) -> Any:
        """What the widget with this key holds, for `Field.normal`; NOTHING where it was not drawn."""
        return self.typed(st.session_state[key]) if key in st.session_state and not crossed(key) else NOTHING

    def choices(self, field: Field, options: OptionSource, lang: str) -> Sequence[str]:
        """Words of a drop-down in a grid; none means free input."""
        return ()

    def least(self, field: Field, lang: str) -> int:
        """The least width of its grid column in pixels; the title has to fit."""
        return 112


def put(asked: Asked, state: Any) -> tuple[bool, bool]:
    """Puts the stored value into the widget's state when the server has another one than the widget shows.

    The first is true for the first time in a session: what a browser brings along then (typed while the server was
    away) is seen and not overwritten. The second is true while the browser may not hold the widget yet: then the
    widget has to get the value as its default.
    """
    mark = f"{asked.key}:stored"
    first, gone = mark not in st.session_state, asked.key not in st.session_state
    fresh = unseen(asked.key, mark)
    stale = not first and not gone and st.session_state.get(mark) != asked.value
    if stale and st.session_state[asked.key] != state:
        send(asked.key, state, st.session_state[asked.key])  # what is there already is not: somebody may be typing on
        fresh = False
    elif send_again(asked.key, mark):
        fresh = False
    st.session_state[mark] = asked.value
    return first, fresh


def _put_again(asked: Asked) -> None:
    """Lets the next run put the stored value into the widget."""
    st.session_state[f"{asked.key}:stored"] = _NEVER


NOTHING: Any = object()
"""What a widget holds that was not drawn."""
_NEVER = object()
_known: dict[str, Widget] = {}


def widget(field_type: str) -> Callable[[type[Widget]], type[Widget]]:
    """Registers the widget of a field type."""

    def add(cls: type[Widget]) -> type[Widget]:
        _known[field_type] = cls()
        return cls

    return add


def widget_of(field: Field) -> Widget:
    """The widget of a field, by its type."""
    return known()[field.type]


def known() -> dict[str, Widget]:
    """All widgets by field type."""
    return _known


def load_all() -> None:
    """Imports every widget once; importing is registering."""
    package = importlib.import_module("pages.widgets")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"pages.widgets.{module.name}")
