"""Readers that are said once hold in the states of a procedure as if each state said them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from workflows.bundle import bundle_of, resolved
from workflows.checks.mutating import mutations
from workflows.checks.texts import check_texts
from workflows.definition import Procedure
from workflows.publishing import shipped


def texts() -> dict[str, str]:
    return shipped()["region_declaration"]


def with_readers(*readers: dict[str, Any]) -> dict[str, str]:
    """The shipped procedure with readers besides."""
    whole = texts()
    data = json.loads(whole["procedure"])
    return {**whole, "procedure": json.dumps({**data, "readers": list(readers)}, ensure_ascii=False)}


def reading(whole: dict[str, str], group: str, role: str) -> set[str]:
    """The states in which a role reads a group."""
    states = bundle_of(whole).procedure.states
    return {k for k, s in states.items() if group in s.rights and role in s.rights[group].read}


def test_they_read_in_every_state_in_some_or_in_all_but_some() -> None:
    every = set(bundle_of(texts()).procedure.states)
    assert reading(with_readers({"groups": ["盖章"], "roles": ["law"]}), "盖章", "law") == every
    some = with_readers({"groups": ["盖章"], "roles": ["law"], "states": ["draft"]})
    assert reading(some, "盖章", "law") == reading(texts(), "盖章", "law") | {"draft"}
    most = with_readers({"groups": ["盖章"], "roles": ["law"], "except": ["draft"]})
    assert reading(most, "盖章", "law") == every - {"draft"}


def test_who_writes_and_what_limits_rows_stays() -> None:
    limit = {"table": "区域", "read": "true"}
    data: dict[str, Any] = json.loads(texts()["procedure"])
    state = data["states"]["draft"]["rights"]
    group, own = next((g, r) for g, r in state.items() if r.get("write"))
    own["rows"] = [limit]
    data["readers"] = [{"groups": [group], "roles": ["law", own["write"][0]]}]
    found = resolved(Procedure.model_validate(data), {}).states["draft"].rights[group]
    assert found.write == own["write"] and "law" in found.read and own["write"][0] not in found.read
    assert found.rows[0].roles == [*own["write"], *own.get("read", [])], "those who were bound by it, nobody else"


@pytest.mark.parametrize(
    ("readers", "pointer"),
    [({"groups": ["没有"], "roles": ["law"]}, "/readers/0/groups/0"),
     ({"groups": ["盖章"], "roles": ["nobody"]}, "/readers/0/roles/0"),
     ({"groups": ["盖章"], "roles": ["law"], "states": ["nowhere"]}, "/readers/0/states/0"),
     ({"groups": ["盖章"], "roles": ["law"], "except": ["nowhere"]}, "/readers/0/except/0")],
)  # fmt: skip
def test_a_wrong_name_is_told_once_where_it_is_written(readers: dict[str, Any], pointer: str) -> None:
    found = [f.finding for f in check_texts(with_readers(readers))[1] if f.finding.code.startswith("unknown")]
    assert [f.pointer for f in found] == [pointer]


def test_mutations_take_readers_and_groups_out_of_them() -> None:
    data = json.loads(with_readers({"groups": ["盖章"], "roles": ["law"]})["procedure"])
    kinds = {m.kind for m in mutations(data) if m.path[0] == "readers"}
    assert kinds == {"remove reader", "remove read group"}
