"""Every screen, as everybody: no other host is asked, nothing fails, and one language is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import col, select

from data.tables import (
    Case,
    DefinitionDraft,
    DefinitionText,
    Entry,
    EntryRow,
    HistoryDetail,
    Organisation,
    Person,
    Registration,
    SubmissionRow,
    SubmissionValues,
)
from forms.reading import read_json
from tests.browser.steps import Practice, Witness, signed_in
from tests.browser.waiting import drawn, settled
from workflows.people.accounts import set_language

SPOKEN = (Path(__file__).parent / "spoken.js").read_text(encoding="utf-8")
CHINESE, ENGLISH = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]{3,}")
MENU = {
    "admin": [
        "home", "cases", "register", "owed", "applicants", "board", "process", "definitions", "people", "workdays",
    ],
    "approval1": ["home", "new", "cases", "register", "owed", "applicants", "board", "tables", "process"],
    "clerk": ["home", "new", "cases", "register", "owed", "board", "tables", "process"],
    "head": ["home", "cases", "register", "owed", "board", "tables", "process"],
    "desk2": ["home", "new", "cases", "register", "owed", "board", "tables", "process"],
    "leader1": ["home", "cases", "register", "owed", "board", "tables", "process"],
    "auditor": ["home", "cases", "register", "owed", "board", "tables", "process", "audit"],
}
PROCEDURE = "region_declaration"
OTHER = {"zh": "en-US", "en": "zh-CN"}
# The same in both languages: document numbers with their clauses, and the other language on its switch.
NEUTRAL = re.compile(
    r"\S+〔\d{4}〕\d+号(\s\S*[（）一二三四五六七八九十、附件]+)?|^Basis: S\d .*|^中文$|^English$|^Fields to use: .*"
    r"|^（?[一二三四五六七八九十]+）?$"  # the number of an article
    r"|[一-鿿]{2}\d+表|^沙?[一-鿿]$"  # the number of a table; what stands before the marked part of a case's number
)
ADDRESS = re.compile(r"\b[\w.]+@[\w.]+|\bhttps?://\S*")
NAMES = re.compile(
    r"\b(Excel|Word|ZIP|JSON|PDF|PNG|JPG|JPEG|SVG|CSV|WPS|XLSX|XLS|DOCX|DOC|HTML|TXT|Ctrl|Alt|Esc|Chrome|Edge|Firefox|Safari)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def practice(office_folder: Path, server: str) -> Practice:
    return Practice.of(office_folder, server)


@pytest.fixture(scope="module")
def data(practice: Practice) -> list[str]:
    """What people or definitions wrote in one language only: names, values, ids, stock phrases; longest first."""
    with practice.office.db.read() as session:
        found = {*session.exec(select(Person.name)), *session.exec(select(Person.login))}
        found |= {*session.exec(select(Organisation.name)), *session.exec(select(Registration.name))}
        found |= {*session.exec(select(Case.title).where(Case.title_en == ""))}  # of procedures in one language
        for table in (SubmissionValues, SubmissionRow, HistoryDetail, Entry, EntryRow):
            found.update(t for body in session.exec(select(table.body)) for t in texts(body))
        for body in [*session.exec(select(DefinitionText.body)), *session.exec(select(DefinitionDraft.body))]:
            found.update(written(read_json(body).data))
    return sorted((t for t in found if len(t) > 1), key=len, reverse=True)


def texts(value: Any) -> Iterator[str]:
    """Every text inside stored JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def written(definition: Any) -> Iterator[str]:
    """Identifiers, stock phrases, clauses as their documents call them, and what a preview fills in for a field."""
    if isinstance(definition, list):
        for each in definition:
            yield from written(each)
    elif isinstance(definition, dict):
        yield from [definition["id"]] if isinstance(definition.get("id"), str) else []
        yield from definition.get("phrases", [])
        if definition.get("kind") == "policy":  # a text in the language it was issued in
            yield from texts([definition.get(k) for k in ("number", "issuer", "source", "licence", "sentences")])
        yield str(definition.get("basis") or "").partition(" ")[2]
        if "type" in definition and isinstance(title := definition.get("title"), dict):
            yield from (f"{title['zh']}{end}" for end in (" 1", " 2", ".pdf"))
        for each in definition.values():
            yield from written(each)


