"""Which registers there are, and their values in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, func, select

from data.tables import Entry
from forms.fields import Option
from forms.text import Text
from workflows.bundle import Bundle
from workflows.engine.entries import NOTHING
from workflows.engine.types import Actor
from workflows.model.registers import Register, RegisterField, RegisterTable
from workflows.people.known import district_names, organisations
from workflows.rights import concerned

if TYPE_CHECKING:
    from workflows.office import Office


@dataclass(frozen=True, eq=False)
class Known:
    """A register as its procedure defines it today."""

    id: str
    bundle: Bundle
    register: Register

    @property
    def unit(self) -> Text:
        return self.register.unit or Text(zh="条", en="entries", one="entry")

    @property
    def counted(self) -> dict[str, RegisterField]:
        """The fields that can be charted, but for the one that holds the district."""
        return {k: f for k, f in self.register.fields.items() if f.count and k != self.register.district}


def table_unit(table: RegisterTable) -> Text:
    return table.unit or Text(zh="条", en="rows", one="row")


def known(office: Office, session: Session, actor: Actor, on: date) -> list[Known]:
    """The registers that somebody may read anything of, those of the first procedure first."""
    return [k for k in every(office, session, on) if concerned(k.register.read, actor.before_register(k.id))]


def every(office: Office, session: Session, on: date) -> Iterator[Known]:
    """Each register once, as the first procedure that has it defines it."""
    seen: set[str] = set()
    for procedure in office.procedures(session):
        bundle = office.current_version(session, procedure, on) or office.newest(session, procedure)
        for key, register in (bundle.procedure.registers if bundle else {}).items():
            if bundle is not None and key not in seen:
                seen.add(key)
                yield Known(key, bundle, register)


def fullest(session: Session, found: Sequence[Known]) -> Known:
    """Of some registers the one with the most entries, whatever the day; the first of those that are as full."""
    counted = select(Entry.register_id, func.count()).where(col(Entry.register_id).in_([k.id for k in found]))
    held = dict(session.exec(counted.group_by(col(Entry.register_id))).all())
    return max(found, key=lambda k: held.get(k.id, 0))


def title_of(key: str, field: RegisterField | RegisterTable) -> Text:
    return field.title or Text(zh=key)


def table_title(register: Register, path: str) -> Text:
    """What a table is called, one inside another behind it: 人员　证照."""
    keys = path.split(".")
    each = [title_of(key, register.paths[".".join(keys[: n + 1])]) for n, key in enumerate(keys)]
    return Text(zh="　".join(t.zh for t in each), en=" · ".join(t.say("en") for t in each))


def row_name(words: Words, table: RegisterTable, key: str, body: Mapping[str, Any]) -> str:
    """What a row is called: its first field that says something, else its key."""
    return next((t for k, f in table.fields.items() if (t := words.of(f, body.get(k)).zh)), key)


OF = "#"
"""Stands before the id of an organisation among names of places."""


def names(session: Session) -> Mapping[str, Option]:
    """What districts and organisations are called, or were."""
    found = {f"{OF}{key}": option for key, option in organisations(session).items()}
    return {**district_names(session), **found}


class Words:
    """Values of entries in words: names of districts, organisations and of what a code list holds, also of old days."""

    def __init__(self, bundle: Bundle, districts: Mapping[str, Option]) -> None:
        self._bundle, self._districts = bundle, districts
        self._chosen: dict[tuple[str, str], Text] = {}

    def of(self, field: RegisterField, value: Any) -> Text:
        """The value of a field; "" where there is none."""
        if value is None:
            return Text(zh="")
        if field.type == "district":
            return self.district(str(value))
        if field.type == "organisation":
            return self.district(f"{OF}{value}")
        if scalar := field.scalar:
            known = scalar.normal(value, NOTHING)
            return Text(zh=scalar.show(known, NOTHING), en=scalar.show(known, NOTHING, "en"))
        if isinstance(value, list):
            found = [self._choice(field, str(v)) for v in value]
            return Text(zh="、".join(t.zh for t in found), en="; ".join(t.say("en") for t in found))
        return self._choice(field, str(value)) if field.options else Text(zh=str(value))

    def district(self, code: str | None) -> Text:
        found = self._districts.get(code or "")
        return found.title if found else Text(zh=code or "")

    def _choice(self, field: RegisterField, value: str) -> Text:
        asked = (field.options or "", value)
        if asked not in self._chosen:  # a workbook says the same few again and again
            code_list = self._bundle.lists.get(asked[0])
            items = code_list.items if code_list else []
            self._chosen[asked] = next((i.title for i in items if i.key == value and i.title), Text(zh=value))
        return self._chosen[asked]
