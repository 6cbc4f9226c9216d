"""The pages: slug, section of the side navigation, icon, and who may open them. A page's file is `pages/<slug>.py`.

Titles are the words `shell.page.<slug>`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pages import context
from workflows.applicants.offered import in_charge
from workflows.cases.startable import choices
from workflows.engine.types import Actor
from workflows.office import ADMIN, AUDITOR, holds
from workflows.statistics.offered import any_of

HERE = Path(__file__).resolve().parent
HOME, INBOX, SEARCH = "home", "inbox", "search"
SECTIONS = ("work", "lists", "figures", "manage")


@dataclass(frozen=True)
class Item:
    """One page; without a section it is reached from other pages only. No roles: for everybody."""

    slug: str
    section: str = ""
    icon: str = ""
    roles: tuple[str, ...] = ()
    wide: bool = False  # the side navigation starts folded
    under: str = ""  # the item that is lit in the side navigation while this page is open
    asks: Callable[[Actor], bool] | None = None  # who may open it, where roles of the office do not say it
    offers: Callable[[Actor], bool] | None = None  # whether it leads anywhere: else it is left out of the navigation

    @property
    def file(self) -> Path:
        return page(self.slug)

    @property
    def title(self) -> str:
        """The code of its title."""
        return f"shell.page.{self.slug}"

    def open_to(self, actor: Actor) -> bool:
        if self.asks is not None:
            return self.asks(actor)
        return not self.roles or any(holds(actor, role) for role in self.roles)


def _applicants(actor: Actor) -> bool:
    return in_charge(context.office(), actor, context.now())


def _starts(actor: Actor) -> bool:
    return bool(choices(context.office(), actor, context.now()))


def _counts(actor: Actor) -> bool:
    return actor.task is None and any_of(context.office(), actor, context.now())


def _not_a_guest(actor: Actor) -> bool:
    return actor.task is None


MENU = (
    Item(HOME, "work", "home"),
    Item("new", "work", "add_box", offers=_starts),
    Item("cases", "work", "manage_search"),
    Item(SEARCH, under="cases"),
    Item("form", under=HOME),
    Item("mailed", under="new"),
    Item("case", under="cases"),
    Item("register", "lists", "inventory_2"),
    Item("owed", "lists", "event_repeat", asks=_not_a_guest),
    Item("applicants", "lists", "domain_add", asks=_applicants),
    Item("board", "figures", "monitoring", wide=True),
    Item("board_edit", under="board", wide=True, asks=_not_a_guest),
    Item("tables", "figures", "table_chart", wide=True, asks=_counts),
    Item("table_edit", roles=(ADMIN,), under="definitions", wide=True),
    Item("process", "figures", "account_tree", wide=True, asks=_not_a_guest),
    Item("definitions", "manage", "schema", (ADMIN,), wide=True),
    Item("design", under="definitions", roles=(ADMIN,), wide=True),
    Item("flow", under="definitions", roles=(ADMIN,), wide=True),
    Item("list_edit", under="definitions", roles=(ADMIN,), wide=True),
    Item("decision_edit", under="definitions", roles=(ADMIN,), wide=True),
    Item("panels", under="definitions", roles=(ADMIN,), wide=True),
    Item("policies", under="definitions", roles=(ADMIN,), wide=True),
    Item("from_table", under="definitions", roles=(ADMIN,), wide=True),
    Item("moving", under="definitions", roles=(ADMIN,), wide=True),
    Item("packs", under="definitions", roles=(ADMIN,), wide=True),
    Item("people", "manage", "group", (ADMIN,)),
    Item("workdays", "manage", "calendar_month", (ADMIN,)),
    Item("audit", "manage", "verified_user", (AUDITOR,)),
    Item(INBOX, under=HOME),
    Item("account"),
)


def page(slug: str) -> Path:
    """The file of a page."""
    return HERE / f"{slug}.py"
