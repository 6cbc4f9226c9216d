"""The pages about field types: one Markdown file per type, made of its class, its words and the form that shows all.

    python -m forms.docs [FOLDER]

Every page is in both languages, Chinese first: tables share their rows, sentences stand below each other. Nothing in
them is written by hand but the words of the catalogue and the pictures beside them.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from forms.canonical import plain, pretty
from forms.definition import Form
from forms.docs_examples import Example, examples, show_of_all
from forms.fields import Field, OptionSource, registry
from forms.messages import MESSAGES, say
from forms.text import Message, Text

FOLDER = Path(__file__).parent / "fields" / "docs"
INDEX = "README.md"
OWN = frozenset({"type", "key"})
PICTURES = ".png"


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the pages of all types, and the list of them."""
    given = list(sys.argv[1:] if argv is None else argv)
    folder = Path(given[0]) if given else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    form, options = show_of_all()
    found = {f"{name}.md": page(name, form, options) for name in registry}
    return {INDEX: index(), **found}


def index() -> str:
    """The list of types."""
    lines = ["# 字段类型 · Field types", "", "| 类型 Type | `type` | 用途 Purpose |", "|---|---|---|"]
    for name in registry:
        title, told = registry[name].name, _words(f"doc.type.{name}")
        lines.append(f"| [{title.zh} · {title.say('en')}]({name}.md) | `{name}` | {told.zh} · {told.say('en')} |")
    return "\n".join([*lines, "", *_common()]) + "\n"


def _common() -> list[str]:
    """What every field may have."""
    head = ["## 每个字段都有的键 · Keys of every field", "", *_key_head()]
    return [*head, *(_key(name, info, Field) for name, info in Field.model_fields.items())]


def page(name: str, form: Form, options: OptionSource) -> str:
    """The page of one type."""
    cls, title = registry[name], registry[name].name
    parts = [
        [f"# {title.zh} · {title.say('en')}", ""],
        _picture(name),
        [_words(f"doc.type.{name}").zh, "", _docstring(cls), ""],
        _keys(cls),
        _json(name, form),
        _values(examples(name, form, options)),
        _shape(name, form),
        _judged(name, form, options),
        _rules(name, form),
    ]
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def _picture(name: str) -> list[str]:
    there = (FOLDER / f"{name}{PICTURES}").is_file()
    return [f"![{name}]({name}{PICTURES})", ""] if there else []


def _docstring(cls: type[Field]) -> str:
    return " ".join((inspect.getdoc(cls) or "").split())


def _key_head() -> list[str]:
    return ["| 键 Key | 值 Value | 缺省 Default | 说明 | Meaning |", "|---|---|---|---|---|"]


def _keys(cls: type[Field]) -> list[str]:
    """The keys that this type adds to those of every field."""
    own = {n: i for n, i in cls.model_fields.items() if n not in Field.model_fields and n not in OWN}
    common = f"[每个字段都有的键 · Keys of every field]({INDEX}#每个字段都有的键--keys-of-every-field)"
    if not own:
        return ["## 键 · Keys", "", common, ""]
    return ["## 键 · Keys", "", *_key_head(), *(_key(n, i, cls) for n, i in own.items()), "", common, ""]


def _key(name: str, info: FieldInfo, cls: type[Field]) -> str:
    shown = info.alias or name
    told = _words(_code(cls, shown))
    return f"| `{shown}` | {_kind(info)} | {_default(info)} | {told.zh} | {told.say('en')} |"


def _code(cls: type[Field], name: str) -> str:
    """The sentence about a key: the type's own, else that of keys of this name."""
    kind = cls.model_fields["type"].default
    own = f"doc.key.{kind}.{name}"
    return own if own in MESSAGES else f"doc.key.{name}"


def _kind(info: FieldInfo) -> str:
    """The type of a key as JSON has it."""
    return f"`{_named(info.annotation)}`".replace("|", "\\|")


