"""Expressions, checks, papers and workbooks over 2 × 5,000 rows, beside what Python must do anyway."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

from forms import ListOptions, check, compute, load_form, with_ids
from forms.feel import compile as compiled
from forms.feel import evaluate, scope
from forms.fields import Option
from forms.layout import official_html
from forms.sheet import read, scan, template
from forms.text import Text
from workflows.practice.model import PracticeOffice
from workflows.practice.names import Names

ROOT = Path(__file__).resolve().parents[2]
ROWS, TIMES = 5_000, 3


def main(arguments: list[str]) -> int:
    """Prints the best of a few runs, and each as a multiple of its floor."""
    form = load_form((ROOT / "forms/definitions/region_declaration.json").read_text(encoding="utf-8"))
    options = ListOptions({}, {"500103": Option("500103", Text(zh="渝中区"))}, date(2026, 3, 2))
    values = with_ids(form, declaration(int(arguments[0]) if arguments else ROWS))
    walk = _best(lambda: json.loads(json.dumps(values, ensure_ascii=False)))
    print(f"{'floor: the values to JSON and back':44}{walk * 1000:9.1f} ms")
    sheet = template(form, options, values=values)
    questions: dict[str, Callable[[], object]] = {
        "10,000 evaluations of a guard": guards,
        "check": lambda: check(form, values, options),
        "compute": lambda: compute(form, values, options),
        "paper": lambda: official_html(form, values, options, paper=True),
        "workbook written": lambda: template(form, options, values=values),
        "workbook looked at before reading": lambda: scan(sheet),
        "workbook read": lambda: read(form, sheet, options),
    }
    for name, question in questions.items():
        taken = _best(question)
        print(f"{name:44}{taken * 1000:9.1f} ms{taken / walk:9.1f} ×")
    return 0


def declaration(rows: int) -> dict[str, object]:
    """Two regions with so many fictitious enterprises each."""
    plan = ROOT / "workflows/definitions/shared/practice_office.json"
    words = PracticeOffice.model_validate_json(plan.read_text(encoding="utf-8")).words
    names = Names(words, Random(1), "500103", "渝中", count(1))
    firms = [{"名称": f"{names.make('company')}{n}", "统一社会信用代码": names.make("uscc")} for n in range(2 * rows)]
    regions = [
        {"申报名称": f"园{i}", "所属类型": "园区", "注册登记地址": "路1号", "数量": rows, "经营主体": firms[i::2]}
        for i in range(2)
    ]
    return {"填报区县": "500103", "联系人": "陈敏", "联系电话": "023-67800000", "区域": regions}


def guards() -> None:
    rule, case = compiled("数量 > 0 and case.open"), {"case": {"open": True}}
    for number in range(10_000):
        evaluate(rule, scope({"数量": number + 1}, case))


def _best(question: Callable[[], object]) -> float:
    def once() -> float:
        begun = time.process_time()
        question()
        return time.process_time() - begun

    return min(once() for _ in range(TIMES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
