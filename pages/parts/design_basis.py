"""依据: on which document, clause and sentences something rests; documents are noted once and then chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape as e
from typing import Any

import streamlit as st

from forms.canonical import plain
from forms.definition import Source
from forms.design import key_for
from forms.policy import Basis, PolicySentence, PolicyText, basis_of, holds_on, passages
from forms.text import LANGUAGES
from pages.context import now, office, say, t
from pages.parts.basis import OWN, basis_words
from pages.parts.design_state import known_now

KEPT = "policy:"
"""Stands before a policy text that is kept in the office and that the definition does not name yet."""


@dataclass(frozen=True)
class Sources:
    """The documents that a definition names, how another one is added, and the policy texts there are."""

    named: Mapping[str, Source]
    put: Callable[[dict[str, Any]], object]

    @cached_property
    def policies(self) -> Mapping[str, PolicyText]:
        return known_now().policies

    def text_of(self, source: str) -> PolicyText | None:
        """The text of a document that is kept."""
        named = self.named.get(source)
        return self.policies.get(named.policy) if named and named.policy else None

    @property
    def unnamed(self) -> dict[str, PolicyText]:
        """Texts that are kept and that no document here is yet."""
        taken = {s.policy for s in self.named.values()}
        return {KEPT + k: p for k, p in self.policies.items() if k not in taken}


def draw_basis(
    sources: Sources, key: str, label: str, value: str | None, put: Callable[[Any], object], tip: str
) -> None:
    """The document, the clause in it, its sentences where its text is kept, and how that reads."""
    basis = basis_of(value)
    _document(sources, key, label, basis, put, tip)
    if basis.source:
        policy = sources.text_of(basis.source)
        if policy is not None:
            _sentences(policy, key, basis, put)
        _clause(key, basis, put)
        st.html(f'<p class="dz-quote">{e(basis_words(sources.named, value or ""))}</p>')
        if policy is not None:
            st.html(_quotes(policy, basis))
    _new(sources, key)


def _document(
    sources: Sources, key: str, label: str, basis: Basis, put: Callable[[Any], object], tip: str
) -> None:  # fmt: skip
    titles = {k: say(s.title) + (f"（{s.number}）" if s.number else "") for k, s in sources.named.items()}
    titles |= {k: say(p.title) + (f"（{p.number}）" if p.number else "") for k, p in sources.unnamed.items()}
    known = [*sources.named, *([] if OWN in sources.named else [OWN]), *sources.unnamed]
    box = f"{key}:source"

    def choose() -> None:
        chosen = st.session_state[box]
        if chosen in sources.unnamed:
            chosen = _name(sources, sources.unnamed[chosen])
        same = sources.text_of(basis.source) is not None and chosen == basis.source
        put((replace(basis, source=chosen, numbers=basis.numbers if same else ()).text or None) if chosen else None)

    st.session_state[box] = basis.source or None
    st.selectbox(
        label, [*([basis.source] if basis.source and basis.source not in known else []), *known], index=None, key=box,
        help=tip or None, format_func=lambda k: titles.get(k, t("design.basis_own") if k == OWN else k),
        placeholder=t("design.basis_none"), on_change=choose,
    )  # fmt: skip


def _sentences(policy: PolicyText, key: str, basis: Basis, put: Callable[[Any], object]) -> None:
    """A box that is searched by any words of a sentence; those that hold no longer can only be taken away."""
    box, today = f"{key}:sentences", office().today(now())
    offered = [s.id for s in policy.sentences if holds_on(s, today) or s.id in basis.numbers]
    unknown = [n for n in basis.numbers if n not in policy.by_number]
    st.session_state[box] = list(basis.numbers)
    st.multiselect(
        t("policy.choose"), [*unknown, *offered], key=box, placeholder=t("policy.choose_hint"),
        format_func=lambda n: label_of(policy.by_number[n]) if n in policy.by_number else t("policy.gone", number=n),
        on_change=lambda: put(replace(basis, numbers=tuple(st.session_state[box])).text or None),
        help=t("policy.choose_help"),
    )  # fmt: skip


def label_of(sentence: PolicySentence) -> str:
    """四（五） 02.40 要广泛使用…"""
    return " ".join(p for p in (sentence.under, sentence.id, sentence.text) if p)


def _clause(key: str, basis: Basis, put: Callable[[Any], object]) -> None:
    box = f"{key}:clause"
    st.session_state[box] = basis.clause
    st.text_input(
        t("design.basis_clause"), key=box, placeholder=t("design.basis_clause_example"),
        on_change=lambda: put(replace(basis, clause=st.session_state[box].replace("#", " ").strip()).text),
    )  # fmt: skip


def _quotes(policy: PolicyText, basis: Basis) -> str:
    """The sentences, word for word; one that holds no longer says so."""
    today = office().today(now())
    return "".join(
        f'<blockquote class="dz-sentence{"" if holds_on(s, today) else " over"}"><b>{e(s.id)}</b>'
        f"<small>{e(s.under)}{'' if holds_on(s, today) else '　' + e(t('policy.over'))}</small>{e(s.text)}</blockquote>"
        for s in passages(policy, basis)
    )


def _new(sources: Sources, key: str) -> None:
    """A document that the form does not name yet."""
    with st.expander(t("design.source_new"), key=f"{key}:new"):
        title = st.text_input(t("design.source_title"), key=f"{key}:new_title")
        number = st.text_input(t("design.source_number"), key=f"{key}:new_number")
        st.button(
            t("design.source_add"), key=f"{key}:new_add", disabled=not title, on_click=_add,
            args=(sources, {"title": {"zh": title.strip()}, **({"number": number.strip()} if number.strip() else {})}),
        )  # fmt: skip


def _name(sources: Sources, policy: PolicyText) -> str:
    """Takes a kept text among the documents of the definition; its key there."""
    title = {lang: words for lang in LANGUAGES if (words := getattr(policy.title, lang))}
    return _add(sources, {"title": title, **({"number": policy.number} if policy.number else {}), "policy": policy.id})


def _add(sources: Sources, made: dict[str, Any]) -> str:
    named = {k: plain(s) for k, s in sources.named.items()}
    key = key_for(made["title"]["zh"], named)
    sources.put({**named, key: made})
    return key
