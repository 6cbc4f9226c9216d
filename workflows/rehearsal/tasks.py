"""Tasks and opinions of a case as a rehearsal calls them: `desk`, or `desk/A` for one about a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from workflows.cases.opened import Opened, reopened
from workflows.cases.opinions import label
from workflows.engine.decide import verb_offers
from workflows.engine.rounds.groups import BESIDES
from workflows.engine.rounds.seeing import may_see
from workflows.engine.suggestions import ANSWER, MERGE, Line, lines, suggestions
from workflows.engine.types import Actor, TaskFacts
from workflows.engine.verbs import registry as verbs
from workflows.office import Office

TASKS, KEPT, OPINIONS, SEES, SUGGESTIONS = "tasks", "kept", "opinions", "sees", "suggestions"
FACTS = (TASKS, KEPT, OPINIONS, SEES, SUGGESTIONS)
"""Tasks that are open; opinions of the last round that were kept, and all that were given; which of them people see.

Suggestions are all that were made, each line with what became of it: `adopted 补充保险`, `open 甲 | 乙`.
"""


def called(found: Opened, task: TaskFacts, wanted: Collection[str] = ()) -> str:
    """The name of a task in a rehearsal: its role, and the title of its row, or the identity if that is wanted."""
    round_, plain = found.bundle.procedure.rounds.get(task.round), f"{task.role}/{task.row}"
    if round_ is None or not task.row:
        return task.role
    return plain if plain in wanted else f"{task.role}/{label(found, round_, task.row).zh or task.row}"


def names(office: Office, case: int, actor: Actor, now: datetime, fact: str, wanted: Collection[str]) -> list[str]:
    """The tasks of a fact, in the order of their names."""
    with office.db.read() as session:
        found = reopened(office, session, case, actor, now)
        if found is None or fact == SUGGESTIONS:
            return [] if found is None else sorted(map(_said, _lines(found)))
        return sorted(called(found, t, wanted) for t in _of(found, fact))


def _lines(found: Opened) -> list[Line]:
    every = suggestions(found.bundle.procedure, found.facts)
    return lines(every, found.world.steps_of((ANSWER, MERGE)))


def _said(line: Line) -> str:
    words = " | ".join(dict.fromkeys(s.text for s in line.suggestions))
    return f"{line.answer.verdict if line.answer else 'open'} {words}"


def suggestions_named(found: Opened, names: str) -> str:
    """The suggestions of these words, parted by `|`, as a verb names them; "*" are all that wait."""
    wanted = {n.strip() for n in names.split("|")}
    return ",".join(s.id for line in _lines(found) for s in line.suggestions if s.text in wanted) or names


def _of(found: Opened, fact: str) -> Iterable[TaskFacts]:
    facts = found.facts
    if fact == TASKS:
        return facts.open_tasks
    last = next(((t.round, t.visit) for t in reversed(facts.tasks) if t.round), None)
    here = (t for t in facts.tasks if (t.round, t.visit) == last)
    given = [t for t in here if t.state == "done" and t.opinion is not None and t.relation not in BESIDES]
    if fact == SEES:
        return [t for t in given if may_see(found.bundle, facts, found.situation.actor, t)]
    return [t for t in given if t.kept or fact == OPINIONS]


def task_named(found: Opened, name: str) -> int | None:
    """The task of a name: an open one before one that is not, of which the last."""
    mine = [t for t in found.facts.tasks if called(found, t, [name]) == name]
    open_ = [t for t in mine if t.active]
    return next((t.id for t in [*open_, *reversed(mine)]), None)


def only_one(found: Opened, name: str) -> int | None:
    """The only task that the person could use a verb on, for a verb that is about one of theirs."""
    verb = verbs.get(name)
    if verb is None or verb.about != "task" or not verb.offered:
        return None
    mine = [o.task for o in verb_offers(found.situation) if o.verb == name and o.why_not is None]
    return mine[0] if len(mine) == 1 else None


def people(wanted: Iterable[str], known: Mapping[str, int]) -> tuple[int, ...]:
    """The ids of people by their names in the rehearsal."""
    return tuple(known[name] for name in wanted if name in known)


def row_named(found: Opened, name: str, verb: str = "") -> str:
    """The identity of a row of the round by its identity or its title; for a verb about suggestions, theirs."""
    if verb in (ANSWER, MERGE):
        return suggestions_named(found, name)
    key = found.bundle.procedure.states[found.facts.state].round
    round_ = found.bundle.procedure.rounds.get(key or "")
    rows = dict.fromkeys(t.row for t in found.facts.tasks if t.round == key and t.row)
    if round_ is None or name in rows:
        return name
    return next((row for row in rows if label(found, round_, row).zh == name), name)

