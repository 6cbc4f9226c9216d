"""Pieces of HTML, well set: data in, text for `st.html` out. Every piece of user text is escaped here.

Arguments called `…_html`, and the values of `facts`, are HTML already; everything else is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import chain, repeat
from typing import Literal, NamedTuple

from pages.context import t

Tone = Literal["", "idle", "end", "bad", "ok", "warn"]
Lamp = Literal["green", "amber", "red", "pause", "none"]


_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def e(text: str) -> str:
    """Plain text as HTML."""
    return escape(text)


def light(lamp: Lamp, words: str, small: str = "") -> str:
    """A time light: a disc *and* words; colour alone never carries the meaning."""
    label = "" if lamp == "none" else f' role="img" aria-label="{e(t(f"shell.{lamp}"))}"'
    return f'<span class="light {lamp}"><i{label}></i><span><b>{e(words)}</b>{_small(small)}</span></span>'


def chip(text: str, tone: Tone = "") -> str:
    """A state: blue moves, `idle` waits for somebody outside, `end` is finished."""
    return f'<span class="chip {tone}">{e(text)}</span>'


def head(title: str, after_html: str = "", note: str = "") -> str:
    """The heading of a page: h1, chips and light beside it, one grey line under it."""
    return f'<header class="head"><h1>{e(title)}</h1>{after_html}{f"<p>{e(note)}</p>" if note else ""}</header>'


def whole_dates(words: str) -> str:
    """Plain text as HTML in which no date is broken over two lines."""
    return _DATE.sub(r"<nobr>\g<0></nobr>", e(words))


def section(title: str, note: str = "") -> str:
    """The heading of a card."""
    return f'<div class="sec"><h2>{e(title)}</h2><span>{whole_dates(note)}</span></div>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Label above value (HTML), hairlines between; wraps by itself."""
    return '<dl class="facts">' + "".join(f"<div><dt>{e(k)}</dt><dd>{v}</dd></div>" for k, v in pairs) + "</dl>"


def locked(label: str, value: str, link: str = "", tip: str = "") -> str:
    """A value that may not be changed here: text under a label, not a greyed input."""
    shown = e(value) or "—"
    told = f'<a href="{e(link)}" target="_blank" rel="noopener noreferrer">{shown}</a>' if link else shown
    title = f' title="{e(tip)}"' if tip else ""
    return f'<dl class="ro"><dt{title}>{e(label)}</dt><dd>{told}</dd></dl>'


class Step(NamedTuple):
    title: str
    note: str
    when: Literal["done", "now", "todo"]


def stepper(steps: Iterable[Step]) -> str:
    """Stages: solid is done, a ring is now, hollow is to come."""
    return '<ol class="steps">' + "".join(_step(s) for s in steps) + "</ol>"


def _step(s: Step) -> str:
    now = ' aria-current="step"' if s.when == "now" else ""
    return f'<li class="{s.when}"{now}><i></i><b>{e(s.title)}</b><small>{e(s.note)}</small></li>'


def notice(title: str, body: str = "", tone: Literal["", "bad"] = "", *, body_html: str = "") -> str:
    """Something to know (blue edge) or something that failed (red)."""
    inner = body_html or e(body)
    role = "alert" if tone == "bad" else "note"
    return f'<div class="notice {tone}" role="{role}"><b>{e(title)}</b>{f"<div>{inner}</div>" if inner else ""}</div>'


def told(title: str, words: str, basis: str = "", *, warning: bool = False) -> str:
    """Words of a form that ask nothing; line breaks stay."""
    lines = e(words).replace("\n", "<br>")
    tone = " warn" if warning else ""
    return f'<div class="notice told{tone}" role="note"><b>{e(title)}</b><div>{lines}{basis_lines(basis)}</div></div>'


def part(title: str, words: str = "", basis: str = "") -> str:
    """A heading within a card."""
    lines = e(words).replace("\n", "<br>")
    return f'<div class="subhead"><h3>{e(title)}</h3>{f"<p>{lines}</p>" if words else ""}{basis_lines(basis)}</div>'


def basis_lines(words: str) -> str:
    """A basis: its first line, which unfolds the sentences below it."""
    head, _, quote = words.partition("\n")
    if not quote:
        return _small(head)
    lines = "".join(f"<p>{e(line)}</p>" for line in quote.split("\n"))
    return f'<details class="rest basis"><summary>{e(head)}</summary><blockquote>{lines}</blockquote></details>'


def empty(title: str, body: str = "") -> str:
    """Nothing here: what will appear, or what to change."""
    return f'<div class="empty"><b>{e(title)}</b><p>{e(body)}</p></div>'


def lines(rows: Iterable[tuple[str, str]], before_html: Sequence[str] = ()) -> str:
    """Bold line and grey line, repeated; `before_html` puts a chip before a bold one."""
    chips = chain((f"{c} " for c in before_html), repeat(""))
    items = (f"<li>{c}<b>{e(a)}</b>{_small(b)}</li>" for (a, b), c in zip(rows, chips, strict=False))
    return f'<ul class="lines">{"".join(items)}</ul>'


def errors(rows: Iterable[tuple[str, str, str]]) -> str:
    """What to mend: (place, what is wrong, what to do)."""
    return '<ol class="errs">' + "".join(f"<li><b>{e(p)}</b>{e(w)}{_small(d)}</li>" for p, w, d in rows) + "</ol>"


