"""One property of a field, asked for by its kind: a switch, a number, words in two languages, a list to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from forms.canonical import plain
from forms.design import Retitle, Set, SetForm
from forms.design.formulas import Common, Compute, common_formulas
from forms.design.properties import Property
from forms.fields import Field, registry
from forms.fields.computed import ComputedField
from forms.fields.table import TableField
from forms.messages import MESSAGES
from forms.patterns import PATTERNS
from forms.text import Text
from pages.context import lang, say, t
from pages.parts.design_basis import Sources, draw_basis
from pages.parts.design_condition import draw_condition, draw_expression
from pages.parts.design_state import Desk, act
from pages.words.designing import WORDS

LEFT = frozenset({"required", "required_when", "default", "find", "count", "unique", "formerly"})
"""What is not asked about a heading or a note."""
NONE = "—"
Put = Callable[[Any], object]


@dataclass(frozen=True)
class Ask:
    """A property of a field on the desk."""

    desk: Desk
    field: Field
    prop: Property

    @property
    def key(self) -> str:
        return f"design:{self.desk.name}:{self.desk.chosen}:{self.prop.name}"

    @property
    def value(self) -> Any:
        """As the model holds it."""
        names = {info.alias or name: name for name, info in type(self.field).model_fields.items()}
        return getattr(self.field, names[self.prop.name])

    @property
    def label(self) -> str:
        return t(f"design.prop.{self.prop.name}")

    @property
    def tip(self) -> str:
        """What it is for: the type's own sentence, else that of all properties of this name."""
        return t(self.prop.code if self.prop.code in MESSAGES else f"doc.key.{self.prop.name}")

    @property
    def siblings(self) -> dict[str, Field]:
        """The fields beside it, by key."""
        table = self.desk.chosen.rpartition(".")[0]
        fields = self.desk.form.tables[table].fields if table else self.desk.form.fields
        return {f.key: f for f in fields if f.key != self.field.key}

    def put(self, value: Any) -> bool:
        """Saves it; a title takes the key along that nobody knows yet."""
        path, type_ = self.desk.chosen, self.field.name
        if self.prop.name == "title" and value and value.get("en") == type_.en and value["zh"] != type_.zh:
            value = {k: v for k, v in value.items() if k != "en"}  # what the type is called is no translation of it
        if self.prop.name == "title" and value and self.desk.is_new(path):
            return act(self.desk.name, Retitle(path, value))
        return act(self.desk.name, Set(path, self.prop.name, value))


def draw_property(ask: Ask) -> None:
    """Draws it; what is entered is saved at once."""
    _DRAWN[ask.prop.kind](ask)


def _state(key: str, value: Any) -> None:
    """What the draft holds stands in the box, whoever put it there."""
    st.session_state[key] = value


def typed_text(key: str, label: str, value: str, put: Put, **more: Any) -> None:
    """A box for a line of text; None for an empty one."""
    _state(key, value)
    st.text_input(label, key=key, on_change=lambda: put(st.session_state[key].strip() or None), **more)


def typed_words(key: str, label: str, value: Text | None, put: Put, tip: str = "", *, tall: bool = False) -> None:
    """Chinese, and English below it where somebody opens or has it."""
    box = partial(st.text_area, height=80) if tall else st.text_input
    zh, en = f"{key}:zh", f"{key}:en"
    _state(zh, value.zh if value else "")
    _state(en, value.en or "" if value else "")

    def save() -> None:
        put(_words(st.session_state.get(zh, ""), st.session_state.get(en, ""), value))

    box(label, key=zh, on_change=save, help=tip or None)
    box(t("design.in_english", label=label), key=en, on_change=save, placeholder=t("design.english"),
        label_visibility="collapsed")  # fmt: skip


def _words(zh: str, en: str, before: Text | None) -> Any:
    if not zh.strip():
        return None if not en.strip() else {"zh": en.strip()}
    made = {"zh": zh.strip(), **({"en": en.strip()} if en.strip() else {})}
    return {**made, "one": before.one} if before is not None and before.one else made


def _flag(ask: Ask) -> None:
    _state(ask.key, bool(ask.value))
    st.toggle(ask.label, key=ask.key, help=ask.tip, on_change=lambda: ask.put(st.session_state[ask.key]))


