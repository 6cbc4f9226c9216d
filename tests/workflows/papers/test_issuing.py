"""Papers of a case: issued once, numbered without gaps, replaced and voided on record, read by whom they concern."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from docx import Document
from sqlmodel import select

from data.tables import Case, History, HistoryDetail, IssuedPaper
from forms.text import Message
from tests.workflows.bureau import THERE, Bureau, bureau, sample
from workflows.audit.verify import verify
from workflows.engine.types import Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.papers.issuing import Order, issue, preview, revoke
from workflows.papers.seeing import Papers, fetch, papers

RECEIPT = "receipt"


def numbered(procedure: dict[str, Any]) -> None:
    """The receipt has a number of a series by year."""
    procedure["papers"][RECEIPT]["number"] = {"pattern": "渝市监收〔{year}〕{seq}号", "series": ["year"]}


@pytest.fixture
def at_work(office: Office) -> Bureau:
    return bureau(office, numbered)


def issued(at: Bureau, case: int, key: str = "one", who: str = "desk", **more: Any) -> int | Refusal:
    return issue(at.office, at.actor(who), case, Order(RECEIPT, key, **more), at.now)


def told(refusal: object) -> str:
    assert isinstance(refusal, Refusal), refusal
    return say(refusal.message)


def seen(at: Bureau, case: int, who: str = "desk") -> Papers:
    return papers(at.office, at.actor(who), case, at.now)


def file(at: Bureau, paper: int, kind: Any, who: str = "desk") -> bytes:
    found = fetch(at.office, at.actor(who), paper, kind, at.now)
    assert not isinstance(found, Refusal), found
    return found.content


def words(pdf: bytes) -> list[str]:
    """The text of every page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_paper_is_issued_with_the_next_number_and_its_two_files(at_work: Bureau) -> None:
    case = at_work.filed()
    paper = issued(at_work, case)
    assert isinstance(paper, int)
    (view,) = seen(at_work, case).issued
    assert (view.number, view.title, view.holds) == ("渝市监收〔2026〕1号", "收件回执", True)
    docx = Document(io.BytesIO(file(at_work, paper, "docx")))
    assert any("渝市监收〔2026〕1号" in p.text for p in docx.paragraphs)
    assert "收件回执" in words(file(at_work, paper, "pdf"))[0]


def test_the_same_request_again_is_the_same_paper(at_work: Bureau) -> None:
    case = at_work.filed()
    assert issued(at_work, case) == issued(at_work, case)
    assert len(seen(at_work, case).issued) == 1


def test_a_second_paper_of_a_kind_is_refused_and_takes_no_number(at_work: Bureau) -> None:
    case, other = at_work.filed(), at_work.filed(THERE, {**sample("one_region"), "填报区县": THERE})
    issued(at_work, case)
    assert "已经签发（渝市监收〔2026〕1号）" in told(issued(at_work, case, "two"))
    issued(at_work, other)
    assert seen(at_work, other).issued[0].number == "渝市监收〔2026〕2号"


@pytest.mark.parametrize(("who", "said"), [("clerk", "不由您签发"), ("leader", "不由您签发")])
def test_only_the_roles_of_a_paper_issue_it(at_work: Bureau, who: str, said: str) -> None:
    case = at_work.filed()
    assert said in told(issued(at_work, case, who=who))
    assert seen(at_work, case, who).offered == ()


def test_a_paper_waits_for_its_transition_and_says_for_which(at_work: Bureau) -> None:
    case = at_work.start()
    assert "没有这件办件" in told(issued(at_work, case))


def test_whoever_may_read_what_it_shows_may_have_it(at_work: Bureau) -> None:
    case = at_work.filed()
    paper = issued(at_work, case)
    assert isinstance(paper, int)
    assert [p.id for p in seen(at_work, case, "clerk").issued] == [paper]
    assert file(at_work, paper, "pdf", "clerk") == file(at_work, paper, "pdf")
    for stranger in ("clerk2", "nobody"):
        refused = fetch(at_work.office, at_work.actor(stranger), paper, "docx", at_work.now)
        assert "不能查看" in told(refused)


def test_a_voided_paper_keeps_its_number_and_says_so_on_every_page(at_work: Bureau) -> None:
    case = at_work.filed()
    paper = issued(at_work, case)
    assert isinstance(paper, int)
    before = file(at_work, paper, "pdf")
    assert "理由" in told(revoke(at_work.office, at_work.actor("desk"), paper, " ", "k", at_work.now))
    assert revoke(at_work.office, at_work.actor("desk"), paper, "发错了对象", "v", at_work.now) is None
    assert revoke(at_work.office, at_work.actor("desk"), paper, "发错了对象", "v", at_work.now) is None  # once
    (view,) = seen(at_work, case).issued
    assert (view.number, view.holds, view.void_reason) == ("渝市监收〔2026〕1号", False, "发错了对象")
    pages = words(file(at_work, paper, "pdf"))
    assert pages and all("作废" in p.replace(" ", "") for p in pages)
    docx = Document(io.BytesIO(file(at_work, paper, "docx")))
    assert all(s.header.paragraphs[0].text == "作废" for s in docx.sections)
    with at_work.office.db.read() as session:
        row = session.get_one(IssuedPaper, paper)
        assert at_work.office.files.get(row.pdf or "") == before  # what was issued is kept as it was


