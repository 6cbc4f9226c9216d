"""Policy texts in the office: begun from a text, named sentence by sentence, published along, packed, revised."""

from __future__ import annotations

import json
from datetime import date

import pytest

from forms.policy import PolicyText
from forms.reading import load
from tests.workflows.designing.test_service import ADMINISTRATOR, CLERK, NOW, stocked, text
from workflows import designing, packs
from workflows.designing import Begun, Designed, Head, Revise
from workflows.engine.types import Refusal
from workflows.flow import Put
from workflows.messages import say
from workflows.office import Office
from workflows.publishing import Publication
from workflows.releasing import check, publish_part

__all__ = ["stocked"]
OLD = "第一条 夜市应当备案。\n第二条 三日内办结。"
NEW = "第一条 夜市应当备案。\n第二条 二日内办结。"


def kept(office: Office) -> str:
    made = designing.begin_policy(office, ADMINISTRATOR, Head("夜市备案办法", "市发〔2026〕1号"), OLD, NOW)
    assert isinstance(made, str)
    return made


def resting(office: Office, policy: str, basis: str) -> str:
    """A procedure whose start rests on a sentence."""
    name = designing.begin_procedure(office, ADMINISTRATOR, Begun("夜市备案"), NOW)
    assert isinstance(name, str)
    sources = {"N": {"title": "夜市备案办法", "policy": policy.partition("/")[2]}}
    for edit in (Put("/sources", sources), Put("/start/basis", basis)):
        assert isinstance(designing.design(office, ADMINISTRATOR, name, edit, NOW), Designed)
    return name


def published(office: Office, name: str, note: str = "首版") -> Publication:
    made = publish_part(office, ADMINISTRATOR, name, text(office, name), note, NOW)
    assert isinstance(made, Publication) and made.versions
    return made


def codes(office: Office, name: str) -> list[str]:
    found = check(office, ADMINISTRATOR, name, text(office, name), NOW).findings
    return [f.finding.code for f in found if "sentence" in f.finding.code or f.blocks]


def test_a_text_is_published_with_what_rests_on_it_packed_with_it_and_its_uses_are_told(stocked: Office) -> None:
    policy = kept(stocked)
    name = resting(stocked, policy, "N 第二条 #2")
    assert codes(stocked, name) == [] and published(stocked, name)
    whole = designing.known(stocked, ADMINISTRATOR).policies["夜市备案办法"]
    assert [(s.id, s.under, s.text) for s in whole.sentences] == [
        ("1", "第一条", "第一条 夜市应当备案。"), ("2", "第二条", "第二条 三日内办结。"),
    ]  # fmt: skip
    uses = designing.uses_of_policy(stocked, ADMINISTRATOR, whole)
    assert [(u.part, u.numbers) for u in uses] == [(name, {"2": 1})]
    assert designing.uses_of_policy(stocked, CLERK, whole) == []
    pack = packs.packed(stocked, ADMINISTRATOR, name.partition("/")[2], NOW)
    assert isinstance(pack, bytes) and policy in packs.opened(pack).texts


def test_a_sentence_that_is_not_there_hinders_and_one_that_ended_is_told(stocked: Office) -> None:
    policy = kept(stocked)
    name = resting(stocked, policy, "N #9")
    assert codes(stocked, name) == ["no_sentence"]
    designing.design(stocked, ADMINISTRATOR, name, Put("/start/basis", "N #2"), NOW)
    published(stocked, name)
    revision = Revise(NEW, date(2026, 2, 1), "市发〔2026〕9号", "缩短时限")
    assert isinstance(designing.design(stocked, ADMINISTRATOR, policy, revision, NOW), Designed)
    assert codes(stocked, policy) == ["sentence_ended"]  # of the procedure that rests on it
    published(stocked, policy, "修订")
    read = load(PolicyText, text(stocked, policy))
    assert [(s.id, s.valid_from, s.valid_until) for s in read.sentences] == [
        ("1", None, None), ("2", None, "2026-01-31"), ("3", "2026-02-01", None),
    ]  # fmt: skip
    assert json.loads(text(stocked, policy))["versions"][0]["number"] == "市发〔2026〕9号"


@pytest.mark.parametrize(
    ("words", "day", "says"),
    [(OLD, date(2026, 2, 1), "逐字相同"), (NEW, date(2025, 12, 31), "晚于上一版")],
)
def test_a_version_that_changes_nothing_or_comes_too_early_says_so(
    stocked: Office, words: str, day: date, says: str
) -> None:
    head = Head("夜市备案办法", valid_from="2026-01-01")
    made = designing.begin_policy(stocked, ADMINISTRATOR, head, OLD, NOW)
    assert isinstance(made, str)
    done = designing.design(stocked, ADMINISTRATOR, made, Revise(words, day), NOW)
    assert isinstance(done, Refusal) and says in say(done.message)


def test_what_cannot_begin_says_why(stocked: Office) -> None:
    tries = ((Head(" "), OLD, ADMINISTRATOR), (Head("x"), " \n", ADMINISTRATOR), (Head("x"), OLD, CLERK))
    for head, words, who in tries:
        assert isinstance(designing.begin_policy(stocked, who, head, words, NOW), Refusal)
