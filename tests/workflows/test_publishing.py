"""Publishing: by content, all or nothing, with every procedure that uses a part; running cases keep theirs."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import func, select

from data.tables import DefinitionText, Organisation, Person, Version
from forms.text import LANGUAGES
from tests.workflows.engine.toy import FORM, LIST, NOON, NOTE, PROCEDURE
from workflows.office import Office
from workflows.publishing import (
    DEFINITIONS,
    check_texts,
    load_folder,
    part_of,
    preview,
    publish,
    shipped,
    users_of,
)
from workflows.publishing import PROCEDURE as MAIN_PART


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def texts(**changes: Any) -> dict[str, str]:
    """All texts of the toy procedure; `title="…"` changes the procedure; one of another id has its own register."""
    own = f'"{changes["id"]}_stalls"' if "id" in changes else '"stalls"'
    return {
        "procedure": text({**PROCEDURE, **changes}).replace('"stalls"', own), "form/permit": text(FORM),
        "form/note": text(NOTE), "list/results": text(LIST),
    }  # fmt: skip


def other_form() -> str:
    changed = deepcopy(FORM)
    changed["title"] = "新许可"
    return text(changed)


def counts(office: Office) -> tuple[int, int]:
    with office.db.read() as session:
        return tuple(session.exec(select(func.count()).select_from(t)).one() for t in (Version, DefinitionText))


def test_what_is_published_can_be_used_at_once_and_never_changes(office: Office) -> None:
    first = publish(office, texts(), "首版", None, NOON).versions[0]
    second = publish(office, texts(title="新名"), "改名", None, NOON).versions[0]
    assert (first.number, second.number, second.new) == (1, 2, True)
    with office.db.read() as session:
        assert office.bundle(session, first.version_id).procedure.title.zh == "摆摊许可"
        assert office.bundle(session, second.version_id).procedure.title.zh == "新名"
        current = office.current_version(session, "stall_permit", NOON.date())
        assert current is not None and current.number == 2
        assert session.get(Version, first.version_id).parts.keys() == texts().keys()


def test_publishing_what_is_published_changes_nothing(office: Office) -> None:
    first = publish(office, texts(), "", None, NOON)
    before = counts(office)
    again = publish(office, texts(), "", None, NOON)
    assert not again.versions[0].new
    assert again.versions[0].version_id == first.versions[0].version_id
    assert counts(office) == before


def test_what_a_procedure_needs_is_taken_from_what_was_published_last(office: Office) -> None:
    publish(office, texts(), "", None, NOON)
    done = publish(office, {"procedure": texts(title="新名")["procedure"]}, "", None, NOON)
    assert done.versions[0].number == 2
    assert counts(office) == (2, 5)  # one text more than before


def test_a_form_is_published_with_every_procedure_that_uses_it(office: Office) -> None:
    publish(office, texts(), "", None, NOON)
    publish(office, texts(id="second_permit", case={**PROCEDURE["case"]}), "", None, NOON)
    with office.db.read() as session:
        assert users_of(session, ["form/permit"]) == ["second_permit", "stall_permit"]
    foreseen = preview(office, {"form/permit": other_form()})
    assert {(v.procedure, v.number, v.version_id) for v in foreseen.versions} == {
        ("second_permit", 2, 0), ("stall_permit", 2, 0),
    }  # fmt: skip
    done = publish(office, {"form/permit": other_form()}, "", None, NOON)
    assert {(v.procedure, v.number) for v in done.versions} == {("second_permit", 2), ("stall_permit", 2)}
    with office.db.read() as session:
        for version in done.versions:
            assert office.bundle(session, version.version_id).form().title.zh == "新许可"


def test_a_form_that_breaks_a_procedure_is_not_published_at_all(office: Office) -> None:
    publish(office, texts(), "", None, NOON)
    before = counts(office)
    changed = deepcopy(FORM)
    changed["pages"][0]["fields"] = [f for f in changed["pages"][0]["fields"] if f["key"] != "开始"]
    done = publish(office, {"form/permit": text(changed)}, "", None, NOON)
    assert not done and counts(office) == before
    assert {f.part for f in done.findings if f.blocks} == {"procedure/stall_permit"}
    assert any("“开始”" in f.say("zh") for f in done.findings)


BAD: list[tuple[str, dict[str, str], str, str]] = [
    ("no JSON", {"procedure": "{"}, "procedure", "结束"),
    ("nothing", {"procedure": ""}, "procedure", "结束"),
    ("a list", {"procedure": "[]"}, "procedure", "{"),
    ("another kind", {"procedure": text(FORM)}, "procedure", "pages"),
    ("an unknown key", {"procedure": texts(titel="x")["procedure"]}, "procedure", "title"),
    ("an unknown effect", {"procedure": texts(transitions={**PROCEDURE["transitions"], "submit": {
        **PROCEDURE["transitions"]["submit"], "do": [{"effect": "numbr"}]}})["procedure"]}, "procedure", "numbr"),
    ("another id than its name", {"form/permits": text(FORM)}, "form/permits", "permits"),
    ("a form nobody uses", {"form/lonely": text({**NOTE, "id": "lonely"})}, "form/lonely", "lonely"),
    ("a form that is missing", {"procedure": texts(forms={**PROCEDURE["forms"], "note": {"form": "absent"}})[
        "procedure"]}, "procedure", "absent"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "given", "part", "said"), BAD, ids=[b[0] for b in BAD])
def test_bad_texts_get_sentences_and_nothing_is_stored(
    office: Office, what: str, given: dict[str, str], part: str, said: str
) -> None:
    publish(office, texts(), "", None, NOON)
    before = counts(office)
    done = publish(office, given, "", None, NOON)
    assert not done and counts(office) == before
    found = [f for f in done.findings if f.blocks and f.part == part]
    assert any(said in f.say(lang) for f in found for lang in LANGUAGES), [f.say() for f in found]
    assert all(f.finding.line >= 1 for f in found)


def test_a_finding_knows_its_line_and_column() -> None:
    broken = texts()["procedure"].replace('"to": "review"', '"to": "reveiw"')
    bundle, findings = check_texts({**texts(), "procedure": broken})
    assert bundle is None
    wrong = next(f.finding for f in findings if f.finding.code == "unknown_near")
    line = broken.splitlines()[wrong.line - 1]
    assert line[wrong.column - 1 :].startswith('"reveiw"')


def test_a_text_says_itself_which_part_it_is() -> None:
    assert [part_of(t) for t in texts().values()] == [MAIN_PART, "form/permit", "form/note", "list/results"]
    assert part_of("{") is None and part_of("{}") is None


def test_what_is_shipped_is_sound() -> None:
    found = {name: check_texts(t) for name, t in shipped().items()}
    assert found
    for bundle, findings in found.values():
        assert bundle is not None
        assert [f"{f.part}:{f.finding.line} {f.say('zh')}" for f in findings] == []


def test_shipped_procedures_are_loaded_once_and_never_over_the_offices_own(office: Office) -> None:
    first = load_folder(office, NOON)
    assert all(p.versions[0].new for p in first) and len(first) == len(list(DEFINITIONS.glob("*.json")))
    assert load_folder(office, NOON) == []


def test_a_newer_shipped_procedure_is_loaded_unless_the_office_changed_it(office: Office, tmp_path: Path) -> None:
    def ship(title: str) -> None:
        (tmp_path / "shared" / "lists").mkdir(parents=True, exist_ok=True)
        for name, body in texts(title=title).items():
            folder = tmp_path / "shared/lists" if name.startswith("list/") else tmp_path / name.partition("/")[0]
            path = tmp_path / "p.json" if name == MAIN_PART else folder / f"{name.partition('/')[2]}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(body, encoding="utf-8")

    def load() -> list[int]:
        return [p.versions[0].number for p in load_folder(office, NOON, tmp_path, tmp_path / "form")]

    ship("一")
    assert load() == [1]
    ship("二")
    assert load() == [2]
    with office.db.write() as session:
        bureau = Organisation(name="市局", district="500000")
        session.add(bureau)
        session.flush()
        session.add(Person(id=1, login="admin", name="甲", organisation_id=bureau.id, created_at=NOON))
    own = publish(office, {MAIN_PART: texts(title="自家")["procedure"]}, "", 1, NOON)
    assert own.versions[0].number == 3
    ship("三")
    assert load() == []