def test_a_reissued_paper_has_a_new_number_and_names_the_one_it_replaces(at_work: Bureau) -> None:
    case = at_work.filed()
    first = issued(at_work, case)
    assert isinstance(first, int)
    assert "理由" in told(issued(at_work, case, "again", replaces=first))
    second = issued(at_work, case, "again", replaces=first, reason="数量写错")
    assert isinstance(second, int)
    new, old = seen(at_work, case).issued
    assert (new.number, new.replaces, new.holds) == ("渝市监收〔2026〕2号", "渝市监收〔2026〕1号", True)
    assert (old.holds, old.void_reason) == (False, "数量写错")
    assert "渝市监收〔2026〕1号" in "".join("".join(words(file(at_work, second, "pdf"))).split())
    assert "已经作废" in told(issued(at_work, case, "third", replaces=first, reason="再来"))


def test_each_of_it_is_a_step_of_the_chained_history(at_work: Bureau) -> None:
    case = at_work.filed()
    first = issued(at_work, case)
    assert isinstance(first, int)
    second = issued(at_work, case, "again", replaces=first, reason="数量写错")
    assert isinstance(second, int)
    revoke(at_work.office, at_work.actor("desk"), second, "不再需要", "v", at_work.now)
    with at_work.office.db.read() as session:
        steps = select(History.action, HistoryDetail.body).join(HistoryDetail).where(History.case_id == case)
        found = [(a, b["paper"]) for a, b in session.exec(steps.order_by(History.step)) if b and "paper" in b]
        state = session.get_one(Case, case).state
        assert verify(at_work.office, session, case)[1] == []
    assert [a for a, _ in found] == ["paper_issue", "paper_reissue", "paper_void"]
    assert [p["number"] for _, p in found] == ["渝市监收〔2026〕1号", "渝市监收〔2026〕2号", "渝市监收〔2026〕2号"]
    assert state == "filed"  # the case stays where it is


def test_a_preview_keeps_nothing_and_takes_no_number(at_work: Bureau) -> None:
    case = at_work.filed()
    made = preview(at_work.office, at_work.actor("desk"), case, RECEIPT, at_work.now)
    assert not isinstance(made, Refusal)
    assert made.pdf and seen(at_work, case).issued == ()
    issued(at_work, case)
    assert seen(at_work, case).issued[0].number == "渝市监收〔2026〕1号"


def test_a_paper_keeps_the_template_of_its_cases_version(at_work: Bureau) -> None:
    from forms.paper.official import official
    from workflows.model.papers import paper_text
    from workflows.publishing import publish

    old = at_work.filed()
    text = paper_text("region_receipt", official("# 新的回执\n@ {{ number }}"))
    made = publish(at_work.office, {"paper/region_receipt": text}, "", None, at_work.now)
    assert made, [f.say() for f in made.findings]
    new = at_work.filed(THERE, {**sample("one_region"), "填报区县": THERE})
    for case, title in ((old, "沙盒监管区域申报收件回执"), (new, "新的回执")):
        paper = issued(at_work, case)
        assert isinstance(paper, int)
        assert title in words(file(at_work, paper, "pdf"))[0]


def test_a_broken_template_is_not_published_and_names_its_placeholder(at_work: Bureau) -> None:
    from forms.paper.official import official
    from workflows.model.papers import paper_text
    from workflows.publishing import publish

    text = paper_text("region_receipt", official("# 回执\n{{ 联系 }}\n{{ case.numbr }}"))
    made = publish(at_work.office, {"paper/region_receipt": text}, "", None, at_work.now)
    assert not made
    assert [f.say() for f in made.findings] == [
        "正文第 2 段：没有“联系”；是不是“联系人”？",
        "正文第 3 段：没有“case.numbr”；是不是“case.number”？",
        "“变更、移出、管理方”要办的事项“supervision_region”还没有发布，发布前打不开",
    ]


def test_every_sentence_has_two_languages() -> None:
    refused = Message("paper_there", {"paper": "x", "number": "1"})
    assert say(refused) != say(refused, "en")


@pytest.mark.parametrize(
    ("change", "said"),
    [({"number": "收〔2026〕9号"}, "文号"), ({"voided_at": None}, "作废"), ({"docx": "", "pdf": None}, "文件摘要")],
)
def test_what_was_changed_about_a_paper_behind_its_history_is_found(
    at_work: Bureau, change: dict[str, Any], said: str
) -> None:
    case = at_work.filed()
    paper = issued(at_work, case)
    assert isinstance(paper, int)
    revoke(at_work.office, at_work.actor("desk"), paper, "发错了", "v", at_work.now)
    with at_work.office.db.write() as session:
        row = session.get_one(IssuedPaper, paper)
        for name, value in change.items():
            setattr(row, name, value or (row.void_docx if name == "docx" else None))
        session.add(row)
    with at_work.office.db.read() as session:
        (found,) = verify(at_work.office, session, case)[1]
    assert said in say(found.message) and found.step == 4