def _number(ask: Ask) -> None:
    if ask.prop.name == "width":
        _width(ask)
        return
    _state(ask.key, ask.value)
    st.number_input(
        ask.label, value=None, step=1, key=ask.key, help=ask.tip, placeholder=t("design.no_limit"),
        on_change=lambda: ask.put(st.session_state[ask.key]),
    )  # fmt: skip


def _width(ask: Ask) -> None:
    _state(ask.key, min(max(ask.value, 1), 4))
    st.segmented_control(
        ask.label, [1, 2, 3, 4], key=ask.key, help=ask.tip, required=True, format_func=lambda n: f"{n}/4",
        on_change=lambda: ask.put(st.session_state[ask.key]),
    )  # fmt: skip


def _text(ask: Ask) -> None:
    typed_text(ask.key, ask.label, ask.value or "", ask.put, help=ask.tip)


def _dated(ask: Ask) -> None:
    examples = {"month": "2026-03", "moment": "2026-03-02T14:30", "amount": "0.5", "day": "2026-03-02"}
    typed_text(ask.key, ask.label, ask.value or "", ask.put, help=ask.tip, placeholder=examples[ask.prop.kind])


def _day(ask: Ask) -> None:
    _state(ask.key, date.fromisoformat(ask.value) if ask.value else None)
    st.date_input(
        ask.label, value=None, key=ask.key, help=ask.tip, format="YYYY-MM-DD", min_value=date(1900, 1, 1),
        max_value=date(2200, 12, 31), on_change=lambda: ask.put(_iso(st.session_state[ask.key])),
    )  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(ask: Ask) -> None:
    typed_words(ask.key, ask.label, ask.value, ask.put, ask.tip, tall=ask.prop.name == "words")


def _pick(ask: Ask) -> None:
    choices = list(ask.prop.choices)
    _chosen(ask, choices, lambda v: choice_words(ask.prop.name, v), optional=ask.prop.optional)


def choice_words(name: str, value: str) -> str:
    """What one of a property's choices is called."""
    if value in PATTERNS and name == "pattern":
        return f"{say(PATTERNS[value].title)}　{PATTERNS[value].example}"
    if name == "of" and value in registry:
        return say(registry[value].name)
    code = f"design.choice.{name}.{value}"
    return t(code) if code in WORDS else value


def _chosen(ask: Ask, choices: Sequence[str], words: Callable[[str], str], *, optional: bool) -> None:
    known = [*([ask.value] if ask.value and ask.value not in choices else []), *choices]
    _state(ask.key, ask.value or None)
    st.selectbox(
        ask.label, known, index=None, key=ask.key, help=ask.tip, format_func=words,
        placeholder=t("design.nothing_chosen") if optional else t("design.choose_one"),
        on_change=lambda: ask.put(st.session_state[ask.key]) if optional or st.session_state[ask.key] else None,
    )  # fmt: skip


def _picks(ask: Ask) -> None:
    _state(ask.key, list(ask.value))
    st.multiselect(
        ask.label, list(ask.prop.choices), key=ask.key, help=ask.tip, placeholder=t("design.choose_some"),
        on_change=lambda: ask.put(st.session_state[ask.key]),
    )  # fmt: skip


def _list(ask: Ask) -> None:
    lists = ask.desk.known.lists

    def words(name: str) -> str:
        found = lists.get(name)
        return f"{say(found.title)}　{t('design.entries', count=len(found.items))}" if found else name

    _chosen(ask, list(lists), words, optional=False)
    found = lists.get(ask.value or "")
    if found is not None:
        entries = [say(i.title) if i.title else i.key for i in found.items[:6]]
        st.caption(t("design.list_shows", entries=entries) + ("…" if len(found.items) > len(entries) else ""))


def _shared(ask: Ask) -> None:
    """Which shared section stands below a heading; within one there is none."""
    sections = ask.desk.known.sections
    if not ask.desk.is_section and (sections or ask.value):
        _chosen(ask, list(sections), lambda k: say(sections[k].title) if k in sections else k, optional=True)


def _source(ask: Ask) -> None:
    titles = ask.desk.known.sources
    _chosen(ask, list(titles), lambda s: f"{say(titles[s])}　{s}" if s in titles else s, optional=False)


