"""Pieces of the page of a case that only show: facts, stages, changes, notices, history, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape as e

from forms.definition import Form
from forms.diff import Change, shown
from forms.fields import OptionSource
from forms.fields.attachment import AttachmentField
from forms.fields.choice import ChoiceField
from forms.fields.choices import ChoicesField
from forms.fields.long_text import LongTextField
from forms.fields.text import TextField
from forms.finding import Finding
from forms.values import is_empty
from pages.context import lang, now, office, say, t
from pages.parts import dates, html
from pages.parts.lights import calendar, light
from workflows.cases.history import Step
from workflows.cases.search import CaseRow
from workflows.cases.view import CaseView, StageView
from workflows.definition import State
from workflows.engine.campaign import campaign_title
from workflows.people import robot

CHANGES = 8
"""Changes shown at once; the others are folded."""
_SPEAKS = (TextField, LongTextField, ChoiceField, ChoicesField)
"""What says by itself what is meant; a bare 否 or 3 does not."""


def tone(state: State) -> html.Tone:
    """How a state's chip is drawn."""
    return "end" if state.end else "idle" if state.waits else ""


def moment(at: datetime) -> str:
    return dates.moment(at, office().zone, office().today(now()))


def day(at: datetime) -> str:
    return moment(at)[:-6]


def two_lines(row: CaseRow, with_procedure: bool) -> tuple[str, str]:
    """A case in a list: its title, and below it number, procedure where there are several, marks."""
    small = [row.number or t("home.unnumbered")]
    small += [say(row.procedure_title)] if with_procedure else []
    small += [t(code) for code, on in (("home.late", row.late), ("home.behalf", row.on_behalf)) if on]
    return say(row.title), " · ".join(small)


def marks(view: CaseView) -> str:
    """Chips beside the title."""
    given = (("case.late", view.late), ("case.behalf", view.on_behalf))
    return "".join(html.chip(t(code), "idle") for code, on in given if on)


def facts(view: CaseView) -> str:
    procedure = view.bundle.procedure
    stage = next((s.title for s in procedure.stages if s.id == view.state.stage), "")
    return html.facts([
        (t("case.number"), _two(view.number or "—", _filed(view))),
        (t("case.procedure"), _two(say(procedure.title), t("case.version", n=view.bundle.number))),
        (t("case.district"), _two(say(view.district.title), say(view.organisation))),
        (t("case.state"), html.chip(say(view.state.title), tone(view.state)) + _small(t("case.stage", stage=stage))),
        (t("case.closes"), _closing(view)),
        (t("case.holder"), _holder(view)),
    ])  # fmt: skip


def _two(words: str, small: str) -> str:
    return e(words) + _small(small)


def _small(words: str) -> str:
    return f"<small>{e(words)}</small>" if words else ""


def _filed(view: CaseView) -> str:
    return t("case.filed", at=moment(view.filed_at)) if view.filed_at else t("case.number_none")


def _closing(view: CaseView) -> str:
    campaign = say(campaign_title(view.campaign)) if view.campaign else ""
    lit = light(view.due, calendar(), yellow_on=view.yellow_on, stopped=view.suspended)
    if lit is None or view.ended:
        return _two("—", campaign or t("case.closes_none"))
    lamp, words, small = lit
    day = join((small, t("light.provisional") if view.provisional else ""))
    return html.light(lamp, words) + _small(day) + _small(campaign)


def _holder(view: CaseView) -> str:
    parts = dict.fromkeys(say(task.who) for task in view.tasks if task.state == "open")
    if view.holder is not None and (view.holder.people or not parts):
        return _two(taken(view) or people(view.holder.people) or "—", say(view.holder.title))
    if parts:
        count = sum(x.state == "open" for x in view.tasks)
        return _two(people(list(parts), "case.parties"), t("case.open_tasks", count=count))
    return _two("—", t("case.ended") if view.ended else "")


def taken(view: CaseView) -> str:
    """Who has claimed it, or was given it."""
    return people(list(dict.fromkeys(task.person for task in view.tasks if task.state == "open" and task.person)))


def by(name: str) -> str:
    """Who did something: a person by name, the office itself by the word of the reader's language."""
    return t("case.by_itself") if name == robot.NAME else name