def data_of(screen: str, practice: Practice, data: list[str]) -> list[str]:
    """What may stand on a screen in one language, longest first: lists where they are changed, halves around a mark."""
    more: set[str] = set()
    if screen.startswith(("/list_edit?", "/panels?")):
        more = set(listed(practice))
    if screen.startswith("/search?q="):
        mark = screen.partition("=")[2]
        more = {half for text in data if mark in text for half in text.split(mark) if len(half) > 1}
    return sorted({*data, *more}, key=len, reverse=True) if more else data


def leftovers(said: Iterable[str], data: list[str], lang: str) -> list[str]:
    """What is said in the other language."""
    foreign = CHINESE if lang == "en" else ENGLISH
    return [t for t in said if all(map(foreign.search, (t, _own(t, data), _own(_own(t, []), data))))]


def _own(text: str, data: list[str]) -> str:
    """The text without data and without what is the same in both languages."""
    for known in data:
        if known in text:
            text = text.replace(known, "")
    return NAMES.sub("", NEUTRAL.sub("", ADDRESS.sub("", text)))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("who", list(MENU))
def test_every_screen_asks_no_other_host_does_not_fail_and_speaks_one_language(
    browser: Browser, practice: Practice, data: list[str], who: str, lang: str
) -> None:
    case, login = draft_of(practice, who)
    witness, wrong = Witness(practice.url), {}
    speak(practice, login, lang)
    locale = {"zh": "zh-CN", "en": "en-US"}[lang]
    with signed_in(browser, practice.url, practice.token(login), 1440, locale) as context:
        witness.watch(context)
        page = context.new_page()
        page.goto("/account")
        for screen in ("account", *menu(page), *deeper(practice, who, case)):
            if screen != "account":
                go(page, screen)
            drawn(page)
            witness.see(page)
            known = data_of(screen, practice, data)
            if found := leftovers(page.evaluate(SPOKEN), known, lang):
                wrong[screen] = found
        assert menu(page) == MENU[who]
    speak(practice, login, "zh")
    assert wrong == {}
    witness.at_ease()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_opens_on_a_screen_speaks_the_persons_language_and_not_the_browsers(
    browser: Browser, practice: Practice, data: list[str], lang: str
) -> None:
    clerk = draft_of(practice, "clerk")
    wrong: dict[str, list[str]] = {}

    def hear(page: Page, what: str) -> None:
        page.wait_for_timeout(600)
        wrong[what] = leftovers(page.evaluate(SPOKEN), data, lang)

    speak(practice, "leader1", lang)
    with signed_in(browser, practice.url, practice.token("leader1"), 1440, OTHER[lang]) as context:
        page = context.new_page()
        page.goto("/board")
        drawn(page)
        page.get_by_test_id("stDateInput").first.get_by_role("button").click()
        hear(page, "a calendar")
        page.goto("/nowhere")
        page.get_by_role("dialog").wait_for()
        hear(page, "no such page")
    speak(practice, "leader1", "zh")
    speak(practice, clerk[1], lang)
    with signed_in(browser, practice.url, practice.token(clerk[1]), 1440, OTHER[lang]) as context:
        page = context.new_page()
        page.goto(f"/form?case={clerk[0]}")
        drawn(page)
        grids = [f for f in page.frames if f.locator(".ag-selection-checkbox input").count()]
        grids[0].locator(".ag-selection-checkbox input").nth(1).click()
        hear(page, "a ticked row")
        for way in ("a file", "a workbook"):
            if way == "a workbook":
                page.locator("[class*=st-key-do_upload] button, [class*=st-key-open_upload] button").first.click()
            upload = page.get_by_test_id("stFileUploaderDropzoneInput").last
            upload.set_input_files([{"name": "x.html", "mimeType": "text/html", "buffer": b"<html>"}])
            hear(page, way)
    speak(practice, clerk[1], "zh")
    assert {what: found for what, found in wrong.items() if found} == {}


