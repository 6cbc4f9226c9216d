"""One field of a form from a guess, of whatever type it was taken for or changed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from forms.definition import CodeList, ListItem
from forms.fields import Field, registry
from forms.fields.matrix import Item, MatrixField
from forms.fields.note import NoteField
from forms.fields.section import SectionField
from forms.messages import MESSAGES
from forms.official.guess import Guess
from forms.official.hints.choices import bare, says_yes_or_no
from forms.official.labels import key_of
from forms.official.lexicon import word
from forms.official.plain_words import full
from forms.text import Text

LONG_LIST: Final = 6
_MONEY: Final = {"人民币元": "元", "人民币万元": "万元"}
_OTHER: Final = MESSAGES.pair("official.other")[0]
OFFERED: Final = (
    "text", "long_text", "integer", "decimal", "money", "percent", "date", "date_time", "month", "year", "period",
    "choice", "choices", "yes_no", "phone", "email", "id_card", "uscc", "link", "district", "organisation", "person",
    "cascade", "rating", "attachment", "scan", "note", "section",
)  # fmt: skip
"""Types that a guess may be changed to: those that need nothing a document does not say."""


@dataclass
class Lists:
    """The code lists that a form brings along; one that the office has already is not made again."""

    form: str
    known: Mapping[str, CodeList]
    made: dict[str, CodeList] = field(default_factory=dict)

    def of(self, guess: Guess, key: str) -> str:
        """The name of the list with the options of a guess."""
        titles = self.titles(guess)
        same = next((name for name, each in self.known.items() if _titles(each) == set(titles)), None)
        if same is not None:
            return same
        name = f"{self.form}_{key}"
        items = [ListItem(key=t[:60], title=Text(zh=t)) for t in titles]
        self.made[name] = CodeList(id=name, title=Text(zh=guess.title), items=items)
        return name

    def titles(self, guess: Guess) -> list[str]:
        """The options, each once; one for all others where the document leaves the list open."""
        found = [full(o) for o in dict.fromkeys(guess.options) if o] or list(_SOME)
        if guess.other and not any(_is_other(o) for o in found):
            found.append(_OTHER)
        return list(dict.fromkeys(found))

    def other(self, guess: Guess, made: Field) -> str | None:
        """The option that asks for words of one's own; None where there is none."""
        if made.type not in ("choice", "choices") or not guess.other or getattr(made, "options", "") not in self.made:
            return None
        return next((t for t in self.titles(guess) if _is_other(t) and '"' not in t), None)


_SOME: Final = tuple(MESSAGES.pair("official.some_options")[0].split("、"))


def _is_other(option: str) -> bool:
    return option.startswith((_OTHER, "其它"))


def _titles(code_list: CodeList) -> set[str]:
    return {i.title.zh if i.title else i.key for i in code_list.items}


def make_field(guess: Guess, key: str, lists: Lists) -> Field:
    """The field; a type that lacks what it needs becomes text."""
    if guess.type == "note":
        return NoteField(key=key, title=Text(zh=guess.title), words=Text(zh=guess.words or guess.title))
    if guess.type == "section":
        words = Text(zh=guess.words) if guess.words else None
        return SectionField(key=key, title=Text(zh=guess.title), words=words)
    if guess.type == "matrix" and guess.rows:
        return MatrixField(key=key, title=Text(zh=guess.title), rows=_items(guess.rows), columns=_items(guess.options))
    kind = _kind(guess, lists)
    data: dict[str, Any] = {"key": key, "title": Text(zh=guess.title or key), **_looks(guess, kind)}
    data |= _own(guess, kind, key, lists)
    return registry[kind].model_validate(data)


def _kind(guess: Guess, lists: Lists) -> str:
    if guess.type == "cascade" and word("industry_list") not in lists.known:
        return "choice" if guess.options else "text"
    return guess.type if guess.type in OFFERED else "long_text" if guess.kind == "table" else "text"


def _looks(guess: Guess, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if guess.required else {}
    if guess.help:
        found["help"] = Text(zh=guess.help)
    if guess.wide and not guess.table and registry[kind].model_fields["width"].default == 1 and kind == "text":
        found["width"] = 2
    return found


def _own(guess: Guess, kind: str, key: str, lists: Lists) -> dict[str, Any]:
    """What only this type asks for."""
    if kind in ("choice", "choices"):
        look = {"look": "buttons"} if len(guess.options) < LONG_LIST and not guess.table else {}
        return {"options": lists.of(guess, key), **look}
    if kind == "cascade":
        return {"options": word("industry_list")}
    if kind == "yes_no" and says_yes_or_no(guess.options):
        yes, no = (Text(zh=bare(o)) for o in guess.options)
        usual = tuple(registry[kind].model_fields[side].default.zh for side in ("yes", "no"))
        return {"yes": yes, "no": no} if (yes.zh, no.zh) != usual else {}
    if kind == "money":
        unit = _MONEY.get(guess.unit, guess.unit)
        return {"unit": unit} if unit in ("元", "万元", "亿元") else {}
    if kind in ("integer", "decimal") and guess.unit and guess.unit != "%":
        return {"unit": Text(zh=guess.unit)}
    return {}


def _items(titles: tuple[str, ...]) -> list[Item]:
    found: dict[str, Item] = {}
    for n, title in enumerate(titles, 1):
        key = key_of(title) or f"r{n}"
        key = key if key not in found else f"{key}_{n}"
        found[key] = Item(key=key, title=Text(zh=title))
    return list(found.values())
