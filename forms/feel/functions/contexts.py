"""Context functions."""

from __future__ import annotations

from typing import Any

from forms.feel.functions.registry import REGISTRY
from forms.feel.runtime import Run

feel = REGISTRY.add


@feel("get value(m: context|null, key: string|null) -> any")
def get_value(context: dict[str, Any] | None, key: str | None) -> Any:
    return context.get(key) if context is not None and key is not None else None


@feel("get entries(m: context) -> list<context>")
def get_entries(context: dict[str, Any]) -> list[Any]:
    return [{"key": key, "value": value} for key, value in context.items()]


@feel("context(entries: list) -> context", run=True)
def context_of(run: Run, entries: list[Any]) -> dict[str, Any] | None:
    run.spend(len(entries))
    found: dict[str, Any] = {}
    for entry in entries:
        if type(entry) is not dict or "value" not in entry or type(entry.get("key")) is not str:
            return None
        if entry["key"] in found:
            return None
        found[entry["key"]] = entry["value"]
    return found


@feel("context put(context: context, key: string, value: any) -> context", run=True)
def context_put(run: Run, context: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    run.spend(len(context))
    return {**context, key: value}


@feel("context put(context: context, keys: list, value: any) -> context", run=True)
def context_put_deep(run: Run, context: dict[str, Any], keys: list[Any], value: Any) -> dict[str, Any] | None:
    run.spend(len(context) + 1)
    if not keys or type(keys[0]) is not str:
        return None
    if len(keys) == 1:
        return {**context, keys[0]: value}
    inner = context.get(keys[0])
    below = context_put_deep(run, inner, keys[1:], value) if type(inner) is dict else None
    return None if below is None else {**context, keys[0]: below}


@feel("context merge(contexts: list) -> context", run=True)
def context_merge(run: Run, contexts: list[Any]) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for each in contexts:
        if type(each) is not dict:
            return None
        run.spend(len(each))
        found.update(each)
    return found