def _column(ask: Ask) -> None:
    table = ask.field
    fields = {f.key: f for f in table.fields if f.valued} if isinstance(table, TableField) else {}
    _chosen(ask, list(fields), lambda k: say(fields[k].title) if k in fields else k, optional=True)


def _lines(ask: Ask) -> None:
    typed_lines(ask, [str(v) for v in ask.value], lambda lines: ask.put(lines or None))


def typed_lines(ask: Ask, lines: Sequence[str], put: Put, placeholder: str = "") -> None:
    """A box with a line for each entry."""
    _state(ask.key, "\n".join(lines))

    def save() -> None:
        put([line.strip() for line in st.session_state[ask.key].splitlines() if line.strip()])

    told = placeholder or t("design.a_line_each")
    st.text_area(ask.label, key=ask.key, help=ask.tip, on_change=save, height=96, placeholder=told)


def _words_lines(ask: Ask) -> None:
    lines = [f"{w.zh} | {w.en}" if w.en else w.zh for w in ask.value]
    typed_lines(ask, lines, lambda given: ask.put([_both(line) for line in given] or None), t("design.words_lines"))


def _both(line: str) -> dict[str, str]:
    zh, bar, en = (part.strip() for part in line.partition("|"))
    return {"zh": zh, "en": en} if bar and en else {"zh": zh}


def _side(ask: Ask) -> None:
    """The name of a code list, or entries of one's own: key and title."""
    own = not isinstance(ask.value, str)
    turn = f"{ask.key}:own"
    _state(turn, own)
    st.toggle(t("design.side_own", label=ask.label), key=turn, on_change=_turn_side, args=(ask, turn))
    if not own:
        _list(ask)
        return
    lines = [" | ".join(filter(None, [i.key, *((i.title.zh, i.title.en) if i.title else ())])) for i in ask.value]
    typed_lines(ask, lines, lambda given: ask.put([_item(line) for line in given]), t("design.side_lines"))


def _turn_side(ask: Ask, turn: str) -> None:
    """From a code list to entries of one's own, and back to the first list there is."""
    ask.put([] if st.session_state[turn] else next(iter(ask.desk.known.lists), ""))


def _item(line: str) -> dict[str, Any]:
    key, *title = [p.strip() for p in line.split("|")]
    return {"key": key, **({"title": dict(zip(("zh", "en"), title[:2], strict=False))} if title and title[0] else {})}


def _copy(ask: Ask) -> None:
    lines = [f"{own} = {path}" for own, path in ask.value.items()]

    def put(given: list[str]) -> object:
        pairs = [line.partition("=") for line in given]
        return ask.put({own.strip(): path.strip() for own, _, path in pairs if own.strip()} or None)

    typed_lines(ask, lines, put, t("design.copy_lines"))


def _totals(ask: Ask) -> None:
    """For each column that can be added up the figure under it."""
    table = ask.field
    if not isinstance(table, TableField):
        return
    held = {total.of: total.by for total in ask.value}
    for column in (f for f in table.fields if f.valued and not isinstance(f, TableField)):
        if not column.numeric and column.key not in held:
            continue
        ways = [*(["sum"] if column.summed else []), *(["average", "min", "max"] if column.numeric else []), "count"]
        key = f"{ask.key}:{column.key}"
        _state(key, held.get(column.key))
        st.selectbox(
            t("design.total_of", column=say(column.title)), ways, index=None, key=key, help=ask.tip,
            format_func=lambda v: t(f"design.choice.totals.{v}"), placeholder=t("design.no_total"),
            on_change=_put_total, args=(ask, column.key, key),
        )  # fmt: skip


def _put_total(ask: Ask, column: str, key: str) -> None:
    rest = [plain(total) for total in ask.value if total.of != column]
    by = st.session_state[key]
    ask.put([*rest, {"of": column, "by": by}] if by else rest or None)


