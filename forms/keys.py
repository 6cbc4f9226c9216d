"""Keys of questions: an answer holds as long as its key does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from forms import feel
from forms.feel import Services
from forms.text import Text


def question_key(*facts: Any) -> str:
    """A short key that changes when any of the facts does."""
    text = json.dumps(facts, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:20]


def facts_of(expression: str, said: Text, scope: Mapping[str, Any], services: Services | None) -> list[Any]:
    """What an expression rests on in a scope: the values it reads, what the office answered, the words made of them."""
    heard: list[str] = []
    feel.evaluate(expression, scope, _overheard(services, heard) if services else None)
    values = [feel.to_text(_value(scope, path)) for path in sorted(feel.references(expression))]
    return [values, sorted(set(heard)), said.zh]


def _overheard(services: Services, heard: list[str]) -> Services:
    """The same services, noting every answer but the time."""
    named = {f.name: getattr(services, f.name) for f in fields(Services) if f.name != "now"}
    return Services(now=services.now, **{name: _noting(name, ask, heard) for name, ask in named.items()})


def _noting(name: str, ask: Callable[..., Any], heard: list[str]) -> Callable[..., Any]:
    def asked(*args: Any) -> Any:
        answer = ask(*args)
        heard.append(repr((name, args, answer)))
        return answer

    return asked


def _value(scope: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = scope.get(path[0])
    for name in path[1:]:
        value = _member(value, name)
    return value


def _member(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(name)
    return [_member(v, name) for v in value] if isinstance(value, list) else None


def asked_columns(expression: str) -> Iterator[str]:
    """Names whose value an expression hands to `declared elsewhere`, so that a whole column can be asked at once."""
    from forms.feel import ast

    for node in ast.walk(feel.parse(expression)):
        if isinstance(node, ast.Call) and node.function == ast.Name("declared elsewhere") and len(node.args) == 1:
            argument = node.args[0]
            if isinstance(argument, (ast.Name, ast.Path)):
                yield argument.name
