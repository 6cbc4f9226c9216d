"""The text of a paragraph of a .docx as blanks and boxes are recognised in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

Element = Any
"""An element of lxml, which has no types of its own."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BODY: Final = {f"{W}{n}" for n in ("ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")}
_GONE: Final = {
    f"{W}{n}" for n in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr", "commentReference")
}
_BOXES: Final = {"f0a3", "f06f", "f0a8", "f071", "f072", "00a3", "00a8", "f02a", "2610", "25a1"}
_TICKED: Final = {"f052", "f0fe", "0052", "00fe", "f053", "2611", "2612"}
_BLANK: Final = "____"


def text_of(paragraph: Element) -> str:
    """What stands in a paragraph: underlined spaces are underscores, check boxes are □, controls are blanks."""
    return "".join(_said(paragraph))


def _said(around: Element) -> Iterator[str]:
    for each in around:
        if each.tag == f"{W}r":
            yield from _run(each)
        elif each.tag == f"{W}sdt":
            yield from _control(each)
        elif each.tag == f"{_MC}AlternateContent" or each.tag in _GONE:
            continue
        elif each.tag in BODY:
            yield from _said(each)


def _run(run: Element) -> Iterator[str]:
    looks = run.find(f"{W}rPr")
    if looks is not None and _is_on(looks.find(f"{W}vanish")):
        return
    text = "".join(_of(each) for each in run)
    underlined = looks is not None and looks.find(f"{W}u") is not None and looks.find(f"{W}u").get(f"{W}val") != "none"
    if underlined and text and not text.strip():
        text = "_" * max(len(text), 4)
    elif underlined:
        text = _underlined(text)
    yield text


def _underlined(text: str) -> str:
    """Spaces around underlined words are a blank that somebody began to fill in."""
    inner = text.strip(" \u3000\t")
    before, after = len(text) - len(text.lstrip(" \u3000\t")), len(text) - len(text.rstrip(" \u3000\t"))
    return "_" * (before if before > 1 else 0) + inner + "_" * (after if after > 1 else 0)


def _of(each: Element) -> str:
    name = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
    if name == "t":
        return (each.text or "").replace("\n", " ")
    if name == "tab":
        return "    "
    if name in ("br", "cr"):
        return "\n"
    if name == "sym":
        return _symbol(each.get(f"{W}char", "").lower())
    if name == "fldChar":
        return _field(each.find(f"{W}ffData"))
    return "-" if name == "noBreakHyphen" else ""


def _symbol(char: str) -> str:
    return "□" if char in _BOXES else "■" if char in _TICKED else ""


def _field(data: Element | None) -> str:
    """A form field of the old kind."""
    if data is None:
        return ""
    if data.find(f"{W}checkBox") is not None:
        return "□"
    chosen = data.find(f"{W}ddList")
    if chosen is not None:
        return _options([e.get(f"{W}val", "") for e in chosen.iter(f"{W}listEntry")])
    return _BLANK


def _control(control: Element) -> Iterator[str]:
    """A content control: its choices, a date, a box, or a blank where only its prompt stands in it."""
    looks, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    if looks is None or content is None:
        yield from _said(content) if content is not None else ()
        return
    listed = looks.find(f"{W}dropDownList")
    listed = looks.find(f"{W}comboBox") if listed is None else listed
    if listed is not None:
        yield _options([e.get(f"{W}displayText") or e.get(f"{W}value", "") for e in listed.iter(f"{W}listItem")])
    elif looks.find(f"{_W14}checkbox") is not None:
        yield "□"
    elif looks.find(f"{W}date") is not None:
        yield "____年__月__日"
    elif looks.find(f"{W}showingPlcHdr") is not None:
        yield _BLANK
    else:
        yield from _said(content)


def _options(titles: list[str]) -> str:
    """A drop-down as boxes; its first entry is often only a prompt."""
    kept = [t for t in titles if t.strip() and "选择" not in t and "Choose" not in t]
    return "  ".join(f"□{t.strip()}" for t in kept) or _BLANK


def boxes_in(paragraph: Element) -> list[Element]:
    """The contents of text boxes that hang on a paragraph, each once: programs write them in two ways."""
    found = paragraph.iter(f"{W}txbxContent")
    return [b for b in found if not any(a.tag == f"{_MC}Fallback" for a in b.iterancestors()) or _alone(b)]


def _alone(box: Element) -> bool:
    """Whether only the older way was written."""
    around = next((a for a in box.iterancestors() if a.tag == f"{_MC}AlternateContent"), None)
    choice = around.find(f"{_MC}Choice") if around is not None else None
    return choice is None or next(choice.iter(f"{W}txbxContent"), None) is None


def is_centred(paragraph: Element) -> bool:
    """Whether it stands in the middle of the line, or is a title by its style."""
    align, style = paragraph.find(f"{W}pPr/{W}jc"), paragraph.find(f"{W}pPr/{W}pStyle")
    named = style.get(f"{W}val", "").lower() if style is not None else ""
    return (align is not None and align.get(f"{W}val") == "center") or named.startswith("title")


def is_bold(paragraph: Element) -> bool:
    """Whether all of its words are bold, or it is a heading by its style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and style.get(f"{W}val", "").lower().startswith(("heading", "title")):
        return True
    runs = [r for r in paragraph.iter(f"{W}r") if "".join(_of(e) for e in r).strip()]
    return bool(runs) and all(_is_on(r.find(f"{W}rPr/{W}b")) for r in runs)


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "true") not in ("0", "false", "off")