def suspended(view: CaseView) -> str:
    """Since when a case stands still, by whom and why; "" for one that goes on."""
    if not view.suspended:
        return ""
    step = next((s for s in view.steps if s.action == "suspend"), None)
    reason = str(step.details.get("reason", "")) if step else ""
    who = join((say(step.organisation), by(step.name), moment(step.at))) if step else ""
    return html.notice(t("case.suspended"), body_html="<br>".join(e(w) for w in (who, reason) if w), tone="bad")


def people(names: Sequence[str], several: str = "case.people") -> str:
    """One name, or the first and how many more."""
    if len(names) <= 1:
        return "".join(names)
    return t(several, first=names[0], count=len(names), more=len(names) - 1)


def stages(view: CaseView) -> str:
    return html.stepper(
        html.Step(say(s.title), _stage_note(s), "todo" if s.reached == "later" else s.reached) for s in view.stages
    )


def _stage_note(stage: StageView) -> str:
    if stage.at is None:
        return ""
    if stage.reached == "done":
        return t("case.step_done", day=day(stage.at), who=stage.who)
    return t("case.step_since", day=day(stage.at))


def changes(form: Form, found: Sequence[Change], options: OptionSource) -> str:
    """Before and after as a table; long lists are folded."""
    rows = [_change(form, c, options) for c in found]
    rest = rows[CHANGES:]
    if not rest:
        return html.diff(rows)
    words = e(t("case.more_changes", count=len(rest)))
    folded = f'<details class="rest"><summary>{words}</summary>{html.diff(rest)}</details>'
    return html.diff(rows[:CHANGES]) + folded


def _change(form: Form, change: Change, options: OptionSource) -> tuple[str, str, str]:
    label = say(change.label)
    if change.path not in form.by_path:
        return label, "", ""
    before, after = shown(form, change, options, lang())
    if change.kind != "set":
        label = f"{label}　{t(f'case.row_{change.kind}')}"
    return label, before or t("case.empty"), after or t("case.empty")


def notices(view: CaseView) -> Iterator[html.Opinion]:
    """What was written with a step: opinions and notices, the newest first."""
    for step in view.steps:
        if step.given and step.given_form:
            words = "\n".join(given(step.given_form, step, view.options))
            yield html.Opinion(say(step.organisation), step.name, say(step.title), moment(step.at), words)


def given(form: Form, step: Step, options: OptionSource) -> Iterator[str]:
    """What a step's form holds: words that come first as they are, everything else with its title."""
    filled = [f for f in form.fields if not is_empty(step.given.get(f.key)) and not isinstance(f, AttachmentField)]
    for number, field in enumerate(filled):
        words = field.show(step.given[field.key], options, lang())
        yield words if number == 0 and isinstance(field, _SPEAKS) else t("print.colon", title=field.title, value=words)


def explained(view: CaseView) -> str:
    """What was asked about the form, with what was answered; "" where nothing was. Long lists are folded."""
    rows = [_explained(f) for f in view.findings if f.level == "question"]
    rest = "".join(rows[CHANGES:])
    words = e(t("case.more_explained", count=len(rows) - CHANGES))
    folded = f'<details class="rest"><summary>{words}</summary><ul class="ops">{rest}</ul></details>' if rest else ""
    return f'<ul class="ops">{"".join(rows[:CHANGES])}</ul>{folded}' if rows else ""


def _explained(finding: Finding) -> str:
    head = f"<b>{e(say(finding.label))}</b><span>{e(say(finding.message))}</span>"
    answer = finding.answer or t("case.explained_none")
    return f'<li class="op{"" if finding.answer else " wait"}"><div>{head}</div><p>{e(answer)}</p></li>'


def returned(view: CaseView) -> str:
    """Why the case came back, for whoever has to mend it; "" for everybody else."""
    last = view.steps[0] if view.steps else None
    if last is None or last.kind != "return" or not last.given_form or not view.access.writable:
        return ""
    words = "\n".join(given(last.given_form, last, view.options))
    head = join((say(last.title), say(last.organisation), last.name, moment(last.at)))
    return html.notice(head, body_html=e(words).replace("\n", "<br>"))


def visited(view: CaseView) -> set[str]:
    """The states a case has been in."""
    return {s for step in view.steps for s in (step.from_state, step.to_state) if s}


def join(words: Iterable[str]) -> str:
    return "　".join(w for w in words if w)
