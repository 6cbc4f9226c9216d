"""Packages: what leaves comes in as it was; what was changed on the way is told and leaves nothing behind."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, func, select

from data import FileStore, open_database
from data.reference.load import load_districts
from data.tables import ApprovedRehearsal, Case, Grant, Organisation, Person, RehearsalFile, Version
from forms.text import LANGUAGES
from tests.workflows.engine.toy import NOON, PROCEDURE, THERE
from tests.workflows.test_publishing import text, texts
from workflows import editing, packs, parameters, signing
from workflows.__main__ import main
from workflows.commands import packs as commands
from workflows.engine.types import Actor, Held, Refusal
from workflows.jobs.worker import Worker
from workflows.messages import say
from workflows.office import ADMIN, Office
from workflows.packs import manifest as made
from workflows.packs.trying import KIND
from workflows.publishing import publish
from workflows.rehearsal.approving import counted

ID = PROCEDURE["id"]
PART = f"procedure/{ID}"
PLAY = {
    "format": 1, "kind": "rehearsal", "id": "begun", "title": "填报", "procedure": ID,
    "people": {"张": f"writer@{THERE}"},
    "campaigns": {"一": {"title": "一", "opens": "2026-01-01", "closes": "2026-12-31"}},
    "data": {"事": "samples/purpose.json"},
    "play": [{"on": "2026-03-02", "who": "张", "does": "start", "fill": "事", "then": {"state": "draft"}}],
}  # fmt: skip
PURPOSE = b'{"\xe4\xba\x8b\xe7\x94\xb1": "\xe5\xa4\x9c\xe5\xb8\x82"}'


def admin() -> Actor:
    return Actor(1, "管理员", 1, (Held(ADMIN, 1, "*"),), frozenset({"admin@*"}))


def staffed(office: Office, name: str) -> Office:
    with office.db.write() as session:
        load_districts(session)
        session.add(Organisation(id=1, name=name, district="500000"))
        session.flush()
        session.add(Person(id=1, login="admin", name="管理员", organisation_id=1, created_at=NOON))
    return office


def begun(folder: Path, template: Path, name: str) -> Office:
    folder.mkdir(exist_ok=True)
    (folder / "office.db").write_bytes(template.read_bytes())
    return staffed(Office(open_database(f"sqlite:///{folder / 'office.db'}"), FileStore(folder / "files")), name)


@pytest.fixture
def sender(tmp_path: Path, sqlite_template: Path) -> Office:
    """An office on another network, with a rehearsal, a file beside it, and a value of its own."""
    office = begun(tmp_path / "sender", sqlite_template, "甲市")
    assert publish(office, texts(), "", None, NOON)
    assert parameters.set_value(office, admin(), ID, "上限", "", 5, "甲市规定", NOON) is None
    with office.db.write() as session:
        session.add(ApprovedRehearsal(procedure=ID, key="begun", body=PLAY, approved_by=1, approved_at=NOON))
        session.add(RehearsalFile(procedure=ID, path="samples/purpose.json", hash=office.files.put(PURPOSE)))
    return office


@pytest.fixture
def receiver(tmp_path: Path, sqlite_template: Path) -> Office:
    return begun(tmp_path / "receiver", sqlite_template, "乙市")


def sent(office: Office) -> bytes:
    found = packs.packed(office, admin(), ID, NOON)
    assert isinstance(found, bytes)
    return found


def trust(receiver: Office, sender: Office) -> None:
    told = packs.fingerprint(packs.my_key(sender).public).lower()
    assert packs.confirm(receiver, admin(), packs.my_key(sender).public, "甲市", told, NOON) is None


def played(office: Office, data: bytes) -> dict[str, Any]:
    """Playing what came, as the job does it."""
    assert isinstance(packs.try_later(office, admin(), data, NOON), int)
    assert Worker(office, lambda: NOON, kinds=[KIND]).once()
    job = packs.last(office, admin(), packs.opened(data))
    assert job is not None and job.state == "done", job
    return dict(job.result)


def counts(office: Office) -> dict[str, int]:
    """How many rows every table has: nothing was stored if they are the same."""
    with office.db.read() as session:
        return {n: session.exec(select(func.count()).select_from(t)).one() for n, t in SQLModel.metadata.tables.items()}


def test_what_leaves_comes_into_an_empty_office_as_it_was_and_leaves_it_the_same_again(
    sender: Office, office: Office
) -> None:
    data, receiver = sent(sender), staffed(office, "乙市")
    trust(receiver, sender)
    found = packs.look(receiver, packs.opened(data), NOON)
    assert {c.kind for c in found.changes} == {"new"} and not found.errors
    assert f"rehearsal/{ID}/begun" in {c.part for c in found.changes}
    result = played(receiver, data)
    assert (result["played"], result["differs"]) == (1, {})
    done = packs.take(receiver, admin(), found, result, "从甲市带来", NOON, with_parameters=True)
    assert not isinstance(done, Refusal) and done.versions[0].number == 1
    again = packs.opened(sent(receiver))
    assert again.manifest.digest == found.pack.manifest.digest
    assert packs.look(receiver, again, NOON).same
    assert parameters.shown(receiver, ID)[0].value == 5
    assert counted(receiver, ID)["begun"].title.zh == "填报"


def test_in_an_office_that_drifted_exactly_what_differs_is_told_with_the_cases_that_go_on(
    sender: Office, receiver: Office
) -> None:
    trust(receiver, sender)
    first = publish(receiver, texts(title="本地名"), "", None, NOON).versions[0]
    with receiver.db.write() as session:
        session.add(Case(procedure=ID, version_id=first.version_id, state="draft", stage="fill", district=THERE,
                         title="一", organisation_id=1, opened_at=NOON, changed_at=NOON, opened_by=1))  # fmt: skip
    found = packs.look(receiver, packs.opened(sent(sender)), NOON)
    assert {c.part for c in found.changes if c.kind == "changed"} == {PART}
    lines = next(c.lines for c in found.changes if c.part == PART)
    assert any(line.startswith("-") and "本地名" in line for line in lines)
    assert any(line.startswith("+") and "摆摊许可" in line for line in lines)
    assert [(p.name, p.here, p.there) for p in found.parameters] == [("上限", 3, 5)]
    assert found.running == {ID: 1} and found.words[ID].count == 1


def test_taken_as_drafts_only_what_differs_is_drafted_and_rehearsals_come_along(
    sender: Office, receiver: Office
) -> None:
    trust(receiver, sender)
    publish(receiver, texts(title="本地名"), "", None, NOON)
    found = packs.look(receiver, packs.opened(sent(sender)), NOON)
    assert packs.as_drafts(receiver, admin(), found, NOON) == [PART]
    opened = editing.open_part(receiver, admin(), PART)
    assert isinstance(opened, editing.Opened) and opened.text == texts()["procedure"] and opened.saved_at
    assert "begun" in counted(receiver, ID)
    with receiver.db.read() as session:
        assert session.exec(select(func.count()).select_from(Version)).one() == 1


def test_nothing_is_taken_from_a_signer_whose_fingerprint_nobody_compared(sender: Office, receiver: Office) -> None:
    data, key = sent(sender), packs.my_key(sender).public
    found = packs.look(receiver, packs.opened(data), NOON)
    before = counts(receiver)
    assert found.signer is None
    answers = [
        packs.as_drafts(receiver, admin(), found, NOON), packs.take(receiver, admin(), found, {}, "新", NOON),
        packs.try_later(receiver, admin(), data, NOON), packs.confirm(receiver, admin(), key, "甲", "A1B2", NOON),
        packs.confirm(receiver, admin(), key, "甲", packs.fingerprint(packs.my_key(receiver).public), NOON),
    ]  # fmt: skip
    for answer in answers:
        assert isinstance(answer, Refusal)
        assert all(say(answer.message, lang) for lang in LANGUAGES)
    assert counts(receiver) == before


def test_a_package_that_was_not_rehearsed_or_went_otherwise_is_not_published(sender: Office, receiver: Office) -> None:
    wrong = {**PLAY, "play": [{**PLAY["play"][0], "then": {"state": "done"}}]}  # type: ignore[index]
    with sender.db.write() as session:
        row = session.exec(select(ApprovedRehearsal)).one()
        row.body = wrong
    trust(receiver, sender)
    data = sent(sender)
    found = packs.look(receiver, packs.opened(data), NOON)
    untried = packs.take(receiver, admin(), found, None, "新", NOON)
    other = packs.take(receiver, admin(), found, played(receiver, data), "新", NOON + timedelta(minutes=1))
    assert isinstance(untried, Refusal) and untried.message.code == "pack.not_tried"
    assert isinstance(other, Refusal) and "填报" in say(other.message)


def test_who_is_no_administrator_gets_and_takes_nothing(sender: Office, receiver: Office) -> None:
    clerk = Actor(1, "经办人", 1, (), frozenset())
    assert isinstance(packs.packed(sender, clerk, ID, NOON), Refusal)
    found = packs.look(receiver, packs.opened(sent(sender)), NOON)
    assert isinstance(packs.as_drafts(receiver, clerk, found, NOON), Refusal)
    assert isinstance(packs.confirm(receiver, clerk, found.pack.signer, "", "", NOON), Refusal)


# what may have happened to a file on its way


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(found: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, body in found.items():
            archive.writestr(name, body)
    return out.getvalue()


def without(data: bytes, *names: str) -> bytes:
    return zipped({n: b for n, b in files(data).items() if n not in names})


def altered(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    found = files(data)
    return zipped({**found, name: change(found[name])})


def resigned(data: bytes, key: signing.Key, **changes: Any) -> bytes:
    """With another list, signed by somebody who has a key."""
    found = files(data)
    listed = {**json.loads(found[made.MANIFEST]), **changes}
    body = text(listed).encode()
    found[made.MANIFEST] = body
    found[made.SIGNATURE] = text({"key": key.public, "signature": key.sign("package", body)}).encode()
    return zipped(found)


FORM = "forms/permit.json"
ABSURD: dict[str, tuple[str, Callable[[bytes, signing.Key], bytes]]] = {
    "no zip": ("no_zip", lambda data, key: b"hello"),
    "nothing": ("no_zip", lambda data, key: b""),
    "cut off": ("damaged", lambda data, key: data[: len(data) // 2]),
    "another zip": ("no_manifest", lambda data, key: zipped({"a.txt": b"a"})),
    "a changed byte": ("changed", lambda data, key: altered(data, FORM, lambda b: b.replace(b"7", b"8"))),
    "a changed list": ("signature", lambda data, key: altered(data, made.MANIFEST, lambda b: b + b" ")),
    "a changed signature": ("signature", lambda data, key: altered(data, made.SIGNATURE, lambda b: b.replace(
        b"=", b"A", 1))),
    "no signature": ("no_signature", lambda data, key: without(data, made.SIGNATURE)),
    "a signature of nonsense": ("signature", lambda data, key: altered(data, made.SIGNATURE, lambda b: b"[1]")),
    "a list of nonsense": ("manifest", lambda data, key: altered(data, made.MANIFEST, lambda b: b"{")),
    "a missing file": ("missing", lambda data, key: without(data, FORM)),
    "a part that is not listed": ("extra", lambda data, key: zipped({**files(data), "more.exe": b"x"})),
    "a list that leaves out a form": ("missing", lambda data, key: resigned(without(data, FORM), key, holds=[
        h for h in json.loads(files(data)[made.MANIFEST])["holds"] if h["part"] != "form/permit"])),
    "a newer format": ("newer", lambda data, key: resigned(data, key, format=2)),
    "unknown keys": ("manifest", lambda data, key: resigned(data, key, surprise=1)),
    "a thing no package holds": ("unknown_part", lambda data, key: resigned(data, key, holds=[
        {"part": "file/x/../../etc/passwd", "sha256": "0", "size": 1}])),
    "a way out": ("leads_out", lambda data, key: zipped({**files(data), "../evil.json": b"x"})),
    "an absolute way": ("leads_out", lambda data, key: zipped({**files(data), "/etc/passwd": b"x"})),
    "a way of Windows": ("leads_out", lambda data, key: zipped({**files(data), "C:\\evil": b"x"})),
    "a bomb": ("bomb", lambda data, key: zipped({**files(data), "big": bytes(130 * 1024 * 1024)})),
    "very many files": ("too_many", lambda data, key: zipped({f"{n}": b"" for n in range(3001)})),
    "another way of packing": ("locked", lambda data, key: zipped(files(data), zipfile.ZIP_BZIP2)),
    "a rehearsal of nonsense": ("changed", lambda data, key: altered(
        data, f"rehearsals/{ID}/begun.json", lambda b: b"{}")),
    "too large": ("too_large", lambda data, key: bytes(packs.LARGEST + 1)),
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, signing.Key]:
    """A package, and a key of somebody."""
    office = begun(tmp_path_factory.mktemp("shipped"), sqlite_template, "甲市")
    publish(office, texts(), "", None, NOON)
    with office.db.write() as session:
        session.add(ApprovedRehearsal(procedure=ID, key="begun", body=PLAY, approved_by=1, approved_at=NOON))
    return sent(office), packs.my_key(office)


@pytest.mark.parametrize("what", list(ABSURD))
def test_an_absurd_file_is_refused_in_a_sentence(shipped: tuple[bytes, signing.Key], what: str) -> None:
    code, spoil = ABSURD[what]
    with pytest.raises(packs.PackRefused) as refused:
        packs.opened(spoil(*shipped))
    message = refused.value.message
    assert message.code == f"pack.{code}"
    assert all(say(message, lang) and "{" not in say(message, lang) for lang in LANGUAGES)


def test_every_byte_counts(shipped: tuple[bytes, signing.Key]) -> None:
    data, _ = shipped
    whole = packs.opened(data)
    for place in range(0, len(data), max(1, len(data) // 150)):
        spoilt = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        try:
            found = packs.opened(spoilt)
        except packs.PackRefused:
            continue
        assert found == whole, place  # times and flags that say nothing of what is inside


def test_the_key_is_for_its_owner_only_and_a_broken_one_is_named(tmp_path: Path) -> None:
    key = signing.Key(tmp_path)
    assert key.public == signing.Key(tmp_path).public
    assert (tmp_path / signing.FILE).stat().st_mode & 0o077 == 0
    assert not signing.holds(key.public, key.sign("seal", b"x"), "package", b"x"), "a signature is for one thing"
    (tmp_path / signing.FILE).write_text("broken", encoding="utf-8")
    with pytest.raises(signing.NoKey):
        _ = key.public


def test_the_command_line_packs_shows_and_takes(
    sender: Office, receiver: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    with receiver.db.write() as session:
        session.add(Grant(person_id=1, role=ADMIN, organisation_id=1, district="*", valid_from=NOON.date()))
    here = [sender]
    monkeypatch.setattr(commands, "the_office", lambda: nullcontext(here[0]))
    file = str(tmp_path / "stalls.sandbox.zip")
    assert main(["pack", ID, file]) == 0 and main(["pack", "--fingerprint"]) == 0
    told = capsys.readouterr().out.splitlines()[-1]
    here[0] = receiver
    assert main(["unpack", file, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["signer"] is None and shown["rehearsals"] is None and shown["versions"] == {ID: 1}
    assert main(["unpack", file, "--publish", "admin", "--note", "新"]) == 1
    assert main(["unpack", file, "--publish", "nobody", "--trust", told, "--no-rehearsals"]) == 1
    assert main(["--lang", "en", "unpack", file, "--publish", "admin", "--note", "新", "--parameters"]) == 0
    assert "1 rehearsal played, 0 came out otherwise" in capsys.readouterr().out
    assert parameters.shown(receiver, ID)[0].value == 5
    (tmp_path / "none.zip").write_bytes(b"hello")
    assert main(["unpack", str(tmp_path / "none.zip")]) == 1
    assert "这不是事项包" in capsys.readouterr().err
