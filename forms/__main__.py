"""The command line of forms: a workbook out, a workbook in, templates of papers, and expressions.

    python -m forms sheet FORM OUT.xlsx [--values VALUES.json]
    python -m forms read FORM FILE [--json] [--marked OUT.xlsx]
    python -m forms table DEFINITION.json NAME -o x.xlsx
    python -m forms table DEFINITION.json NAME --read x.xlsx
    python -m forms paper LINES.txt -o x.docx
    python -m forms official FILE [--json] [-o FORM.json]
    python -m forms feel 'EXPRESSION' [--context FILE.json | --context '{"数量": 3}']

FORM is a file, or the id of a form: of the office that DATABASE_URL or SANDBOX_DATA names, else of those shipped.
Exit 0, or 1 with what failed; with --json always a list on standard output of what is to be said, each with sheet,
cell, code and message.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms import (
    Finding,
    Form,
    ListOptions,
    Message,
    Option,
    OptionSource,
    Text,
    canonical,
    check,
    feel,
    normal,
    parsed,
    say,
)  # fmt: skip
from forms.checks.decisions import table_findings
from forms.decision import DecisionTable
from forms.decision.from_sheet import from_sheet
from forms.decision.to_sheet import to_sheet
from forms.definition import CodeList
from forms.official.refused import OfficialRefused
from forms.official.telling import lines_of, told
from forms.paper.official import official
from forms.sharing import SharedSection, whole
from forms.sheet import Read, SheetRefused, marked, read, template
from forms.sheet.limits import MAX_FILE
from forms.unasked import unasked

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "forms/definitions"
LISTS = ROOT / "workflows/definitions/shared/lists"
SECTIONS = ROOT / "workflows/definitions/shared/sections"
DISTRICTS = ROOT / "data/reference/chongqing.csv"


class Failed(Exception):
    """Something to tell before leaving with exit code 1."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command."""
    args = _arguments().parse_args(argv)
    try:
        done: int = args.run(args)
        return done
    except (Failed, OSError) as error:
        print(error, file=sys.stderr)
    except SheetRefused as error:
        print(say(error.message, args.lang), file=sys.stderr)
    return 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m forms", description="Forms as workbooks, and FEEL.")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    commands = parser.add_subparsers(required=True)
    _feel_arguments(commands.add_parser("feel", help="evaluate an expression"))
    _table_arguments(commands.add_parser("table", help="a decision table as a workbook, and back"))
    _paper_arguments(commands.add_parser("paper", help="a template of a paper from lines of text"))
    _official_arguments(commands.add_parser("official", help="a form from a blank Word or Excel table"))
    for name, run in (("sheet", _sheet), ("read", _read)):
        command = commands.add_parser(name, help={"sheet": "write a workbook", "read": "read a workbook"}[name])
        command.set_defaults(run=run)
        command.add_argument("form", help="a form definition, or the id of a form")
        command.add_argument("--lists", type=Path, default=LISTS, help="folder of code lists")
        command.add_argument("--districts", type=Path, default=DISTRICTS, help="CSV of districts")
        command.add_argument("--on", type=date.fromisoformat, default=None, help="the day of lists and districts")
        if name == "read":
            command.add_argument("workbook", type=Path)
            command.add_argument("--json", action="store_true", help="what is to be said, as a JSON list")
            command.add_argument("--marked", type=Path, help="where to write the workbook with marks")
        else:
            command.add_argument("out", type=Path, nargs="?", help="the workbook to write")
            command.add_argument("-o", "--output", type=Path, help="the same")
            command.add_argument("--values", type=Path, help="JSON values to fill it with")
            command.add_argument("--version", default="", help="what the file says about its version")
    return parser


def _feel_arguments(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_feel)
    command.add_argument("expression")
    command.add_argument("--context", default="{}", help="names: a JSON object, or a file with one")


def _table_arguments(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_table)
    command.add_argument("definition", type=Path, help="a form or procedure with `decisions`")
    command.add_argument("name", help="the name of the decision table")
    command.add_argument("--lists", type=Path, default=LISTS, help="folder of code lists")
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("-o", "--output", type=Path, help="the workbook to write")
    way.add_argument("--read", type=Path, help="the workbook to read; prints the table as JSON")


