"""A summary as official tables in HTML, for the page of the case and for paper: one drawing for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape as e

from forms.fields import Field, OptionSource
from workflows.office import Office
from workflows.summary import wording
from workflows.summary.conflicts import kind_of
from workflows.summary.sheet import Row, Said, Sheet, shown


@dataclass(frozen=True)
class Drawing:
    """How a sheet is drawn: in which language, and whether only what differs is wanted."""

    office: Office
    options: OptionSource
    lang: str
    only: bool = False


def table(sheet: Sheet, how: Drawing, caption: str = "", aside: tuple[str, str] = ("", "")) -> str:
    """The matrix: a line per participant, short answers in columns, texts below them; differences marked in words.

    `caption` is HTML-free words above it, `aside` what stands to the left and right under them.
    """
    columns = _columns(sheet, how)
    rows = [r for r in sheet.rows if r.conflicts or not how.only]
    body = "".join(_row(sheet, row, columns, how) for row in rows)
    top = f"<caption>{e(caption)}<div><span>{e(aside[0])}</span><span>{e(aside[1])}</span></div></caption>"
    heads = "".join(f"<th>{e(f.heading(how.lang))}{_in_head(sheet, f)}</th>" for f in columns)
    first = f'<th class="who">{e(wording.word("office", how.lang))}</th>'
    empty = "" if columns else f"<th>{e(wording.word('texts', how.lang))}</th>"
    return (
        f'<table class="official summed">{top if caption else ""}<thead><tr>{first}{heads}{empty}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _columns(sheet: Sheet, how: Drawing) -> list[Field]:
    """Fields with short answers; of these only those that differ where only that is wanted."""
    short = [f for f in sheet.fields if kind_of(f) is not None]
    differing = {key for row in sheet.rows for key in row.conflicts}
    return [f for f in short if f.key in differing] if how.only else short


def _in_head(sheet: Sheet, field: Field) -> str:
    found = next((c for row in sheet.rows if (c := row.conflicts.get(field.key))), None)
    return f' <span class="mark">{wording.MARK[found.kind]}</span>' if found else ""


def _row(sheet: Sheet, row: Row, columns: Sequence[Field], how: Drawing) -> str:
    wide = max(len(columns), 1) + 1
    name = wording.about(row, how.lang)
    head = f'<tr class="told"><th colspan="{wide}">{e(name)}</th></tr>' if name else ""
    lines = "".join(_said(sheet, row, s, columns, how) for s in row.said if s.state != "overtaken")
    return head + lines + _differences(sheet, row, wide, how)


def _said(sheet: Sheet, row: Row, said: Said, columns: Sequence[Field], how: Drawing) -> str:
    texts = list(_texts(sheet, said, how))
    span = ' rowspan="2"' if texts and columns else ""
    who = f'<td class="who"{span}>{e(said.office.say(how.lang))}{_small(*_under(said, how))}</td>'
    wide = max(len(columns), 1)
    if said.state != "given":
        return f'<tr>{who}<td class="none" colspan="{wide}">{e(wording.stands(said, how.lang))}</td></tr>'
    told = f'<td class="texts" colspan="{wide}">{"".join(texts)}</td>'
    if not columns:
        return f"<tr>{who}{told}</tr>"
    cells = "".join(_cell(row, said, f, how) for f in columns)
    return f"<tr>{who}{cells}</tr>" + (f"<tr>{told}</tr>" if texts else "")


def _under(said: Said, how: Drawing) -> list[str]:
    at = wording.day(said.asked.at if said.asked.given else None, how.office)
    return [p for p in (wording.who(said, how.lang), *wording.marks(said, how.lang), at) if p]


def _cell(row: Row, said: Said, field: Field, how: Drawing) -> str:
    value = shown(field, said.values, how.options, how.lang)
    if (said.task, field.key) not in row.apart:
        return f'<td class="c">{e(value)}</td>'
    mark = wording.MARK[row.conflicts[field.key].kind]
    return f'<td class="c apart"><span class="mark">{mark}</span> {e(value)}</td>'


def _texts(sheet: Sheet, said: Said, how: Drawing) -> Iterator[str]:
    """What was written at length, field by field."""
    for field in sheet.fields:
        text = "" if kind_of(field) is not None else shown(field, said.values, how.options, how.lang)
        if text:
            lines = e(text).replace("\n", "<br>")
            yield f"<div><b>{e(field.title.say(how.lang))}</b>{'：' if how.lang == 'zh' else ': '}{lines}</div>"


def _differences(sheet: Sheet, row: Row, wide: int, how: Drawing) -> str:
    if not row.conflicts:
        return ""
    told = ((c, wording.differs(sheet, row, c, how.options, how.lang)) for c in row.conflicts.values())
    lines = "".join(f'<div><span class="mark">{wording.MARK[c.kind]}</span> {e(words)}</div>' for c, words in told)
    head = f'<td class="who"><b>{e(wording.word("conflict", how.lang))}</b></td>'
    return f'<tr class="differ">{head}<td class="texts" colspan="{wide - 1}">{lines}</td></tr>'


HEADS = ("no", "suggestion", "by", "verdict_of", "because")


def suggestions(sheet: Sheet, how: Drawing) -> str:
    """The suggestions with what became of each, as a table; "" where there are none."""
    if not sheet.points:
        return ""
    heads = "".join(f"<th>{e(wording.word(h, how.lang))}</th>" for h in HEADS)
    body = "".join(f"<tr>{_point(sheet, n, how)}</tr>" for n in range(len(sheet.points)))
    caption = e(wording.word("suggestions", how.lang, count=len(sheet.points), answered=sheet.answered))
    return (
        f'<table class="official sub summed"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _point(sheet: Sheet, number: int, how: Drawing) -> str:
    point = sheet.points[number]
    texts = "<br>".join(e(t) for t in point.texts)
    who = e(("、" if how.lang == "zh" else ", ").join(wording.proposers(sheet, point, how.lang)))
    answer = e(point.answer.because) if point.answer else ""
    told = wording.day(point.answer.at, how.office) if point.answer else ""
    small = _small(*(p for p in (wording.by(point, how.lang), told) if p))
    verdict = e(wording.verdict(point, how.lang))
    return (
        f'<td class="c">{point.number}</td><td>{texts}</td><td>{who}</td><td class="c">{verdict}</td>'
        f"<td>{answer}{small}</td>"
    )


def _small(*parts: str) -> str:
    """A quiet line whose parts are not torn."""
    told = " · ".join(f"<nobr>{e(p)}</nobr>" for p in parts)
    return f"<br><small>{told}</small>" if parts else ""
