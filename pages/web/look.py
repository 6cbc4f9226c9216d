"""The look of the pages before the office: a navy half with what this is, a white half with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape as e
from pathlib import Path
from string import Template
from typing import Any

from forms.text import Message
from pages import messages

_PAGE = Template((Path(__file__).parent / "html" / "door.html").read_text(encoding="utf-8"))
_SIDE = (
    "product", "other_name", "other_language", "claim_one", "claim_two", "promise", "for_clerk", "to_clerk",
    "for_desk", "to_desk", "for_leader", "to_leader", "secrecy", "no_other_host", "browsers",
)  # fmt: skip


def plain(lang: str, code: str, /, **data: Any) -> str:
    """A sentence of the door."""
    return messages.say(Message(f"door.{code}", data), lang)


def words(lang: str, code: str, /, **data: Any) -> str:
    """The same, escaped."""
    return e(plain(lang, code, **data))


def page(title: str, main_html: str, lang: str, language_link: str, kind: str = "") -> str:
    """A whole page; `title` is a code of the door's words."""
    return _PAGE.substitute(
        {name: words(lang, name) for name in _SIDE},
        html_lang="zh-CN" if lang == "zh" else "en", other_lang="en" if lang == "zh" else "zh-CN",
        title=words(lang, title), main=main_html, language_link=e(language_link), kind=kind,
    )  # fmt: skip


def alert(message: Message | None, lang: str) -> str:
    """The red notice above the fields; the first line of the sentence is its title."""
    if message is None:
        return ""
    title, _, rest = messages.say(message, lang).partition("\n")
    return f'<p class="alert" role="alert"><b>{e(title)}</b>{e(rest)}</p>'


def heading(code: str, under_html: str) -> str:
    return f'<h2>{code}</h2><p class="unit">{under_html}</p>'


def field(name: str, label: str, *, kind: str = "text", value: str = "", bad: bool = False, **more: str) -> str:
    """A labelled input. `more`: autocomplete, placeholder, hint under it, a link (HTML) beside the label."""
    attributes = "".join(f' {k}="{e(more[k])}"' for k in ("autocomplete", "placeholder") if k in more)
    hint = f"<small>{more['hint']}</small>" if "hint" in more else ""
    bad_mark = ' aria-invalid="true"' if bad else ""
    return (
        f'<div class="field"><div class="row"><label for="{name}">{label}</label>{more.get("link", "")}</div>'
        f'<input id="{name}" name="{name}" type="{kind}" value="{e(value)}" required{attributes}{bad_mark}>{hint}</div>'
    )


def menu(name: str, label: str, options: Mapping[str, str], chosen: str = "") -> str:
    """A labelled list to choose one of; nothing is chosen unless `chosen` is one of them."""
    first = "" if chosen in options else '<option value=""></option>'
    listed = "".join(
        f'<option value="{e(key)}"{" selected" if key == chosen else ""}>{e(title)}</option>'
        for key, title in options.items()
    )
    field = f'<select id="{name}" name="{name}" required>{first}{listed}</select>'
    return f'<div class="field"><div class="row"><label for="{name}">{label}</label></div>{field}</div>'


def hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{e(value)}">'


def button(label: str) -> str:
    return f'<button type="submit">{label}</button>'