def totals(rows: Iterable[tuple[str, str, bool]]) -> str:
    """(label, number, whether it disagrees): disagreeing numbers are red."""
    return '<dl class="totals">' + "".join(f"<dt>{e(k)}</dt><dd{_bad(bad)}>{e(v)}</dd>" for k, v, bad in rows) + "</dl>"


class Opinion(NamedTuple):
    office: str
    person: str
    verdict: str  # "" while it is awaited
    when: str
    text: str


def opinions(rows: Iterable[Opinion]) -> str:
    """Who said what; those that are awaited stay in the list."""
    return '<ul class="ops">' + "".join(_opinion(o) for o in rows) + "</ul>"


def _opinion(o: Opinion) -> str:
    verdict = chip(o.verdict) if o.verdict else chip(t("shell.waiting"), "idle")
    return (
        f'<li class="op{"" if o.verdict else " wait"}"><div><b>{e(o.office)}</b><span>{e(o.person)}</span></div>'
        f"<div>{verdict}<time>{e(o.when)}</time></div><p>{e(o.text)}</p></li>"
    )


class Participant(NamedTuple):
    """Who is asked in a round."""

    office: str
    person: str
    verdict: str
    tone: Tone
    when: str
    text: str
    marks: tuple[str, ...] = ()


def participants(rows: Iterable[Participant]) -> str:
    """Everybody who is asked, with what they said or that it is awaited."""
    return '<ul class="ops">' + "".join(_participant(p) for p in rows) + "</ul>"


def _participant(p: Participant) -> str:
    marks = "".join(chip(m, "end") for m in p.marks)
    text = f"<p>{e(p.text)}</p>" if p.text else ""
    return (
        f'<li class="op{" wait" if p.tone == "idle" else ""}"><div><b>{e(p.office)}</b><span>{e(p.person)}</span></div>'
        f"<div>{marks}{chip(p.verdict, p.tone)}<time>{e(p.when)}</time></div>{text}</li>"
    )


class Event(NamedTuple):
    when: str
    who: str
    what: str
    detail_html: str = ""


def history(rows: Iterable[Event]) -> str:
    """What happened, the newest first as given."""
    items = (
        f"<li><time>{e(r.when)}</time><div><p><b>{e(r.who)}</b>{e(r.what)}</p>{r.detail_html}</div></li>" for r in rows
    )
    return f'<ol class="hist">{"".join(items)}</ol>'


def diff(rows: Iterable[tuple[str, str, str]]) -> str:
    """(what, before, after) as a table: old struck out in grey, new in bold."""
    titles = "".join(f"<th>{e(t(f'shell.changed_{c}'))}</th>" for c in ("what", "before", "after"))
    body = "".join(
        f"<tr><td>{e(what)}</td><td><del>{e(a)}</del></td><td><ins>{e(b)}</ins></td></tr>" for what, a, b in rows
    )
    return f'<table class="diff"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'


def why_not(reason: str) -> str:
    """The line under a greyed button."""
    return f'<p class="why">{e(reason)}</p>'


def hint(words: str, wrong: Sequence[str] = (), tip: str = "", missing: bool = False) -> str:
    """The line under a field, which is always there: its hint, or what is wrong."""
    if wrong:
        short = e("；".join(wrong))
        return f'<p class="hint {"missing" if missing else "bad"}" role="alert" title="{e(tip) or short}">{short}</p>'
    return f'<p class="hint" title="{e(words)}">{e(words) or "&nbsp;"}</p>'


def step_line(words: str, bad: bool = False) -> str:
    """The line under the pages of a form, which is always there."""
    return f'<p class="step_line{" bad" if bad else ""}"{_role(bad)} title="{e(words)}">{e(words)}</p>'


def _role(bad: bool) -> str:
    return ' role="status"' if bad else ""


def values(rows: Iterable[tuple[str, str, bool]]) -> str:
    """(label, value, whether it is to be mended): label above value, several beside each other."""
    items = (f'<div class="bad"><dt>{e(k)}</dt><dd>{e(v) or "—"}</dd></div>' if bad
             else f"<div><dt>{e(k)}</dt><dd>{e(v) or '—'}</dd></div>" for k, v, bad in rows)  # fmt: skip
    return f'<dl class="given">{"".join(items)}</dl>'


def beside(sides_html: Iterable[tuple[str, str]]) -> str:
    """Two texts beside each other: (title, HTML)."""
    return '<div class="two">' + "".join(f"<div><b>{e(k)}</b><p>{v}</p></div>" for k, v in sides_html) + "</div>"


def rows_table(
    title: str, note: str, heads: Sequence[str], given: Sequence[Sequence[tuple[str, bool]]], more: str = ""
) -> str:
    """A table to read: its title and how much of it there is, cells that are to be mended in red."""
    head = "".join(f"<th>{e(h)}</th>" for h in heads)
    body = "".join(f"<tr>{''.join(_read(*cell) for cell in row)}</tr>" for row in given)
    table = f'<table class="small"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>' if given else ""
    return f'<p class="understood"><b>{e(title)}</b>　{e(note)}</p><div class="wide">{table}</div>{_small(more)}'


def _read(value: str, bad: bool) -> str:
    return f'<td class="bad">{e(value) or "—"}</td>' if bad else f"<td>{e(value)}</td>"


def muted(text: str) -> str:
    return f'<p class="muted">{e(text)}</p>'


def _small(text: str) -> str:
    return f"<small>{e(text)}</small>" if text else ""


def _bad(bad: bool) -> str:
    return ' class="bad"' if bad else ""
