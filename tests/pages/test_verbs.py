"""更多操作: what can be done with tasks and with a case beside its transitions, and what is told of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from data import FileStore, open_database
from pages.messages import MESSAGES
from pages.parts.verb_fields import ASKS
from tests.pages.work import desk, filed, screen, words
from tests.workflows.bureau import Bureau, bureau
from workflows.office import Office

__all__ = ["desk"]


def test_a_task_is_claimed_and_put_back(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        at.button(key="verb_claim").click().run()
        at.button(key="verb_yes").click().run()
        assert "已办理：认领" in words(at)
        assert at.button(key="verb_claim").disabled and not at.button(key="verb_release").disabled
    with screen(desk, "desk", "home") as at:
        assert [p.options[0] for p in at.get("button_group") if p.key == "kind"] == ["只归我办 1"]


def test_what_cannot_be_done_says_why(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        assert at.button(key="verb_release").disabled
        assert 'class="why">' in words(at) and "认领" in words(at)


def test_a_reason_that_is_missing_is_asked_for_below_the_buttons(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        at.button(key="verb_transfer").click().run()
        at.button(key="verb_yes").click().run()
        assert "先选人，再“转办”" in words(at)


def test_who_has_read_a_case_stands_on_its_page(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "leader", "case", case=case):
        pass
    with screen(desk, "desk", "case", case=case) as at:
        assert "某leader" in words(at) and "看过最新情况" in words(at)


def test_a_suspended_case_says_who_when_and_why_until_it_goes_on(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    desk = bureau(office, lambda procedure: procedure.update({"verbs": {"roles": {"suspend": ["desk"]}}}))
    case = desk.filed()
    with screen(desk, "desk", "case", case=case) as at:
        for name, reason in (("suspend", "等批复"), ("resume", "批复已到")):
            at.button(key=f"verb_{name}").click().run()
            at.button(key="verb_yes").click().run()
            assert "要写明理由" in words(at)
            next(a for a in at.text_area if a.label == "原因").set_value(reason).run()
            at.button(key="verb_yes").click().run()
            stands = "已挂起" in words(at) and "等批复" in words(at).partition("办理历史")[0]
            assert stands == (name == "suspend")
    office.db.close()


def test_every_verb_of_the_menu_says_what_it_does() -> None:
    assert [v for v in ASKS if f"verb_ask.{v}" not in MESSAGES] == []
