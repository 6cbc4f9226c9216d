"""Saved views in the address: `view` names one; alone it stands for all that the view asks for."""

from __future__ import annotations

from collections.abc import Mapping

from forms.text import Text
from pages.context import actor, office
from pages.parts import address
from workflows import address as plain
from workflows.views.model import SIZES, Seen, View
from workflows.views.service import one

NAME, OWN, COLUMNS, SIZE = "view", "own", "columns", "size"
"""`own` says that the address counts and not the view: somebody changed something."""
PLACE = ("page", "after", "before", "entry")
KEPT = (NAME, COLUMNS, SIZE)


def opened() -> Seen | None:
    """The view that the address names, if it is one of the person's."""
    return one(office(), actor(), address.word(NAME))


def given() -> dict[str, str]:
    """What is asked for: what the address says, or the view that it names and nothing else."""
    said = address.given()
    if said.get(NAME) and not set(said) - {NAME, *PLACE}:
        found = opened()
        return {**(found.view.address() if found else {}), **said}
    return said


def kept() -> dict[str, str]:
    """What goes on when something else is asked for: the view, its columns, the length of a page."""
    said = given()
    found = {k: said[k] for k in KEPT if said.get(k)}
    return {**found, OWN: "1"} if NAME in found else found


def columns() -> tuple[str, ...]:
    """The columns that are asked for; none for the usual ones."""
    return plain.words(given().get(COLUMNS, ""))


def size() -> int:
    """How many lines a page of the list has."""
    found = plain.number(given().get(SIZE, ""))
    return found if found in SIZES else SIZES[0]


def standing(kind: str, params: Mapping[str, str], bulk: tuple[str, ...] | None = None) -> View:
    """What the address shows, as a view without a title."""
    return View(kind, Text(zh=""), dict(params), columns(), size(), bulk)


def change(**about: object) -> None:
    """The address says this too, on its first page; the view it names is then one that was changed."""
    address.write({**{k: v for k, v in given().items() if k not in PLACE}, **kept(), **about})