def _named(kind: Any) -> str:
    """A type in the words of JSON; what may be left out says so by its default."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _named(parts[0])
    if origin is Literal:
        return " | ".join(json.dumps(p, ensure_ascii=False) for p in parts)
    if origin in (Union, UnionType):
        return " | ".join(dict.fromkeys(_named(p) for p in parts if p is not type(None)))
    if origin in (list, dict):
        return {list: f"[{_named(parts[0])}, …]", dict: "{…: " + _named(parts[-1]) + "}"}[origin]
    return _NAMES.get(kind, f"{{{kind.__name__}}}" if isinstance(kind, type) else str(kind))


_NAMES: Mapping[Any, str] = {str: "text", int: "number", bool: "true | false", Text: "text | {zh, en}", Field: "field"}


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "必填 required"
    value = info.get_default(call_default_factory=True)
    return "—" if value in (None, [], {}) else f"`{_plain(value)}`"


def _plain(value: Any) -> str:
    return value.zh if isinstance(value, Text) else str(value).replace("True", "true").replace("False", "false")


def _json(name: str, form: Form) -> list[str]:
    field = next((f for f in form.by_path.values() if f.type == name), None)
    if field is None:
        return []
    return ["## 定义 · Definition", "", "```json", pretty(_short(plain(field))), "```", ""]


def _short(data: Mapping[str, Any]) -> dict[str, Any]:
    """A definition whose own fields, if it has any, are only named."""
    below = data.get("fields")
    return {**data, "fields": [f"… {f['key']}" for f in below]} if isinstance(below, list) else dict(data)


def _values(found: Sequence[Example]) -> list[str]:
    if not found:
        return []
    head = ["## 值 · Values", "", "| 填写 Typed | 存储 Stored | 显示 | Shown | FEEL | 单元格 Cell | 格式 Format |",
            "|---|---|---|---|---|---|---|"]  # fmt: skip
    rows = [[e.typed, e.stored, e.zh, e.en, e.feel, e.cell, e.format] for e in found]
    return [*head, *(f"| {' | '.join(_cell(c) for c in row)} |" for row in rows), ""]


def _shape(name: str, form: Form) -> list[str]:
    """What expressions may expect of the value."""
    field = next((f for f in form.by_path.values() if f.type == name and f.valued), None)
    if field is None:
        return []
    shape = field.shape(lambda _list: ())
    parts = [f"`{field.key}.{key}`" for key, _ in shape.fields or ()] if shape.kind == "context" else []
    return [f"FEEL: `{shape.kind}`" + (f" — {', '.join(parts)}" if parts else ""), ""]


def _cell(text: str) -> str:
    plain = text.replace("|", "\\|").replace("\n", " ")
    return f"`{plain}`" if plain else ""


def _judged(name: str, form: Form, options: OptionSource) -> list[str]:
    """What is said about wrong input."""
    found = [e for e in examples(name, form, options, wrong=True) if e.said]
    if not found:
        return []
    head = ["## 填错时 · When it is wrong", "", "| 填写 Typed | 提示 | Sentence |", "|---|---|---|"]
    told = [(_cell(e.typed), "；".join(_said(e.said, "zh")), "; ".join(_said(e.said, "en"))) for e in found]
    return [*head, *(f"| {' | '.join(row)} |" for row in told), ""]


def _said(messages: Sequence[Message], lang: str) -> Iterator[str]:
    yield from (say(m, lang).replace("|", "\\|") for m in messages)


def _rules(name: str, form: Form) -> list[str]:
    """The rules of the form that mark a field of this type."""
    lines = []
    for rule in form.rules:
        marked = [f"{rule.each}.{key}" if rule.each else key for key in (rule.at, *rule.also)]
        if any(path in form.by_path and form.by_path[path].type == name for path in marked):
            lines += ["```json", pretty(plain(rule)), "```", ""]
    return ["## 规则 · Rules", "", *lines] if lines else []


def _words(code: str) -> Text:
    """A sentence of the catalogue; raises `KeyError` for a type or key that it says nothing about."""
    if code not in MESSAGES:
        raise KeyError(code)
    return Text(zh=say(Message(code), "zh"), en=say(Message(code), "en"))


if __name__ == "__main__":
    sys.exit(main())
