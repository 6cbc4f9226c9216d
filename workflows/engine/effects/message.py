"""Telling people something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from forms import feel
from forms.feel.shapes import ANY, TEXT, grouped
from forms.model import Model
from forms.template import fill
from forms.text import Text
from workflows.engine.addressees import APPLICANT, WORDS, last_of, named, tokens_of
from workflows.engine.effects.base import Effect, Outcome, effect
from workflows.engine.notices import HOLDERS, NUMBER
from workflows.engine.wanted import Notice
from workflows.model.naming import Addressee, Condition, Feel, MessageKey

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt, Situation
    from workflows.engine.types import Refusal

Channel = Literal["mail", "webhook"]


class Named(Model):
    """People, or everybody of organisations, that FEEL names: an id, a context with `id`, or a list of them."""

    person: Feel | None = None
    organisation: Feel | None = None


@effect
class MessageEffect(Effect):
    """Tells people something, on the office's pages and on the channels it has to the outside.

    `to`: roles of the procedure, `@holders` (whoever then has an open task), `@applicant` or `@declarant` (people of
    the case's organisation who may open such a case), `@last(<transition>)` (who took it last), `{person: FEEL}`,
    `{organisation: FEEL}`. `text` is a key of `messages`. `each` sends one per element, which is `item` there.
    """

    effect: Literal["message"] = "message"
    to: list[Addressee | Named]
    text: MessageKey
    each: Feel | None = None  # FEEL: a list
    when: Condition | None = None  # FEEL; only true sends it
    channels: list[Channel] = []  # beside the office's pages; none means every one there is

    def apply(self, attempt: Attempt, outcome: Outcome) -> Refusal | None:
        situation = attempt.situation
        number = NUMBER if attempt.files else attempt.case.number
        for scope in self._scopes(situation, number):
            if self.when is None or feel.evaluate(self.when, scope, situation.services) is True:
                outcome.notices.append(self.notice(situation, scope))
        return None

    def _scopes(self, situation: Situation, number: str | None) -> Iterator[Mapping[str, Any]]:
        scope = message_scope(situation, number)
        if self.each is None:
            yield scope
            return
        items = feel.evaluate(self.each, scope, situation.services)
        for item in items if isinstance(items, list) else ():
            yield feel.scope({"item": item}, scope)

    def notice(self, situation: Situation, scope: Mapping[str, Any]) -> Notice:
        """What it says over the names of a scope, to whom."""
        subject, text = rendered(situation, self.text, scope)
        tokens = dict.fromkeys(t for each in self.to for t in _tokens(each, situation, scope))
        return Notice(self.text, tuple(tokens), subject, text, tuple(self.channels))

    def problems(self, at: Problems) -> None:
        if not self.to:
            at.at("to").error("message_nobody")
        for n, each in enumerate(self.to):
            _check_addressee(at.at("to", n), each, self._types(at))
        if self.each is not None:
            at.at("each").compiled(self.each, at.types(), "list")
        if self.when is not None:
            at.at("when").compiled(self.when, self._types(at), "boolean")
        at.at("text").known(self.text, at.procedure.messages, "word.message")

    def _types(self, at: Problems) -> feel.Types:
        return message_types(at, {"item": ANY} if self.each is not None else None)


def message_scope(situation: Situation, number: str | None) -> Mapping[str, Any]:
    """The names that a text sees: those of the procedure's expressions, and the titles and the state of the case."""
    procedure, case = situation.procedure, situation.case
    title, english = (
        feel.evaluate(text, situation.context, situation.services) if text else None
        for text in (procedure.case.title, procedure.case.title_en)
    )
    state = procedure.states[case.state].title
    named = {"title": title, "title_en": english or title}
    more = {"number": number, **named, "state_name": {"名称": state.zh, "name": state.say("en")}}
    return feel.scope({"case": {**situation.extra["case"], **more}}, situation.context)


def message_types(at: Problems, given: feel.Types | None = None) -> feel.Types:
    """The shapes of these names."""
    types = at.types(given=given)
    known = dict(types["case"].fields or ()) if "case" in types else {}
    return {**types, "case": grouped({**known, "title": TEXT, "title_en": TEXT, "state_name": ANY})}


def rendered(situation: Situation, key: str, scope: Mapping[str, Any]) -> tuple[Text, Text]:
    """Subject and text of a message of the procedure, in both languages; — for what is null."""
    found = situation.procedure.messages[key]
    subject = found.subject or _subject(situation, scope)
    return fill(subject, scope, situation.services), fill(found.text, scope, situation.services)


def _subject(situation: Situation, scope: Mapping[str, Any]) -> Text:
    """Of a text without a subject of its own: the procedure and the case."""
    title = situation.procedure.title
    return Text(zh=f"{title.zh}：{{case.title}}", en=f"{title.say('en')}: {{case.title_en}}")


def _tokens(each: str | Named, situation: Situation, scope: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(each, str):
        yield from tokens_of(each, situation)
        return
    for kind, text in (("person", each.person), ("organisation", each.organisation)):
        if text is not None:
            yield from named(kind, feel.evaluate(text, scope, situation.services))


def _check_addressee(at: Problems, each: str | Named, types: feel.Types) -> None:
    if isinstance(each, Named):
        _check_named(at, each, types)
    elif (transition := last_of(each)) is not None:
        at.known(transition, at.procedure.transitions, "word.transition")
    elif each.startswith("@"):
        if each not in {HOLDERS, *APPLICANT}:
            at.error("message_no_word", word=each, known=list(WORDS))
    else:
        at.known(each, at.roles, "word.role")


def _check_named(at: Problems, each: Named, types: feel.Types) -> None:
    given = {k: t for k, t in (("person", each.person), ("organisation", each.organisation)) if t is not None}
    if not given:
        at.error("message_nobody")
    for kind, text in given.items():
        at.at(kind).compiled(text, types)
