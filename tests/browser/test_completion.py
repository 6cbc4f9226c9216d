"""What the JSON of a definition is offered at the cursor (marked `|`), and what is written when it is taken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from workflows.schema import schema_of

SCRIPT = Path(__file__).parents[2] / "pages" / "parts" / "complete.js"
HEAD = '{"kind": "form", "id": "a", "title": "甲", "pages": [{"id": "p", "title": "一", "fields": [{"key": "k", '
CASES: list[tuple[str, str, str, set[str], set[str]]] = [  # kind, text, what it is, offered, not offered
    ("form", "{|", "an empty object", {"id", "pages", "layout"}, {"key"}),
    ("form", '{"id": "a", "pa|"', "a key that is begun", {"pages"}, {"id", "title"}),
    ("form", HEAD + '"type": "|"}]}]}', "a field's type", {"text", "table", "uscc"}, {"wizard"}),
    ("form", HEAD + '"type": "table", "|', "a key of a table", {"fields", "row_title"}, {"key", "type", "min_length"}),
    ("form", HEAD + '"|", "type": "table"}]}]}', "a kind that stands behind the cursor", {"fields"}, {"type"}),
    ("form", '{"layout": |', "a value without a quotation mark", {"auto", "wizard"}, set()),
    ("form", '{"layout": "w|"}', "a value that is begun", {"wizard"}, {"auto"}),
    ("list", '{"items": [{"key": "1"|', "behind a value", {"from", "until", "parent"}, {"key"}),
    ("register", '{"fields": {"甲": {"type": "d|"}}}', "a value by key", {"district", "date", "decimal"}, {"uscc"}),
    ("register", '{"public": |', "yes or no", {"true", "false"}, set()),
    ("procedure", '{"transitions": {"go": {"do": [{"effect": "|', "an effect", {"register.add", "number"}, {"forward"}),
    ("policy", '{"sentences": [{"id": "1", "te|', "a key in a list", {"text"}, {"id"}),
    ("form", '{"title": "标题|"', "a free text", set(), set()),
    ("form", "[1, |", "no definition at all", set(), set()),
]  # fmt: skip


@pytest.fixture(scope="module")
def bench(browser: Any) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def test_keys_and_values_are_offered_where_they_may_stand(bench: Page) -> None:
    for kind, marked, what, wanted, unwanted in CASES:
        text, at = marked.replace("|", ""), marked.index("|")
        schema = json.loads(schema_of(kind) or "null")
        asked = "(asked) => (offersAt(...asked)?.offers ?? []).map(o => o.word)"
        words = set(bench.evaluate(asked, [schema, text, at]))
        assert wanted <= words and not unwanted & words and (wanted or not words), (what, words)


@pytest.mark.parametrize(
    ("kind", "before", "word", "after"),
    [
        ("form", '{"pa|"', "pages", '{"pages": [|]'),
        ("form", '{|\n"id": "a"}', "layout", '{"layout": "|",\n"id": "a"}'),
        ("form", '{"id": "a"|}', "title", '{"id": "a", "title": "|"}'),
        ("register", '{"public": |}', "true", '{"public": true|}'),
        ("form", '{"layout": "|"}', "wizard", '{"layout": "wizard"|}'),
    ],
)
def test_what_is_taken_is_written_with_what_belongs_to_it(
    bench: Page, kind: str, before: str, word: str, after: str
) -> None:
    text, at = before.replace("|", ""), before.index("|")
    made = bench.evaluate(
        "([s, t, p, w]) => { const f = offersAt(s, t, p), m = written(t, f.place, f.offers.find(o => o.word === w));"
        "const all = t.slice(0, m.from) + m.text + t.slice(m.to);"
        "return all.slice(0, m.cursor) + '|' + all.slice(m.cursor) }",
        [json.loads(schema_of(kind) or "null"), text, at, word],
    )  # fmt: skip
    assert made == after
