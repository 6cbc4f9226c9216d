"""Sentences of policies: each that a basis names is in the text of its document, and in force when it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from forms.canonical import plain
from forms.definition import Source
from forms.feel.nearest import nearest
from forms.json_text import step
from forms.policy import Basis, PolicySentence, PolicyText, basis_of, holds_on
from forms.reading import DefinitionFinding
from forms.text import Message
from workflows.checks.base import Problems, ProcedureFinding, procedure_check
from workflows.definition import Procedure


@procedure_check
def check_sentences(problems: Problems) -> None:
    """The same for the procedure itself; its forms, registers and lists are asked one by one."""
    for found in wrong(problems.procedure, problems.procedure, problems.policies, problems.on):
        if found not in problems.found:
            problems.found.append(found)


def wrong(
    model: BaseModel, procedure: Procedure, policies: Mapping[str, PolicyText], on: date | None
) -> list[DefinitionFinding]:  # fmt: skip
    """What is wrong with the sources of a definition and with every basis in it.

    A definition without sources of its own rests on those of the procedure. A procedure that is only offered later is
    held against the day from which it is.
    """
    own: Mapping[str, Source] | None = getattr(model, "sources", None)
    sources = procedure.sources if own is None else own
    found = list(_missing(sources, policies)) if own is not None else []
    day = max(on.isoformat(), procedure.valid.from_) if on else ""
    for pointer, text in bases(plain(model)):
        found += _of(pointer, text, sources, policies, day)
    return found


def _missing(sources: Mapping[str, Source], policies: Mapping[str, PolicyText]) -> Iterator[DefinitionFinding]:
    for key, source in sources.items():
        if source.policy and source.policy not in policies:
            near = nearest(source.policy, policies)
            data = {"source": key, "name": source.policy, **({"near": near} if near else {})}
            at = step(step("/sources", key), "policy")
            yield ProcedureFinding("error", "no_policy_near" if near else "no_policy", at, data)


def bases(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every basis with its place; a shared register that stands in a procedure rests on sources of its own."""
    if isinstance(value, list):
        for n, each in enumerate(value):
            yield from bases(each, step(pointer, n))
    elif isinstance(value, Mapping) and not (pointer and "sources" in value):
        for key, each in value.items():
            if key == "basis" and isinstance(each, str):
                yield step(pointer, key), each
            else:
                yield from bases(each, step(pointer, key))


def _of(
    pointer: str, text: str, sources: Mapping[str, Source], policies: Mapping[str, PolicyText], day: str
) -> Iterator[DefinitionFinding]:
    basis = basis_of(text)
    source = sources.get(basis.source)
    if not basis.numbers or source is None:
        return
    if source.policy is None:
        yield ProcedureFinding("error", "sentence_alone", pointer, {"basis": text, "source": basis.source})
    elif source.policy in policies:
        yield from _numbers(pointer, text, basis, policies[source.policy], day)


def _numbers(pointer: str, text: str, basis: Basis, policy: PolicyText, day: str) -> Iterator[DefinitionFinding]:
    said = {"basis": text, "title": policy.title}
    for number in basis.numbers:
        sentence = policy.by_number.get(number)
        if sentence is None:
            yield ProcedureFinding("error", "no_sentence", pointer, {**said, "number": number})
        elif day and not _holds(policy, sentence, date.fromisoformat(day)):
            data = {**said, "number": number, "day": day, **_span(policy, sentence)}
            yield ProcedureFinding("warning", "sentence_ended", pointer, data)


def _holds(policy: PolicyText, sentence: PolicySentence, day: date) -> bool:
    return holds_on(policy, day) and holds_on(sentence, day)


def _span(policy: PolicyText, sentence: PolicySentence) -> dict[str, Any]:
    begins = [d for d in (policy.valid_from, sentence.valid_from) if d]
    ends = [d for d in (policy.valid_until, sentence.valid_until) if d]
    unsaid = Message("policy.open")
    return {"begins": max(begins) if begins else unsaid, "ends": min(ends) if ends else unsaid}
