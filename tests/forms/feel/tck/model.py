"""Evaluates a DMN model: just enough of decisions, boxed expressions and decision tables to ask FEEL everything."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from forms.feel import ast
from forms.feel.build import build
from forms.feel.compiler import Compiled
from forms.feel.errors import FeelError
from forms.feel.parser import parse, parse_tests
from forms.feel.runtime import Run
from forms.feel.scope import Scope
from forms.feel.services import Services
from forms.feel.values import Lambda
from tests.forms.feel.tck import table
from tests.forms.feel.tck.cases import below, first, tag
from tests.forms.feel.tck.typing_ import Types

BOXES = ("literalExpression", "decisionTable", "context", "invocation", "list", "relation", "functionDefinition",
         "conditional", "for", "some", "every", "filter")  # fmt: skip


@lru_cache(maxsize=8)
def load(path: Path) -> Model:
    return Model(path)


class Model:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.root = ET.parse(path).getroot()
        self.nodes = {str(node.get("id")): node for node in self.root if node.get("id")}
        self.by_name = {(tag(node), str(node.get("name"))): node for node in self.root}
        self.types = Types(self.root)
        self.imports = {}
        for each in below(self.root, "import"):
            for other in path.parent.glob("*.dmn"):
                if other != path and ET.parse(other).getroot().get("namespace") == each.get("namespace"):
                    self.imports[str(each.get("name"))] = Model(other)
                    known = Types(ET.parse(other).getroot()).known
                    self.types.known |= {f"{each.get('name')}.{name}": type_ for name, type_ in known.items()}
        self.services = Services()

    @cached_property
    def names(self) -> frozenset[str]:
        found = {str(node.get("name")) for node in self.root.iter() if node.get("name")}
        for other in self.imports.values():
            found |= other.names
        return frozenset(name for name in found if not name.isidentifier())

    def written(self, decision: str) -> str:
        """The text of a decision, with those of what it knows."""
        node = self.by_name.get(("decision", decision))
        if node is None:
            return ""
        parts = [node] + [each for each in self.root if tag(each) == "businessKnowledgeModel"]
        return "".join(ET.tostring(part, encoding="unicode") for part in parts)

    # -- requirements --

    def decide(self, name: str, inputs: dict[str, Any]) -> Any:
        return self.decision(self.by_name["decision", name], inputs, {})

    def decision(self, node: ET.Element, inputs: dict[str, Any], cache: dict[str, Any]) -> Any:
        name = str(node.get("name"))
        if name in cache:
            return cache[name]
        box = first(node, *BOXES)
        if box is None:
            return None
        context = self.required(node, inputs, cache)
        cache[name] = self.typed(first(node, "variable"), self.boxed(box, context))
        return cache[name]

    def required(self, node: ET.Element, inputs: dict[str, Any], cache: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = {}
        for requirement in below(node, "informationRequirement", "knowledgeRequirement"):
            for each in requirement:
                target, owner, prefix = self.target(str(each.get("href")))
                if target is None:
                    continue
                name, found = str(target.get("name")), owner.need(target, inputs, cache)
                if prefix:
                    context.setdefault(prefix, {})[name] = found
                else:
                    context[name] = found
        return context

    def target(self, href: str) -> tuple[ET.Element | None, Model, str]:
        namespace, _, key = href.rpartition("#")
        for name, other in self.imports.items():
            if namespace and other.root.get("namespace") == namespace:
                return other.nodes.get(key), other, name
        return self.nodes.get(key), self, ""

    def need(self, node: ET.Element, inputs: dict[str, Any], cache: dict[str, Any]) -> Any:
        if tag(node) == "inputData":
            return self.typed(first(node, "variable"), inputs.get(str(node.get("name"))))
        if tag(node) == "decision":
            return self.decision(node, inputs, cache)
        if tag(node) == "decisionService":
            return self.service(node)
        return self.knowledge(node, inputs, cache)

    def knowledge(self, node: ET.Element, inputs: dict[str, Any], cache: dict[str, Any]) -> Any:
        logic = first(node, "encapsulatedLogic")
        if logic is None:
            return None
        context: dict[str, Any] = {}
        found = self.function(logic, context, first(node, "variable"))
        context[str(node.get("name"))] = found
        context.update(self.required(node, inputs, cache))
        return found

    def service(self, node: ET.Element) -> Lambda:
        given = [self.target(str(each.get("href")))[0] for each in below(node, "inputData")] + [
            self.target(str(each.get("href")))[0] for each in below(node, "inputDecision")
        ]
        outputs = [self.target(str(each.get("href")))[0] for each in below(node, "outputDecision")]
        names = tuple(str(each.get("name")) for each in given if each is not None)

        def call(args: list[Any], run: Run) -> Any:
            if len(args) != len(names):
                return None
            try:
                args = [self.types.strict(first(each, "variable"), arg) for each, arg in zip(given, args, strict=True)]
            except TypeError:
                return None
            known = dict(zip(names, args, strict=True))
            asked = [each for each in outputs if each is not None]
            results = {str(each.get("name")): self.decision(each, known, dict(known)) for each in asked}
            found = next(iter(results.values())) if len(results) == 1 else results
            return self.typed(first(node, "variable"), found)

        return Lambda(names, call, str(node.get("name")))

    def typed(self, node: ET.Element | None, value: Any) -> Any:
        return value if node is None else self.types.fit(node.get("typeRef"), value)

    # -- expressions --

    def feel(self, text: str, context: dict[str, Any], unary: bool = False) -> Any:
        program = self.compiled(text, frozenset(self.names | {key for key in context if not key.isidentifier()}), unary)
        return None if program is None else program.start(context, self.services)[0]

    @lru_cache(maxsize=4096)  # noqa: B019 - models are few
    def compiled(self, text: str, names: frozenset[str], unary: bool) -> Compiled | None:
        try:
            tree = self.types.resolve((parse_tests if unary else parse)(text, names))
            return Compiled(text, tree, build(tree, Scope(set())))
        except FeelError:
            return None

    def boxed(self, node: ET.Element, context: dict[str, Any]) -> Any:
        name = {"for": "loop", "some": "quantified", "every": "quantified", "list": "items"}.get(tag(node), tag(node))
        return getattr(self, "box_" + name)(node, context)

    def inner(self, node: ET.Element | None, context: dict[str, Any]) -> Any:
        box = None if node is None else first(node, *BOXES)
        return None if box is None else self.boxed(box, context)

    def box_literalExpression(self, node: ET.Element, context: dict[str, Any]) -> Any:
        text = first(node, "text")
        found = self.feel((text.text or "") if text is not None else "", context)
        return self.types.fit(node.get("typeRef"), found)

    def box_context(self, node: ET.Element, context: dict[str, Any]) -> Any:
        known, found = dict(context), {}
        for entry in below(node, "contextEntry"):
            variable = first(entry, "variable")
            value = self.typed(variable, self.inner(entry, known))
            if variable is None:
                return value
            found[str(variable.get("name"))] = known[str(variable.get("name"))] = value
        return found

    def box_items(self, node: ET.Element, context: dict[str, Any]) -> Any:
        return [self.boxed(each, context) for each in below(node, *BOXES)]

    def box_relation(self, node: ET.Element, context: dict[str, Any]) -> Any:
        names = [str(each.get("name")) for each in below(node, "column")]
        rows = (below(row, *BOXES) for row in below(node, "row"))
        return [{name: self.boxed(box, context) for name, box in zip(names, row, strict=False)} for row in rows]

    def box_invocation(self, node: ET.Element, context: dict[str, Any]) -> Any:
        callee = self.inner(node, context)
        if not isinstance(callee, Lambda):
            return None
        given: dict[str, Any] = {}
        for binding in below(node, "binding"):
            param = first(binding, "parameter")
            given[str(param.get("name")) if param is not None else ""] = self.inner(binding, context)
        if set(given) - set(callee.params):
            return None
        return callee.call([given.get(name) for name in callee.params], Run(context, self.services))

    def box_functionDefinition(self, node: ET.Element, context: dict[str, Any]) -> Any:
        return self.function(node, context, None)

    def function(self, node: ET.Element, context: dict[str, Any], variable: ET.Element | None) -> Any:
        if node.get("kind", "FEEL") != "FEEL":
            return None
        params = list(below(node, "formalParameter"))
        names = tuple(str(each.get("name")) for each in params)

        def call(args: list[Any], run: Run) -> Any:
            if len(args) != len(names):
                return None
            try:
                given = [self.types.strict(each, arg) for each, arg in zip(params, args, strict=True)]
            except TypeError:
                return None
            found = self.inner(node, {**context, **dict(zip(names, given, strict=True))})
            return self.typed_result(variable, found)

        return Lambda(names, call)

    def typed_result(self, variable: ET.Element | None, value: Any) -> Any:
        return value if variable is None else self.types.fit_result(variable.get("typeRef"), value)

    def box_conditional(self, node: ET.Element, context: dict[str, Any]) -> Any:
        condition = self.inner(first(node, "if"), context)
        if not isinstance(condition, bool):
            return None
        return self.inner(first(node, "then" if condition else "else"), context)

    def _each(self, node: ET.Element, context: dict[str, Any]) -> Iterator[dict[str, Any]]:
        items = self.inner(first(node, "in"), context)
        for item in items if isinstance(items, list) else [items]:
            yield {**context, str(node.get("iteratorVariable")): item}

    def box_loop(self, node: ET.Element, context: dict[str, Any]) -> Any:
        return [self.inner(first(node, "return"), each) for each in self._each(node, context)]

    def box_quantified(self, node: ET.Element, context: dict[str, Any]) -> Any:
        if not isinstance(self.inner(first(node, "in"), context), list):
            return None
        found = [self.inner(first(node, "satisfies"), each) for each in self._each(node, context)]
        decisive = tag(node) == "some"
        if any(not isinstance(each, bool) for each in found):
            return None
        if any(each is decisive for each in found):
            return decisive
        return not decisive if all(isinstance(each, bool) for each in found) else None

    def box_filter(self, node: ET.Element, context: dict[str, Any]) -> Any:
        items = self.inner(first(node, "in"), context)
        scopes = [{**context, **(item if isinstance(item, dict) else {}), "item": item} for item in items or []]
        kept = [self.inner(first(node, "match"), each) for each in scopes]
        return [item for item, keep in zip(items or [], kept, strict=True) if keep is True]

    def box_decisionTable(self, node: ET.Element, context: dict[str, Any]) -> Any:
        values = [self.feel(text, context) for text in table.inputs_of(node)]
        spaced = frozenset(self.names | {key for key in context if not key.isidentifier()})
        return table.answer(node, values, Run(context, self.services), spaced)


def replaced(node: ast.Node, change: Any) -> ast.Node:
    """The tree with `change` applied to every type in it."""
    if isinstance(node, ast.Type):
        return change(node)  # type: ignore[no-any-return]
    changes = {each.name: _part(getattr(node, each.name), change) for each in fields(node) if each.name != "pos"}
    return replace(node, **changes)


def _part(value: Any, change: Any) -> Any:
    if isinstance(value, ast.Node):
        return replaced(value, change)
    return tuple(_part(each, change) for each in value) if isinstance(value, tuple) else value
