"""The command line of forms: a workbook out, a workbook in, and expressions.

    python -m forms sheet FORM.json -o x.xlsx [--values VALUES.json]
    python -m forms read FORM.json x.xlsx
    python -m forms table DEFINITION.json NAME -o x.xlsx
    python -m forms table DEFINITION.json NAME --read x.xlsx
    python -m forms feel 'EXPRESSION' [--context FILE.json | --context '{"数量": 3}']

Exit 0, or 1 with what failed.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms import Finding, Form, ListOptions, Option, Text, canonical, check, feel, normal, parsed, say
from forms.checks.decisions import table_findings
from forms.decision import DecisionTable
from forms.decision.from_sheet import from_sheet
from forms.decision.to_sheet import to_sheet
from forms.definition import CodeList
from forms.sheet import Read, SheetRefused, read, template

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT / "workflows/definitions/shared/lists"
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
    for name, run in (("sheet", _sheet), ("read", _read)):
        command = commands.add_parser(name, help={"sheet": "write a workbook", "read": "read a workbook"}[name])
        command.set_defaults(run=run)
        command.add_argument("form", type=Path, help="a form definition")
        command.add_argument("--lists", type=Path, default=LISTS, help="folder of code lists")
        command.add_argument("--districts", type=Path, default=DISTRICTS, help="CSV of districts")
        command.add_argument("--on", type=date.fromisoformat, default=None, help="the day of lists and districts")
        if name == "read":
            command.add_argument("workbook", type=Path)
        else:
            command.add_argument("-o", "--output", type=Path, required=True)
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


def _sheet(args: argparse.Namespace) -> int:
    form, options = _form(args.form, args.lang), _options(args)
    values = normal(form, _json(args.values.read_text(encoding="utf-8")), options) if args.values else None
    args.output.write_bytes(template(form, options, args.version, args.lang, values))
    return 0


def _read(args: argparse.Namespace) -> int:
    """The values on standard output; notes, problems and findings on standard error."""
    form, options = _form(args.form, args.lang), _options(args)
    found = read(form, args.workbook.read_bytes(), options)
    print(json.dumps(found.values, ensure_ascii=False, indent=2))
    findings = check(form, found.values, options)
    for line in _told(found, findings, args.lang):
        print(line, file=sys.stderr)
    return int(bool(found.problems) or any(f.blocks for f in findings))


def _told(found: Read, findings: list[Finding], lang: str) -> Iterator[str]:
    yield from (say(n, lang) for n in found.notes)
    yield from (f"{p.sheet}!{p.cell} {say(p.message, lang)}" for p in found.problems)
    for f in findings:
        sheet, cell = found.where.get((f.place.row, f.place.field), ("", ""))
        place = f"{sheet}!{cell} " if cell else ""
        yield f"{place}{f.label.say(lang)} {say(f.message, lang)}"


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


def _form(path: Path, lang: str) -> Form:
    found = parsed(Form, path.read_bytes())
    if found.model is None:
        raise Failed("\n".join(f"{path}:{f.line}:{f.column} {f.say(lang)}" for f in found.findings))
    return found.model


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