def _unique(ask: Ask) -> None:
    """In which circle a value may stand once; a second rule of the kind is left as it is."""
    first = ask.value[0] if ask.value else None
    circles = ["table", "form", "city"] if "." in ask.desk.chosen else ["form", "city"]
    _state(ask.key, first.within if first else None)
    st.selectbox(
        ask.label, circles if first is None or first.within in circles else [first.within, *circles], index=None,
        key=ask.key, help=ask.tip, format_func=lambda v: t(f"design.choice.unique.{v}"),
        placeholder=t("design.may_repeat"), on_change=lambda: _put_unique(ask, {"within": st.session_state[ask.key]}),
    )  # fmt: skip
    if first is None:
        return
    if "." in ask.desk.chosen and first.within != "city":
        key = f"{ask.key}:with"
        titles = ask.siblings
        _state(key, [k for k in first.beside if k in titles])
        st.multiselect(
            t("design.unique_with"), list(titles), key=key, format_func=lambda k: say(titles[k].title),
            placeholder=t("design.alone"), on_change=lambda: _put_unique(ask, {"with": st.session_state[key]}),
        )  # fmt: skip
    draw_basis(sources_of(ask.desk), f"{ask.key}:basis", t("design.unique_basis"), first.basis,
               lambda v: _put_unique(ask, {"basis": v}), "")  # fmt: skip


def _put_unique(ask: Ask, change: Mapping[str, Any]) -> None:
    first = {**(plain(ask.value[0]) if ask.value else {}), **change}
    rest = [plain(u) for u in ask.value[1:]]
    made = {k: v for k, v in first.items() if v}
    ask.put(([made] if made.get("within") else []) + rest or None)


def _keys(ask: Ask) -> None:
    """Earlier names come from renaming; they are shown."""
    if ask.value:
        st.caption(f"{ask.label}：{'、'.join(ask.value)}" if lang() == "zh" else f"{ask.label}: {', '.join(ask.value)}")


def _when(ask: Ask) -> None:
    table = ask.desk.chosen.rpartition(".")[0]
    draw_condition(ask.desk, ask.key, ask.label, ask.value, table, ask.put, ask.tip)


def _formula(ask: Ask) -> None:
    table = ask.desk.chosen.rpartition(".")[0]
    kind, default = ask.field.shape(lambda _: ()).kind, ask.prop.name == "default"
    place = "" if default else table
    if isinstance(ask.field, ComputedField):
        _common(ask, table)
    draw_expression(ask.desk, ask.key, ask.label, ask.value, place, ask.put, ask.tip, kind, optional=default)


def _common(ask: Ask, table: str) -> None:
    """Sums and counts, chosen instead of written."""
    known = {f.text: f for f in common_formulas(ask.desk.form, table)}
    key = f"{ask.key}:common"
    _state(key, ask.value if ask.value in known else None)
    st.selectbox(
        t("design.common"), list(known), index=None, key=key, placeholder=t("design.common_none"),
        format_func=lambda v: _common_words(ask, known[v]), disabled=not known,
        on_change=lambda: act(ask.desk.name, Compute(ask.desk.chosen, known[st.session_state[key]]))
        if st.session_state[key] else None,
    )  # fmt: skip


def _common_words(ask: Ask, formula: Common) -> str:
    parts = formula.path.split(".")
    titles = [say(ask.desk.form.by_path[".".join(parts[: n + 1])].title) for n in range(len(parts))]
    code = "design.common_count" if formula.text.startswith("count") else "design.common_sum"
    return t(code, path=" › ".join(titles))


def _basis(ask: Ask) -> None:
    draw_basis(sources_of(ask.desk), ask.key, ask.label, ask.value, ask.put, ask.tip)


def sources_of(desk: Desk) -> Sources:
    """The documents that the form on the desk names."""
    return Sources(desk.written.sources, lambda named: act(desk.name, SetForm("sources", named)))


_DRAWN: dict[str, Callable[[Ask], None]] = {
    "flag": _flag, "number": _number, "amount": _dated, "day": _day, "month": _dated, "moment": _dated,
    "text": _text, "words": _said, "pick": _pick, "picks": _picks, "lines": _lines, "words_lines": _words_lines,
    "list": _list, "side": _side, "source": _source, "copy": _copy, "column": _column, "totals": _totals,
    "shared": _shared, "unique": _unique, "condition": _when, "expression": _formula, "basis": _basis, "keys": _keys,
}  # fmt: skip
