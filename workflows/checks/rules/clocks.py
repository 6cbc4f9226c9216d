"""Time: what clocks, duties and public periods speak of exists, and their expressions can be read."""

from __future__ import annotations

from collections.abc import Iterator

from forms import feel
from forms.feel.shapes import ANY
from forms.fields import registry
from workflows.bundle import MAIN
from workflows.cases.history import START
from workflows.checks.base import Problems, procedure_check
from workflows.engine.effects import AnyEffect
from workflows.model.clocks import PERIODS, Duty, PublicPeriod, Reminders, Watched

ENTRY = {"entry": ANY}
ASKED_OF_ANYBODY = frozenset({
    "text", "long_text", "phone", "email", "id_card", "uscc", "link", "date", "month", "year", "integer", "decimal",
    "money", "percent", "rating", "yes_no", "choice", "district", "attachment",
})  # fmt: skip
"""Field types that a plain page can ask, and whose choices everybody may know."""


@procedure_check
def check_clock_references(problems: Problems) -> None:
    """States, transitions and roles that a clock names exist."""
    procedure = problems.procedure
    for name, clock in procedure.clocks.items():
        here = problems.at("clocks", name)
        here.at("starts").all_known(clock.starts, {START, *procedure.transitions}, "word.transition")
        here.at("ends_with").all_known(clock.ends_with, procedure.transitions, "word.transition")
        here.at("blocks").all_known(clock.blocks, procedure.transitions, "word.transition")
        here.at("paused_in").all_known(clock.paused_in, problems.states, "word.state")
        here.at("ends_in").all_known(clock.ends_in, problems.states, "word.state")
        if clock.extend is not None:
            here.at("extend", "by").all_known(clock.extend.by, problems.roles, "word.role")
        _at_lights(here, clock)


def _at_lights(here: Problems, watched: Watched) -> None:
    """What a clock or duty does by itself names what there is."""
    if watched.then is not None:
        here.at("then").known(watched.then, here.procedure.transitions, "word.transition")
    if watched.hand_over_to is not None:
        here.at("hand_over_to").known(watched.hand_over_to, here.roles, "word.role")
    _reminders(here.at("remind"), watched.remind)


def _reminders(here: Problems, rule: Reminders | None) -> None:
    if rule is None:
        return
    here.at("to").all_known(rule.to, here.roles, "word.role")
    if rule.text is not None:
        here.at("text").known(rule.text, here.procedure.messages, "word.message")
    if rule.at_most < 1 or (not rule.before and rule.every is None) or (rule.every is not None and rule.every < 1):
        here.error("remind_never")


@procedure_check
def check_clock_expressions(problems: Problems) -> None:
    """Limits are numbers, days are days; none of them asks the clocks themselves."""
    if problems.form is None:
        return
    types = {k: v for k, v in problems.types().items() if k != "clock"}
    for name, clock in problems.procedure.clocks.items():
        here = problems.at("clocks", name)
        here.at("limit").compiled(clock.limit, types, "number")
        if clock.from_day is not None:
            here.at("from_day").compiled(clock.from_day, types, "date")
        elif clock.look_back:
            here.at("look_back").error("look_back_from", clock=clock.title)
        if clock.extend is not None:
            here.at("extend", "at_most").compiled(clock.extend.at_most, types, "number")
    for name, duty in problems.procedure.duties.items():
        if duty.from_day is not None:
            entry = ENTRY if duty.of is not None else {}
            problems.at("duties", name, "from_day").compiled(duty.from_day, {**types, **entry}, "date")
        _rhythm(problems.at("duties", name), duty, types)


def _rhythm(here: Problems, duty: Duty, types: feel.Types) -> None:
    """A period has a name, or of a case a number of months; the day on which it is due is a number."""
    for key, said in (("every", duty.every), ("due_day", duty.due_day)):
        if isinstance(said, int) or (key == "every" and said in PERIODS):
            continue
        if duty.of is not None:
            here.at(key).error("duty_of_entry_fixed", duty=duty.title, known=sorted(PERIODS))
        else:
            here.at(key).compiled(said, types, "number")