def _paper_arguments(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_paper)
    command.add_argument("lines", type=Path, help="a text whose lines say what they are (see forms/paper/official.py)")
    command.add_argument("-o", "--output", type=Path, help="the .docx to write; else beside the text")


def _official_arguments(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_official)
    command.add_argument("file", type=Path, help="a blank table as .docx or .xlsx")
    command.add_argument("--lists", type=Path, default=LISTS, help="folder of code lists")
    command.add_argument("--json", action="store_true", help="the form, its lists and every guess as JSON")
    command.add_argument("-o", "--output", type=Path, help="where to write the form; its lists go beside it")


def _official(args: argparse.Namespace) -> int:
    """Every guess on standard output; with --json the form too, or what is wrong with the file."""
    try:
        data = _bounded(args.file)
        said, made = told(data, args.file.name, _lists(args.lists), args.lang)
    except OfficialRefused as refused:
        if not args.json:
            raise Failed(say(refused.message, args.lang)) from None
        print(json.dumps({"error": _said("", "", refused.message.code, say(refused.message, args.lang), "error")}))
        return 1
    if args.output:
        args.output.write_text(canonical(made.form), encoding="utf-8")
        for name, each in made.lists.items():
            args.output.with_name(f"{name}.json").write_text(canonical(each), encoding="utf-8")
    print(json.dumps(said, ensure_ascii=False, indent=2) if args.json else "\n".join(lines_of(said)))
    return 0


def _paper(args: argparse.Namespace) -> int:
    made = official(args.lines.read_text(encoding="utf-8"))
    (args.output or args.lines.with_suffix(".docx")).write_bytes(made)
    return 0


def _sheet(args: argparse.Namespace) -> int:
    target = args.out or args.output
    if target is None:
        raise Failed(say(Message("command.no_target"), args.lang))
    form, options = _known_form(args)
    values = normal(form, _json(args.values.read_text(encoding="utf-8")), options) if args.values else None
    target.write_bytes(template(form, options, args.version, args.lang, values))
    return 0


def _read(args: argparse.Namespace) -> int:
    """The values on standard output and what is to be said on standard error; with --json only that, as a list."""
    try:
        form, options = _known_form(args)
        data = _bounded(args.workbook)
        found = read(form, data, options, name=args.workbook.name)
        findings = check(form, found.values, options)
        if args.marked:
            args.marked.write_bytes(
                marked(form, data, found, findings, options, args.lang, name=args.workbook.name)
            )
    except (Failed, OSError, SheetRefused) as error:
        if not args.json:
            raise
        code, words = _why(error, args.lang)
        print(json.dumps([_said("", "", code, words, "error")], ensure_ascii=False, indent=2))
        return 1
    lines = list(_lines(form, found, findings, args.lang))
    if args.json:
        print(json.dumps(lines, ensure_ascii=False, indent=2))
    else:
        print(json.dumps(found.values, ensure_ascii=False, indent=2))
        for note in found.notes:
            print(say(note, args.lang), file=sys.stderr)
        for line in lines:
            place = f"{line['sheet']}!{line['cell']} " if line["cell"] else ""
            print(f"{place}{line['message']}", file=sys.stderr)
    return int(bool(found.problems) or any(f.blocks for f in findings))


def _why(error: Exception, lang: str) -> tuple[str, str]:
    return (error.message.code, say(error.message, lang)) if isinstance(error, SheetRefused) else ("failed", str(error))


def _said(sheet: str, cell: str, code: str, message: str, level: str) -> dict[str, str]:
    return {"sheet": sheet, "cell": cell, "code": code, "message": message, "level": level}


def _lines(form: Form, found: Read, findings: list[Finding], lang: str) -> Iterator[dict[str, str]]:
    """What could not be read, what is wrong, and what nobody could check."""
    for p in found.problems:
        yield _said(p.sheet, p.cell, p.message.code, say(p.message, lang), "error")
    for f in findings:
        sheet, cell = found.where.get((f.place.row, f.place.field), ("", ""))
        yield _said(sheet, cell, f.rule, f"{f.label.say(lang)} {say(f.message, lang)}", f.level)
    for each in unasked(form):
        data = {"what": each.what, "functions": list(each.functions)}
        yield _said("", "", "not_checked", say(Message("command.not_checked", data), lang), "not_checked")


def _bounded(path: Path) -> bytes:
    """The bytes of a file, never more than a workbook may have and one."""
    with path.open("rb") as file:
        return file.read(MAX_FILE + 1)


