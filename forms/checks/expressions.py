"""Expressions: every one can be read, and every name in it is known where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms import feel
from forms.checks.base import Findings, Part, Subject, error, form_check, warning
from forms.definition import Attached, Rule
from forms.feel import FeelError, Remark
from forms.feel.shapes import NUMBER
from forms.fields.computed import ComputedField
from forms.names import types_at
from forms.reading import DefinitionFinding
from forms.template import expressions
from forms.text import Text

SCALARS = frozenset({"string", "number", "boolean", "date", "date and time"})
"""Kinds of values that a field can be given by an expression of the same kind."""


@dataclass(frozen=True)
class Expression:
    """An expression of the form: its text, where it is written, the table of its row, names it has besides.

    `wants` is the kind its value has to be of; "" for any.
    """

    text: str
    pointer: str
    table: str = ""
    also: frozenset[str] = frozenset()
    wants: str = ""


@form_check
def check_expressions(subject: Subject) -> Findings:
    """Each expression compiles with the names that are known there, and says something."""
    for each in all_expressions(subject):
        types = types_at(subject.form, each.table, subject.lists, dict.fromkeys(each.also, NUMBER))
        try:
            found = feel.compile(each.text, types, wants=each.wants)
        except FeelError as wrong:
            yield error("bad_expression", each.pointer, text=each.text, why=clause(wrong))
        else:
            yield from (doubt(each.text, each.pointer, remark) for remark in found.remarks)


def doubt(text: str, pointer: str, remark: Remark) -> DefinitionFinding:
    """What is probably not meant in an expression."""
    return warning("doubtful_expression", pointer, text=text, why=clause(remark))


def clause(said: FeelError | Remark) -> Text:
    """A sentence about an expression, to go on inside another one."""
    return Text(zh=said.say("zh").rstrip("。"), en=said.say("en").rstrip("."))


def all_expressions(subject: Subject) -> Iterator[Expression]:
    """Every expression of the form, those in its sentences too; rows of unknown tables are left to other checks."""
    for part in subject.parts:
        yield from _of_part(part)
    for n, page in enumerate(subject.form.pages):
        if page.visible_when is not None:
            yield Expression(page.visible_when, f"/pages/{n}/visible_when", wants="boolean")
    for n, rule in enumerate(subject.form.rules):
        if rule.each is None or rule.each in subject.form.tables:
            yield from _of_rule(rule, f"/rules/{n}")
    for n, block in enumerate(subject.form.print.blocks if subject.form.print else ()):
        if isinstance(block, Attached) and block.table in subject.form.tables:
            outer = block.table.rpartition(".")[0]
            yield from _in_text(block.caption, f"/print/blocks/{n}/caption", outer, frozenset({"number"}))


def _of_part(part: Part) -> Iterator[Expression]:
    field = part.field
    for name in ("required_when", "visible_when"):
        text = getattr(field, name)
        if text is not None:
            yield Expression(text, f"{part.pointer}/{name}", part.table, wants="boolean")
    kind = field.shape(lambda _: ()).kind
    wants = kind if kind in SCALARS else ""
    if field.default is not None:
        yield Expression(field.default, f"{part.pointer}/default", wants=wants)
    if isinstance(field, ComputedField):
        yield Expression(field.value, f"{part.pointer}/value", part.table, wants=wants)


def _of_rule(rule: Rule, pointer: str) -> Iterator[Expression]:
    yield Expression(rule.holds, f"{pointer}/holds", rule.each or "", wants="boolean")
    yield from _in_text(rule.message, f"{pointer}/message", rule.each or "")
    if rule.todo:
        yield from _in_text(rule.todo, f"{pointer}/todo", rule.each or "")


def _in_text(text: Text, pointer: str, table: str, also: frozenset[str] = frozenset()) -> Iterator[Expression]:
    for language, words in (("zh", text.zh), ("en", text.en or "")):
        for _, part in expressions(words):
            yield Expression(part, f"{pointer}/{language}", table, also)
