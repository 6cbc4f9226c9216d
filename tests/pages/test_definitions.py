"""定义: findings stand beside the text, a preview is drawn as anybody, a version comes out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from data import FileStore, open_database
from data.tables import Person
from pages.context import now
from pages.web.documents import XLSX
from tests.forms.decision.tables import SOUND
from tests.pages.shell import open_page
from workflows import editing, parameters
from workflows.announcing import Described, announce
from workflows.decision_books import book
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.practice import fill
from workflows.practice.fill import people_only
from workflows.publishing import DEFINITIONS
from workflows.setup import set_up


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The people of a practice office without its cases."""
    folder = tmp_path_factory.mktemp("staffed")
    office = Office(open_database(f"sqlite:///{folder / 'office.db'}"), FileStore(folder / "files"))
    set_up(office, now(), practice=False)
    people_only(office, now())
    assert not fill(office, now()), "an office with people is left as it is"
    return office


def person(office: Office, login: str) -> int:
    with office.db.read() as session:
        return session.exec(select(Person.id).where(Person.login == login)).one() or 0


@contextmanager
def opened(office: Office, part: str, folder: Path, login: str = "admin") -> Iterator[AppTest]:
    with open_page(office, person(office, login), "definitions", folder, part=part) as at:
        yield at


def words(at: AppTest) -> str:
    return "\n".join(str(h.proto.body) for h in at.get("html"))


def acting(office: Office, login: str) -> Actor:
    with office.db.read() as session:
        return actor_of(office, session, person(office, login), now())


DECLARATION = "procedure/region_declaration"


def parts(office: Office, kind: str) -> list[str]:
    return [p.name for p in editing.parts(office, acting(office, "admin")) if p.kind == kind]


@pytest.mark.parametrize("kind", ["procedure", "form", "list", "register"])
def test_every_shipped_part_opens_without_findings(staffed: Office, kind: str, tmp_path: Path) -> None:
    for part in parts(staffed, kind):
        with opened(staffed, part, tmp_path) as at:
            assert not at.exception
            assert "没有发现问题" in words(at)


def test_the_preview_is_drawn_as_the_chosen_role_in_the_chosen_state(staffed: Office, tmp_path: Path) -> None:
    part = DECLARATION
    path = DEFINITIONS / f"{part.partition('/')[2]}.json"
    procedure = json.loads(path.read_text(encoding="utf-8"))
    with opened(staffed, part, tmp_path) as at:
        state, role = (next(s for s in at.selectbox if s.label == label) for label in ("状态", "角色"))
        assert len(state.options) == len(procedure["states"]) and len(role.options) == len(procedure["roles"])
        assert 'class="pv-box"' in words(at)
        state.set_value(next(k for k, s in procedure["states"].items() if s.get("end"))).run()
        assert 'class="pv-box"' not in words(at) and 'class="pv-read"' in words(at)


@pytest.fixture
def tabled(staffed: Office) -> Iterator[str]:
    """A form with a decision table, on the administrator's desk."""
    (part, *_) = parts(staffed, "form")
    admin = acting(staffed, "admin")
    before = editing.open_part(staffed, admin, part)
    assert isinstance(before, editing.Opened) and before.published
    table = SOUND.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps({**json.loads(before.text), "decisions": {"等级表": table}}, ensure_ascii=False)
    editing.keep(staffed, admin, part, text, now())
    yield part
    editing.keep(staffed, admin, part, before.published, now())


def changed(office: Office, part: str, cell: str, value: str) -> bytes:
    """The workbook of the table with one cell written over."""
    made = book(office, acting(office, "admin"), part, "等级表", "zh")
    assert isinstance(made, bytes)
    found, out = load_workbook(io.BytesIO(made)), io.BytesIO()
    found.active[cell] = value
    found.save(out)
    return out.getvalue()


def test_a_decision_table_is_drawn_and_taken_back_from_its_workbook(
    staffed: Office, tabled: str, tmp_path: Path
) -> None:
    with opened(staffed, tabled, tmp_path) as at:
        assert "决策表　等级表" in words(at) and "命中策略 U：只有一行适用" in words(at)
        assert '<td class="in">&gt; 100</td>' in words(at) and ">任意</td>" in words(at)
        at.file_uploader[0].upload("表.xlsx", changed(staffed, tabled, "B11", "> 200"), XLSX).run()
        assert "已替换草稿里的这张表" in words(at) and '<td class="in">&gt; 200</td>' in words(at)
        assert "有缺漏" in words(at), "the gap that came up is a finding now"
        assert not at.exception


