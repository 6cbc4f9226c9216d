"""The declarations by district: a ranking of those that have some, and a map with every place of the scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from data.queries import counts
from forms.text import Message, Text
from workflows.boards.counting import CASES, DISTRICT, STATE, Counting
from workflows.boards.figure import Figure, Mark, Members
from workflows.boards.scope import Place
from workflows.boards.shares import leaders, ranked, strongest
from workflows.cases.indexing import COLUMN
from workflows.definition import Procedure

NUMBER = "number"
"""The measure that counts cases; the others are computed columns."""


def measures(procedure: Procedure) -> dict[str, Text]:
    """What can be shown by district: the columns that are meant for charts, the last one first, and the number."""
    columns = {name: c.title for name, c in procedure.case.columns.items() if c.chart}
    return {**dict(reversed(columns.items())), NUMBER: Text(zh="件数", en="Declarations")}


def districts(of: Counting, measure: str) -> tuple[Figure, str]:
    """The declarations by district, and the measure that was taken: an unknown one is the first."""
    known = measures(of.procedure)
    name = measure if measure in known else next(iter(known))
    if name == NUMBER:
        return _figure(of, name, known[name], CASES, _numbers(of)), name
    unit = of.procedure.case.columns[name].unit or Text(zh="")
    return _figure(of, name, known[name], unit, _sums(of, name)), name


def _numbers(of: Counting) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, n in of.found.items():
        if key[STATE] in of.declared.states:
            found[key[DISTRICT]] = found.get(key[DISTRICT], 0) + n
    return found


def _sums(of: Counting, name: str) -> dict[str, int]:
    wanted = of.wanted(of.declared)
    found = counts.sums(of.view.session, of.view.tokens, wanted, f"{COLUMN}{name}", "district")
    return {key[0]: n for key, n in found.items()}


def _figure(of: Counting, key: str, measure: Text, unit: Text, found: Mapping[str, int]) -> Figure:
    places: dict[Place, int] = {}
    for code, n in found.items():
        place = of.view.place_of.get(code)
        if place is not None:
            places[place] = places.get(place, 0) + n
    marks = ranked([Mark(p.code, p.title, n, replace(of.declared, districts=p.codes)) for p, n in places.items()])
    weighed = key != NUMBER
    how = of.how("board.how.sums", measure=measure) if weighed else of.how("board.how.declared")
    note = of.note(Message("board.cases.measure", {"measure": measure}), unit)
    id_ = f"{of.procedure.id}.districts.{key}"
    return Figure(id_, leaders(marks, unit), note, how, unit, of.declared, marks, weighed)


def on_map(of: Counting, ranking: Figure) -> Figure:
    """Every place of the scope with its mark; the title counts as the campaign does, by its members."""
    marks = tuple(ranking.mark(p.code) or _without(of, p) for p in of.view.shown)
    note, how = ranking.note, Message("board.and", {"first": ranking.how, "then": Message("board.how.map")})
    if merged := list(_merged(of)):
        note = Message("board.note.merged", {"note": note, "merged": merged})
    return replace(ranking, id=f"{ranking.id}.map", title=_title(of, ranking), note=note, how=how, marks=marks)


def _without(of: Counting, place: Place) -> Mark:
    """A place without a mark: its members have not declared, or declared nothing that counts, or it has no member."""
    here = [m for m in of.members or () if m.district in place.codes]
    if of.campaign is not None and any(m.missing for m in here):
        return Mark(place.code, place.title, 0, Members(of.campaign.id, place.codes), known=False)
    return Mark(place.code, place.title, 0, replace(of.declared, districts=place.codes), known=bool(here))


def _merged(of: Counting) -> Iterator[Message]:
    """Which members became part of another place since."""
    for place in of.view.shown:
        gone = [m.district for m in of.members or () if m.district in place.codes and m.district != place.code]
        if gone:
            yield Message("board.merged", {"names": [of.view.names[d].title for d in gone], "place": place.title})


def _title(of: Counting, ranking: Figure) -> Message:
    some = [m for m in ranking.marks if m.value]
    if not some:
        return Message("board.spread.none")
    data = {"count": len(some), "what": strongest(some, ranking.unit)}
    if of.members is None:
        return Message("board.spread", data)
    done = sum(not m.missing for m in of.members)
    return Message("board.spread.members", data | {"done": done, "of": len(of.members)})