def _table(args: argparse.Namespace) -> int:
    """Writes the workbook; or reads one: the table on standard output, what is wrong with it on standard error."""
    tables = _json(args.definition.read_text(encoding="utf-8")).get("decisions", {})
    if args.name not in tables:
        raise Failed(f"{args.definition}: decisions: {', '.join(tables) or '—'}")
    table = DecisionTable.model_validate(tables[args.name])
    if args.output:
        args.output.write_bytes(to_sheet(args.name, table, args.lang))
        return 0
    found = from_sheet(args.read.read_bytes(), table, args.lang)
    if found.table is None:
        raise Failed("\n".join(f"{p.sheet}!{p.cell} {say(p.message, args.lang)}" for p in found.problems))
    print(canonical(found.table), end="")
    findings = list(table_findings(found.name, found.table, _lists(args.lists), set()))
    for finding in findings:
        print(f"{finding.pointer} {finding.say(args.lang)}", file=sys.stderr)
    return int(any(f.level == "error" for f in findings))


def _feel(args: argparse.Namespace) -> int:
    given = Path(args.context)
    text = args.context if args.context.lstrip().startswith("{") else given.read_text(encoding="utf-8")
    context = {k: _known(v) for k, v in _json(text).items()}
    try:
        value, reasons = feel.explain(feel.compile(args.expression), context)
    except feel.FeelError as error:
        before = "".join("　" if _is_wide(c) else " " for c in args.expression[: error.position])
        raise Failed(f"{args.expression}\n{before}^\n{error.say(args.lang)}") from None
    print(feel.to_text(value))
    for reason in reasons:
        print(reason.say(args.lang), file=sys.stderr)
    return 0


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _known(value: Any) -> Any:
    """JSON as FEEL has it: numbers exact, all below too."""
    if isinstance(value, dict):
        return {k: _known(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_known(v) for v in value]
    return Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Failed(f"JSON: {error}") from None
    if not isinstance(found, dict):
        raise Failed("JSON: {…}")
    return found


def _known_form(args: argparse.Namespace) -> tuple[Form, OptionSource]:
    """The form of a file or of an id, and the lookups that go with it."""
    path, on = Path(args.form), args.on or date.today()
    if path.suffix.lower() == ".json" or path.exists():
        return _form(path, args.lang), _options(args)
    if any(os.environ.get(name) for name in ("DATABASE_URL", "SANDBOX_DATA")):
        office = importlib.import_module("workflows.commands.published")  # by name: forms know of no office
        known: tuple[Form, OptionSource] | None = office.published_form(args.form, on)
        if known is not None:
            return known
    shipped = SHIPPED / f"{args.form}.json"
    if not re.fullmatch(r"\w+", args.form) or not shipped.exists():
        known_ids = sorted(p.stem for p in SHIPPED.glob("*.json"))
        raise Failed(say(Message("command.no_form", {"form": args.form, "known": known_ids}), args.lang))
    return _form(shipped, args.lang), _options(args)


def _form(path: Path, lang: str) -> Form:
    found = parsed(Form, path.read_bytes())
    if found.model is None:
        raise Failed("\n".join(f"{path}:{f.line}:{f.column} {f.say(lang)}" for f in found.findings))
    sections = (parsed(SharedSection, p.read_bytes()).model for p in sorted(SECTIONS.glob("*.json")))
    return whole(found.model, {s.id: s for s in sections if s}).form


def _options(args: argparse.Namespace) -> ListOptions:
    on = args.on or date.today()
    return ListOptions(_lists(args.lists), _districts(args.districts, on.isoformat()), on)


def _lists(folder: Path) -> dict[str, CodeList]:
    found = (parsed(CodeList, path.read_bytes()).model for path in sorted(folder.glob("*.json")))
    return {each.id: each for each in found if each}


def _districts(path: Path, on: str) -> dict[str, Option]:
    """The districts of a day from a CSV; none when there is no such file."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["kind"] != "city"]
    valid = [r for r in rows if r["valid_from"] <= on and (not r["valid_until"] or on < r["valid_until"])]
    return {r["code"]: Option(r["code"], Text(zh=r["name"], en=r["name_en"]), r["short"]) for r in valid}


if __name__ == "__main__":
    sys.exit(main())