def test_a_workbook_that_is_not_understood_is_told_with_its_cells(staffed: Office, tabled: str, tmp_path: Path) -> None:
    with opened(staffed, tabled, tmp_path) as at:
        at.file_uploader[0].upload("表.xlsx", changed(staffed, tabled, "B3", "X"), XLSX).run()
        assert "有 1 处读不懂，没有替换" in words(at) and "<b>B3</b>" in words(at)
        at.file_uploader[0].upload("表.xlsx", b"no workbook", XLSX).run()
        assert 'role="alert"' in words(at) and "<b>B3</b>" not in words(at) and not at.exception


def test_a_finding_in_another_part_names_it_and_leads_there(staffed: Office, tmp_path: Path) -> None:
    procedure, part = DECLARATION, "form/region_declaration"
    admin = acting(staffed, "admin")
    before = editing.open_part(staffed, admin, part)
    assert isinstance(before, editing.Opened) and before.published
    key = json.loads(before.published)["pages"][0]["fields"][1]["key"]
    editing.keep(staffed, admin, part, before.published.replace(f'"key": "{key}"', '"key": "改了名"'), now())
    with opened(staffed, part, tmp_path) as at:
        assert f"事项 {procedure.partition('/')[2]}　第" in words(at)
        next(b for b in at.button if b.label == "去改").click().run()
        assert at.query_params["part"] in (procedure, [procedure])
    editing.keep(staffed, admin, part, before.published, now())


def test_a_text_that_is_no_definition_is_refused_with_what_it_needs(staffed: Office, tmp_path: Path) -> None:
    with opened(staffed, "new", tmp_path) as at:
        at.text_area[0].set_value('{"hello": 1}').run()
        next(b for b in at.button if b.label == "打开").click().run()
        assert "看不出这是哪一种定义" in words(at) and not at.exception


def test_who_is_no_administrator_does_not_get_the_page(staffed: Office, tmp_path: Path) -> None:
    part = DECLARATION
    with opened(staffed, part, tmp_path, "desk1") as at:
        assert "没有发现问题" not in words(at)
        assert "您不能打开" in words(at)


def test_a_campaign_is_announced_and_a_parameter_is_set_beside_the_procedure(staffed: Office, tmp_path: Path) -> None:
    part = DECLARATION
    with opened(staffed, part, tmp_path) as at:
        at.text_input(key="run_title").set_value("试点批次")
        at.date_input(key="run_opens").set_value(date(2026, 1, 5))
        at.date_input(key="run_closes").set_value(date(2026, 1, 4))
        at.button(key="run_announce").click().run()
        assert "2026-01-04" in words(at) and not at.exception, "an end before the beginning is refused"
        at.date_input(key="run_closes").set_value(date(2026, 2, 6))
        at.button(key="run_announce").click().run()
        assert "已公布“试点批次”" in words(at)
        name = at.selectbox(key="run_name").value
        at.number_input(key=f"run_value_{name}").set_value(-5)
        at.button(key="run_set").click().run()
        assert 'role="alert"' in words(at), "a value beyond the bounds is refused"
        at.number_input(key=f"run_value_{name}").set_value(3)
        at.button(key="run_set").click().run()
        assert "写上依据或原因" in words(at), "nothing is set without saying why"
        at.text_input(key="run_why").set_value("渝市监发〔2026〕9号")
        at.button(key="run_set").click().run()
        assert "已设定" in words(at)
        assert "全市：3" in words(at) and "渝市监发〔2026〕9号" in words(at), "the history says what, who and why"
        at.number_input(key=f"run_value_{name}").set_value(0)
        at.text_input(key="run_why").set_value("试一试")
        at.button(key="run_set").click().run()
        assert "已收回" not in words(at) and "现在是 0" in words(at), "0 is a value, not an empty field"
    assert next(p for p in parameters.shown(staffed, part.partition("/")[2]) if p.name == name).value == 3


def test_a_campaign_is_corrected_for_a_reason_and_shows_what_it_was(staffed: Office, tmp_path: Path) -> None:
    part = DECLARATION
    described = Described("打错的批次", "", date(2026, 5, 4), date(2026, 5, 29))
    made = announce(staffed, acting(staffed, "admin"), part.partition("/")[2], described, now())
    with opened(staffed, part, tmp_path) as at:
        at.session_state["run_open"] = str(made)
        at.run()
        at.text_input(key=f"camp_title_{made}").set_value("更正的批次")
        at.button(key="camp_correct").click().run()
        assert "写上为什么更正" in words(at) and not at.exception
        at.text_input(key=f"camp_why_{made}").set_value("名称打错")
        at.button(key="camp_correct").click().run()
        assert "已更正“更正的批次”" in words(at)
        at.session_state["run_open"] = str(made)
        at.run()
        assert "<del>打错的批次</del>" in words(at) and "名称打错" in words(at)
