"""On which document something of a form rests, in words, and the sentences of it."""

from __future__ import annotations

from collections.abc import Mapping

from forms.definition import Form, Source
from forms.fields import Field
from forms.policy import PolicyText, basis_of, passages
from pages.context import say, t
from pages.parts import html

OWN = "own"
LONGEST = 900
"""Characters of sentences beside a field; the page of the document has the whole."""
Policies = Mapping[str, PolicyText]


def field_basis(form: Form, field: Field, policies: Policies) -> str:
    """依据：《…》（文号）…, and the words of the sentences below it; "" where no document is named."""
    if not field.basis:
        return ""
    return "\n".join([basis_words(form.sources, field.basis), *quoted(form.sources, field.basis, policies)])


def basis_words(sources: Mapping[str, Source], text: str) -> str:
    """依据：《…》（文号）…; the clause stands behind the key of the source, or is that of its sentences."""
    basis = basis_of(text)
    if basis.source == OWN:
        return t("form.basis_own")
    source = sources.get(basis.source)
    if source is None:
        return t("form.basis_of", title=text, number="", clause="").strip()
    number = t("form.basis_number", number=source.number) if source.number else ""
    return t("form.basis_of", title=say(source.title), number=number, clause=clause_words(text)).strip()


def clause_words(text: str) -> str:
    """The place in the document: the clause as it was written, and the numbers of sentences."""
    basis = basis_of(text)
    numbers = t("policy.numbers", numbers=list(basis.numbers)) if basis.numbers else ""
    return " ".join(p for p in (basis.clause, numbers) if p)


def quoted(sources: Mapping[str, Source], text: str, policies: Policies) -> list[str]:
    """The sentences that a basis speaks of, as far as their text is kept, shortened to what can be read at once."""
    basis = basis_of(text)
    source = sources.get(basis.source)
    policy = policies.get(source.policy) if source and source.policy else None
    found = [s.text for s in passages(policy, basis)] if policy else []
    shown: list[str] = []
    for words in found:
        if shown and sum(map(len, shown)) + len(words) > LONGEST:
            return [*shown, t("policy.more", count=len(found) - len(shown))]
        shown.append(words)
    return shown


def unfolding(sources: Mapping[str, Source], text: str, policies: Policies) -> str:
    """HTML: the basis in words, which unfolds the sentences where there are any."""
    words, lines = basis_words(sources, text), quoted(sources, text, policies)
    return html.basis_lines("\n".join([words, *lines])) if lines else html.muted(words)