def listed(practice: Practice) -> list[str]:
    """Titles of code lists, both languages of which stand where a list is changed, keys of fields and parameters."""
    with practice.office.db.read() as session:
        found = [read_json(body).data for body in session.exec(select(DefinitionText.body))]
    items = [item["title"] for each in found if each["kind"] == "list" for item in each["items"]]
    return sorted({*(t for title in items for t in texts(title)), *keys(found)}, key=len, reverse=True)


def keys(definition: Any) -> Iterator[str]:
    """The keys of all fields inside, and of parameters."""
    if isinstance(definition, dict) and isinstance(definition.get("parameters"), dict):
        yield from definition["parameters"]
    if isinstance(definition, dict) and isinstance(definition.get("key"), str):
        yield definition["key"]
    if isinstance(definition, dict | list):
        for inner in definition.values() if isinstance(definition, dict) else definition:
            yield from keys(inner)


def draft_of(practice: Practice, who: str) -> tuple[int, str]:
    """A draft, and the login of whoever is meant: clerk and head are those of its district."""
    with practice.office.db.read() as session:
        drafts = select(Case).where(Case.procedure == PROCEDURE, Case.state == "draft")
        case = session.exec(drafts.order_by(col(Case.id).desc())).first()
        assert case
        return case.id or 0, f"{who}{case.district.lower()}" if who in ("clerk", "head") else who


def speak(practice: Practice, login: str, lang: str) -> None:
    with practice.office.db.read() as session:
        actor = practice.actor(session, login)
    set_language(practice.office, actor.id, lang)


def menu(page: Page) -> list[str]:
    """The slugs that the side navigation offers."""
    settled(page)
    classes = page.locator("[class*=st-key-nav_]").evaluate_all("found => found.map(e => e.className)")
    return [str(re.search(r"st-key-nav_(?:on|off)_(\w+)", c)[1]) for c in classes]  # type: ignore[index]


def deeper(practice: Practice, who: str, draft: int) -> list[str]:
    """What the lists lead to: a case, a form, an entry."""
    with practice.office.db.read() as session:
        of = select(Case.id).where(Case.procedure == PROCEDURE)
        done = session.exec(of.where(Case.state == "closed")).first()
        entry = session.exec(select(Entry.id)).first()
        asked = session.exec(of.where(Case.state == "joint")).first()
    case = draft if who == "clerk" else asked if who.startswith("desk") else done
    found = [f"/case?case={case}", f"/form?case={case}", f"/register?entry={entry}", "/search?q=2026"]
    if who == "admin":
        found += ["/design", f"/design?part=form/{PROCEDURE}", "/table_edit?table=region_quarter&at=column:件_本期"]
        found += ["/from_table", "/packs", "/flow", f"/flow?part=procedure/{PROCEDURE}"]
        found += [f"/moving?procedure={PROCEDURE}", "/list_edit", "/list_edit?part=list/industries"]
        found += ["/panels", "/panels?part=register/sandbox_regions", f"/panels?part=procedure/{PROCEDURE}"]
        found += ["/policies", "/policies?part=policy/chongqing_sandbox_supervision"]
        found += ["/decision_edit", f"/decision_edit?part=procedure/{PROCEDURE}"]
    return [*found, "/inbox", "/nothing-here"]


def go(page: Page, screen: str) -> None:
    """By the side navigation where it leads there, else by the address."""
    if screen.startswith("/"):
        page.goto(screen)
        return
    page.locator(f"[class*=st-key-nav_][class$=_{screen}] a, [class*='_{screen} '] a").first.evaluate("a => a.click()")
    page.wait_for_url(re.compile(r"/$" if screen == "home" else rf"/{screen}(\?.*)?$"))
