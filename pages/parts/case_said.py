"""What the participants of a round said, and how it stands, in words: as far as one may see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape as e
from typing import Any

from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.attachment import AttachmentField
from forms.fields.choice import ChoiceField
from forms.values import is_empty
from pages.context import lang, say, t
from pages.parts import html
from pages.parts.case_look import join, moment
from workflows.cases.opinions import About, Asked, RoundView
from workflows.cases.view import CaseView


def drawn(view: CaseView, each: RoundView, about: About) -> str:
    """A row: its name, how it stands, and everybody who is asked about it."""
    return head(view, each, about) + people(view, each, about)


def head(view: CaseView, each: RoundView, about: About) -> str:
    """The name of a row and how it stands; "" where there is nothing to say."""
    stands = standing(view, each, about)
    name = f"<b>{e(titled(about))}</b>" if about.row else ""
    return f'<div class="about">{name}{stands}</div>' if name or stands else ""


def titled(about: About) -> str:
    """The number and the title of a row."""
    return join((str(about.number) if about.number else "", say(about.label)))


def people(view: CaseView, each: RoundView, about: About) -> str:
    """Everybody who is asked about a row, or said something about it."""
    return html.participants(participant(each.form, a, view.options) for a in shown(about))


def shown(about: About) -> list[Asked]:
    return [a for a in about.asked if a.state != "closed" or a.given]


def standing(view: CaseView, each: RoundView, about: About) -> str:
    """The outcome where there is one, else how many have spoken; share and score as far as one may know them."""
    chips = "".join(html.chip(w) for w in outcome(view, each, about))
    if about.complete and not chips:
        chips = html.chip(t("round.complete"))
    return f"<span>{e(counted(about))}</span>{chips}"


def counted(about: About) -> str:
    """How many have spoken, with share and score as far as one may know them."""
    said = [t("round.count", given=about.count, count=about.count + about.waiting)]
    if about.share is not None:
        said.append(t("round.share", share=f"{about.share * 100:.0f}%"))
    if about.score is not None:
        said.append(t("round.score", score=f"{about.score:.2f}".rstrip("0").rstrip(".")))
    return join(said)


def outcome(view: CaseView, each: RoundView, about: About) -> Iterator[str]:
    """What the round has written about a row, as far as it may be read."""
    table = each.round.per
    for path in each.round.outcome if about.complete else ():
        field = view.form.by_path.get(path)
        values = _row(view.values.get(table or ""), about.row) if table else view.values
        value = values.get(path.rpartition(".")[2]) if field else None
        if field is not None and isinstance(field, ChoiceField) and not is_empty(value):
            yield field.show(value, view.options, lang())


def _row(rows: Any, row: str) -> Mapping[str, Any]:
    found: Sequence[Any] = rows if isinstance(rows, list) else ()
    return next((r for r in found if isinstance(r, Mapping) and r.get("_id") == row), {})


def participant(form: Form, asked: Asked, options: OptionSource) -> html.Participant:
    chip, tone = state(form, asked, options)
    text = "\n".join(words(form, asked, options))
    return html.Participant(say(asked.whose or asked.role), asked.person, chip, tone, when(asked), text, marks(asked))


def when(asked: Asked) -> str:
    """When the opinion was given."""
    return moment(asked.at) if asked.at and asked.given else ""


def marks(asked: Asked) -> tuple[str, ...]:
    """Kept from before, lead, and how somebody came to be asked."""
    found = [t("round.kept")] if asked.kept and asked.given else []
    found += [t("round.lead")] if asked.lead else []
    found += [t(f"round.{asked.relation}")] if asked.relation in ("entrust", "before", "after", "beside") else []
    return tuple(found)


def state(form: Form, asked: Asked, options: OptionSource) -> tuple[str, html.Tone]:
    """The opinion in one word, or that it is given, awaited, or not yet due."""
    if asked.opinion is not None:
        field = _verdict(form)
        value = asked.opinion.get(field.key) if field else None
        return (field.show(value, options, lang()) if field and not is_empty(value) else t("round.given")), ""
    if asked.given:
        return t("round.given"), ""
    if asked.nobody_left:
        return t("round.nobody"), "bad"
    return t("round.waiting" if asked.state == "waiting" else "round.open"), "idle"


def _verdict(form: Form) -> Field | None:
    """The field that says it in one word."""
    return next((f for f in form.fields if isinstance(f, ChoiceField)), None)


def words(form: Form, asked: Asked, options: OptionSource) -> Iterator[str]:
    """What else was written, as far as one may see it."""
    if asked.opinion is None:
        if asked.given:
            yield t("round.hidden")
        return
    verdict = _verdict(form)
    for field in form.fields:
        value = asked.opinion.get(field.key)
        if field is not verdict and field.valued and not is_empty(value) and not isinstance(field, AttachmentField):
            yield t("print.colon", title=field.title, value=field.show(value, options, lang()))
    if asked.note and not asked.opinion:
        yield asked.note
