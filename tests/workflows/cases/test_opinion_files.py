"""Files in opinions: taken up, kept with what is known of them, and given to whoever may see the opinion alone."""

from __future__ import annotations

import json
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.workflows.bureau import SAMPLES, Bureau, bureau
from tests.workflows.cases.test_verbs import code
from tests.workflows.people.test_guests import asked, inside, panel, secret, with_panel
from workflows.attachments import fetch, store
from workflows.cases.act import LATEST, act
from workflows.cases.once import Done
from workflows.cases.paper import workbook
from workflows.engine.types import Action, Refusal
from workflows.office import Office

SCAN = {"key": "附件", "type": "attachment", "title": {"zh": "附件", "en": "Scan"}}


def with_scans(texts: dict[str, str]) -> None:
    """Opinions of the regions and of the panel may come with a scan."""
    for part in ("form/region_opinion", "form/supplement_notice"):
        form = json.loads(texts[part])
        form["pages"][0]["fields"].append(SCAN)
        texts[part] = json.dumps(form, ensure_ascii=False)


@pytest.fixture
def desk(office: Office) -> Bureau:
    return bureau(office, texts_change=with_scans)


@pytest.fixture
def with_guests(office: Office) -> Bureau:
    return bureau(office, with_panel, with_scans)


def uploaded(desk: Bureau, actor: Any, name: str = "意见.pdf") -> dict[str, Any]:
    found = store(desk.office, actor, (SAMPLES / "stamped.pdf").read_bytes() + b"\n%" + name.encode(), name, desk.now)
    assert isinstance(found, dict), found
    return found


def under_review(desk: Bureau) -> tuple[int, str, dict[str, Any]]:
    """A case in joint review, a region of it, and the file that came with the opinion of the credit office."""
    case = desk.filed()
    desk.done(case, "accept", "desk")
    row = desk.sheet(case, "desk").values["区域"][0]["_id"]
    scan = uploaded(desk, desk.actor("credit"))
    desk.say(case, "credit", {"意见": "不同意", "理由": "见附件", "附件": [scan]}, row)
    return case, row, scan


def having(desk: Bureau, key: str, *people: str) -> list[str]:
    return [who for who in people if fetch(desk.office, desk.actor(who), key) is not None]


def test_it_is_had_by_whoever_may_see_the_opinion(desk: Bureau) -> None:
    case, row, scan = under_review(desk)
    everybody = ("desk", "credit", "law", "clerk", "head", "leader", "auditor", "nobody", "admin")
    assert having(desk, scan["hash"], *everybody) == ["desk", "credit", "auditor"]
    desk.say(case, "desk", {"意见": "同意"}, row)
    for other in desk.sheet(case, "desk").values["区域"][1:]:
        for who in ("desk", "credit"):
            desk.say(case, who, {"意见": "同意"}, other["_id"])
    assert having(desk, scan["hash"], *everybody) == ["desk", "credit", "leader", "auditor"], "readers, once it is over"


def test_what_is_known_of_a_file_is_what_was_taken_up(desk: Bureau) -> None:
    case, row, scan = under_review(desk)
    lying = {**scan, "size": 1, "kind": "png"}
    desk.say(case, "desk", {"意见": "不同意", "理由": "同附件", "附件": [lying]}, row)
    with desk.office.db.read():
        steps = desk.view(case, "desk").steps
    assert [s.given["附件"] for s in steps[:2]] == [[scan], [scan]]


def test_a_file_that_was_never_taken_up_is_refused(desk: Bureau) -> None:
    case, row, scan = under_review(desk)
    given = {"意见": "同意", "附件": [{**scan, "hash": "0" * 64}]}
    action = Action(desk.actor("desk"), "", LATEST, "x", given, "opinion", row=row)
    assert code(act(desk.office, case, action, desk.now)) == "file_unknown"


def test_a_workbook_of_the_case_tells_the_district_nothing_of_it(desk: Bureau) -> None:
    case, _, scan = under_review(desk)
    for who in ("clerk", "head", "leader"):
        found = workbook(desk.office, desk.actor(who), case, "zh", desk.now)
        assert not isinstance(found, Refusal)
        with ZipFile(BytesIO(found.content)) as parts:
            told = unescape("".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist()))
        assert "填报区县" in told, "it is read as what it says"
        assert scan["hash"] not in told and "见附件" not in told and scan["name"] not in told


def test_a_guest_brings_a_file_and_has_no_other(with_guests: Bureau) -> None:
    desk = with_guests
    case, expert = panel(desk)
    guest = inside(desk, secret(asked(desk, expert)))
    assert guest is not None
    own, others = uploaded(desk, guest, "鉴定.pdf"), uploaded(desk, desk.actor("desk"), "内部.pdf")
    desk.say(case, "desk", {"退回原因": ["内容有误"], "补正内容": "同意", "附件": [others]})
    assert fetch(desk.office, guest, others["hash"]) is None, "not before the own opinion is given"
    given = {"退回原因": ["内容有误"], "补正内容": "同意", "附件": [own]}
    done = act(desk.office, case, Action(guest, "", LATEST, "g", given, "opinion", task=expert), desk.now)
    assert isinstance(done, Done)
    assert having(desk, own["hash"], "desk", "clerk", "law", "auditor") == ["desk", "auditor"]
