"""The palette of field types and the form as it is built: one component, since what is dragged has to cross."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from forms.canonical import plain
from forms.definition import Page
from forms.design import Add, AddPage, Delete, Duplicate, Move, Spot, place_of
from forms.design.applying import Edit
from forms.fields import Field, OptionSource, registry
from forms.fields.computed import ComputedField
from forms.fields.section import SectionField
from forms.fields.table import TableField
from forms.options import ListOptions
from forms.steps import HEADING
from pages.context import lang, now, office, say, t
from pages.parts.design_state import Desk, act, back, choose, forward, known_now
from workflows.publishing import PartFinding

HERE = Path(__file__).parent
KEY = "design_canvas"
SHARED = "shared:"
"""Before the id of a section on the palette."""
FAMILIES = ("usual", "office", "structure")
WORDS = ("seek", "none", "canvas", "add_page", "end", "empty", "columns_here", "up", "down", "copy", "remove",
         "up_sign", "down_sign", "copy_sign", "remove_sign")  # fmt: skip
_HAN = re.compile("[\u4e00-\u9fff]")
_mounted: list[Any] = []


def draw_canvas(desk: Desk) -> None:
    """Draws palette and page; what is done there is an edit of the draft before the page is drawn again."""
    _component()(key=KEY, data=_data(desk), on_act_change=lambda: acted(desk.name))


def acted(name: str) -> None:
    """Carries out what came from the canvas."""
    wire = st.session_state[KEY]["act"] or {}
    done = wire.get("do")
    if done in ("undo", "redo"):
        (back if done == "undo" else forward)(name)
    elif done in ("choose", "page"):
        choose(name, str(wire.get("path", "")), str(wire.get("page", "")))
    else:
        _edited(name, wire)


def _edited(name: str, wire: Mapping[str, Any]) -> None:
    edit = edit_of(wire)
    if edit is not None and act(name, edit) and isinstance(edit, Move) and not edit.spot.table:
        st.session_state["design_turn"] = st.session_state.get("design_turn", 0) + 1


def edit_of(wire: Mapping[str, Any]) -> Edit | None:
    """The edit that a browser asks for; None for what is none."""
    given = wire.get("spot")
    at = given if isinstance(given, Mapping) else {}
    spot = Spot(*(str(at.get(k, "")) for k in ("page", "table", "before")))
    listed = wire.get("paths")
    paths = tuple(str(p) for p in listed) if isinstance(listed, Sequence) and not isinstance(listed, str) else ()
    path = str(wire.get("path", ""))
    made: dict[Any, Edit] = {
        "add": _add(str(wire.get("kind", "")), spot), "move": Move(paths, spot), "delete": Delete(paths),
        "duplicate": Duplicate(path), "add_page": AddPage({"zh": t("design.new_page")}),
    }  # fmt: skip
    return made.get(wire.get("do"))


def _component() -> Any:
    if not _mounted:
        _mounted.append(
            st.components.v2.component(
                "desk_design",
                html='<div class="fd"></div>',
                css=(HERE / "design_canvas.css").read_text(encoding="utf-8"),
                js=(HERE / "design_canvas.js").read_text(encoding="utf-8"),
            )
        )
    return _mounted[0]


def _data(desk: Desk) -> dict[str, Any]:
    page = next((p for p in desk.form.pages if p.id == desk.page), None)
    fields = [f for f in page.fields if f.key not in desk.whole.came] if page else []
    return {
        "palette": [*palette(), *shared_shelf(desk)], "heading": HEADING, "words": {w: t(f"design.{w}") for w in WORDS},
        "pages": [{"id": p.id, "title": say(p.title)} for p in desk.form.pages],
        "page": desk.page, "order": [f.key for f in fields], "blocks": _blocks(desk, page) if page else [],
        "chosen": desk.chosen, "back": desk.reach.back > 0, "forward": desk.reach.forward > 0,
        "single": desk.is_section, "turn": st.session_state.get("design_turn", 0),
    }  # fmt: skip


def palette() -> list[dict[str, Any]]:
    """Every field type there is, under the heading of its family."""
    classes = sorted(registry.classes(), key=lambda c: (c.rank, c.model_fields["type"].default))
    return [
        {
            "title": t(f"design.family.{family}"),
            "items": [_item(c.model_fields["type"].default, c) for c in classes if c.family == family],
        }
        for family in FAMILIES
    ]


def shared_shelf(desk: Desk) -> list[dict[str, Any]]:
    """The shared sections that a form may name, under a heading of their own."""
    there = {} if desk.is_section else desk.known.sections
    items = [
        {
            "kind": f"{SHARED}{key}", "title": say(s.title), "icon": t("design.shared_sign"),
            "about": t("design.shared_fields", fields=[say(f.title) for f in s.fields]),
        }
        for key, s in there.items()
    ]  # fmt: skip
    return [{"title": t("design.family.shared"), "items": items}] if items else []


def _add(kind: str, spot: Spot) -> Add:
    """A new field of a type, or a heading that names a shared section."""
    section = known_now().sections.get(kind.removeprefix(SHARED)) if kind.startswith(SHARED) else None
    return Add(HEADING, spot, {"title": plain(section.title), "shared": section.id}) if section else Add(kind, spot)


def _item(kind: str, cls: type[Field]) -> dict[str, str]:
    sign = cls.sign if lang() == "zh" or not _HAN.search(cls.sign) else say(cls.name)[:1]
    return {"kind": kind, "title": say(cls.name), "icon": sign, "about": t(f"doc.type.{kind}")}


def _blocks(desk: Desk, page: Page) -> list[dict[str, Any]]:
    """The page cut at its headings; what stands before the first one has none."""
    options = ListOptions(desk.known.lists, {}, office().today(now()))
    wrong = wrong_paths(desk)
    found: list[dict[str, Any]] = []
    note = t("design.page_when", when=page.visible_when) if page.visible_when else ""
    for field in page.fields:
        if field.type == HEADING:
            count = t("design.when", when=field.visible_when) if field.visible_when else ""
            found.append({"path": field.key, "title": say(field.title), "note": count, "fields": []})
            if isinstance(field, SectionField) and field.shared:
                found[-1]["shared"] = {"title": _named(desk, field.shared), "fields": []}
            continue
        if field.key in desk.whole.came:
            found[-1]["shared"]["fields"].append(_box(field, field.key, options, wrong))
            continue
        if not found:
            found.append({"path": "", "title": "", "note": note, "fields": []})
        found[-1]["fields"].append(_box(field, field.key, options, wrong))
    return found


def _named(desk: Desk, section: str) -> str:
    """What is said about the section of a heading."""
    known = desk.known.sections.get(section)
    return t("design.shared_of", title=known.title) if known else t("design.shared_gone", name=section)


def wrong_paths(desk: Desk) -> Mapping[str, int]:
    """How many findings that hinder publishing lead to a field."""
    counts: dict[str, int] = {}
    for found in desk.looked.findings:
        if path := path_of(desk, found):
            counts[path] = counts.get(path, 0) + found.blocks
    return counts


def path_of(desk: Desk, found: PartFinding) -> str:
    """The field that a finding in this form leads to."""
    return place_of(desk.written, desk.pointer(found))[1] if found.part == desk.name else ""


def _box(field: Field, path: str, options: OptionSource, wrong: Mapping[str, int]) -> dict[str, Any]:
    """A field as the canvas draws it."""
    box: dict[str, Any] = {
        "path": path, "title": field.heading(lang()), "must": field.required, "width": field.width,
        "tags": _tags(field, wrong.get(path, 0)), "tall": field.type == "long_text",
        "calc": isinstance(field, ComputedField), "eg": _example(field, options), "end": "▾" if field.lists else "",
    }  # fmt: skip
    if not field.valued:
        box["told"] = say(getattr(field, "words", None) or field.title)
    if isinstance(field, TableField):
        box["columns"] = [_box(f, f"{path}.{f.key}", options, wrong) for f in field.fields]
    return box


def _example(field: Field, options: OptionSource) -> str:
    if isinstance(field, ComputedField):
        return f"ƒ {field.value}"
    if isinstance(field, TableField) or not field.valued:
        return ""
    return field.show(field.sample(options), options, lang()) or say(field.name)


def _tags(field: Field, wrong: int) -> list[tuple[str, str]]:
    said = [
        ("bad", t("design.tag.wrong", count=wrong), wrong > 0),
        ("", t("design.tag.when"), field.visible_when is not None),
        ("", t("design.tag.must_when"), field.required_when is not None),
        ("soft", t("design.tag.default"), field.default is not None),
        ("soft", t("design.tag.unique"), bool(field.unique)),
        ("soft", say(field.name), isinstance(field, (TableField, ComputedField))),
    ]
    return [(tone, words) for tone, words, there in said if there]