@procedure_check
def check_clock_effects(problems: Problems) -> None:
    """What clocks and duties do by themselves is right in itself."""
    for here, effect in _effects(problems):
        effect.problems(here)


def _effects(problems: Problems) -> Iterator[tuple[Problems, AnyEffect]]:
    for name, clock in problems.procedure.clocks.items():
        yield from _of(problems.at("clocks", name), clock)
    for name, duty in problems.procedure.duties.items():
        seeing = problems.seeing(ENTRY) if duty.of is not None else problems
        yield from _of(seeing.at("duties", name), duty)


def _of(here: Problems, watched: Watched) -> Iterator[tuple[Problems, AnyEffect]]:
    for what in ("at_yellow", "at_red"):
        yield from ((here.at(what, n), effect) for n, effect in enumerate(getattr(watched, what)))


@procedure_check
def check_duties(problems: Problems) -> None:
    """A duty is reported by a child there is, while a case is in states or an entry in a register."""
    procedure = problems.procedure
    for name, duty in procedure.duties.items():
        here = problems.at("duties", name)
        here.at("while_in").all_known(duty.while_in, problems.states, "word.state")
        here.at("child").known(duty.child, procedure.children, "word.child")
        if duty.of is not None:
            here.at("of").known(duty.of.removeprefix("register:"), procedure.registers, "word.register")
        if bool(duty.while_in) == (duty.of is not None):
            here.error("duty_of_what", duty=duty.title)
        _at_lights(here, duty)
        if duty.of is not None:
            _of_entries(here, duty)


def _of_entries(here: Problems, duty: Duty) -> None:
    """An entry is in no state and has no task: what speaks of them is not for it, and somebody has to be named."""
    for key in ("then", "hand_over_to"):
        if getattr(duty, key) is not None:
            here.at(key).error("duty_of_entry", duty=duty.title, key=key)
    for what in ("at_yellow", "at_red"):
        for n, effect in enumerate(getattr(duty, what)):
            if effect.of_cases:
                here.at(what, n).error("duty_of_entry", duty=duty.title, key=effect.effect)
    if duty.remind is not None and not duty.remind.to:
        here.at("remind", "to").error("duty_remind_nobody", duty=duty.title)
    child = here.procedure.children.get(duty.child)
    if child is not None and child.of != duty.of:
        here.at("child").error("duty_other_child", duty=duty.title, child=child.title)


@procedure_check
def check_public_periods(problems: Problems) -> None:
    """A public period lies in a state, has a minimum clock, shows groups, and somebody answers."""
    procedure = problems.procedure
    for name, period in procedure.public_periods.items():
        here = problems.at("public_periods", name)
        here.at("state").known(period.state, problems.states, "word.state")
        known = here.at("clock").known(period.clock, procedure.clocks, "word.clock")
        if known and not procedure.clocks[period.clock].minimum:
            here.at("clock").error("public_no_minimum", period=period.title)
        here.at("shows").all_known(period.shows, procedure.main.groups, "word.group")
        here.at("answers").all_known(period.answers, problems.roles, "word.role")
        if not period.answers:
            here.at("answers").error("public_no_answer", period=period.title)
        if period.form is not None and here.at("form").known(period.form, procedure.forms, "word.form"):
            _check_public_form(here.at("form"), period)


def _check_public_form(here: Problems, period: PublicPeriod) -> None:
    """Whoever objects has no right in the office: its lists of people, cases and entries are not for them."""
    if period.form == MAIN:
        here.error("public_main_form", period=period.title)
    form = here.forms.get(here.procedure.forms[period.form or ""].form)
    for field in form.fields if form is not None and period.form != MAIN else ():
        if field.valued and field.type not in ASKED_OF_ANYBODY:
            here.error("public_form_field", period=period.title, field=field.title, type=registry[field.type].name)
