"""What happened to a case, step by step: who, for whom, what, and what came of it; verbs and what the office did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape as e
from typing import Any

from pages.context import lang, say, t
from pages.parts import html
from pages.parts.case_children import child_words, entry_words
from pages.parts.case_draws import told_words
from pages.parts.case_look import by, changes, given, join, moment
from pages.parts.case_papers import paper_words
from workflows.cases.history import Step
from workflows.cases.view import CaseView


def history(view: CaseView) -> str:
    return html.history(html.Event(moment(s.at), who(s), say(s.title), _detail(view, s)) for s in view.steps)


def who(step: Step) -> str:
    """The name, and 代 for whom; what follows by itself is done by the office."""
    if step.kind == "automatic":
        return t("case.by_itself")
    if step.for_person:
        return t("case.step_deputy", name=step.name, person=step.for_person)
    if step.for_organisation is None:
        return by(step.name)
    return t("case.step_behalf", name=step.name, organisation=step.for_organisation)


def _detail(view: CaseView, step: Step) -> str:
    """The grey lines and the changes under a step."""
    line = [] if step.kind == "automatic" else [say(step.organisation), say(step.role)]
    if step.case_number:
        line.append(t("case.step_number", number=step.case_number))
    below = [*map(_small, filter(None, [join(line)])), *map(_small, verb_words(view, step.details))]
    below += [_small(words) for words in (*told_words(view, step.details), *child_words(step.details))]
    below += map(_small, paper_words(step.details))
    if step.given_form:
        below += [_small(words) for words in given(step.given_form, step, step.options or view.options)]
    below += [_small(entry_words(made)) for made in step.entries]
    if step.changes:
        below += _changed(view, step)
    return "".join(below)


def _changed(view: CaseView, step: Step) -> Iterator[str]:
    """The changes of a step by the form of its time; what a move left behind by the one before."""
    form, options = step.form or view.form, step.options or view.options
    left = [c for c in step.changes if c.path not in form.by_path] if step.former else []
    if kept := [c for c in step.changes if c not in left]:
        yield changes(form, kept, options)
    if left and step.former:
        yield changes(step.former[0], left, step.former[1])


def verb_words(view: CaseView, details: Mapping[str, Any]) -> Iterator[str]:
    """What was kept of a verb: whom it named, where, by how much, and why."""
    if people := _names(details.get("people")):
        place = details.get("place")
        told = t(f"verb_ask.{place}") if place in ("before", "after", "beside") else ""
        yield join((t("case.step_people", people=people), told))
    for told in (details.get("move"), details.get("move_back")):
        if isinstance(told, Mapping):
            before, after = told["numbers"]
            yield t("case.step_moved", before=before, after=after)
            yield from (line[1 if lang() == "en" else 0] for line in told.get("told", ()))
    if clock := view.bundle.procedure.clocks.get(str(details.get("clock", ""))):
        yield t("case.step_extended", clock=clock.title, amount=details.get("amount", ""))
    if reason := str(details.get("reason") or ""):
        yield t("case.step_reason", reason=reason)


def _names(people: Any) -> list[str]:
    given_people: Sequence[Any] = people if isinstance(people, list) else ()
    return [str(p.get("name", "")) for p in given_people if isinstance(p, Mapping)]


def _small(words: str) -> str:
    return f"<small>{e(words)}</small>" if words else ""
