"""The item definitions of a DMN model: types by name, conformance of values."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from forms.feel import ast, compile, evaluate
from forms.feel.errors import FeelError
from forms.feel.types import SIMPLE, conforms
from tests.forms.feel.tck.cases import below, first, tag

_OLD = {"feel:" + name: name for name in SIMPLE} | {
    "dayTimeDuration": "days and time duration", "yearMonthDuration": "years and months duration",
    "dateTime": "date and time",
}  # fmt: skip


class Types:
    def __init__(self, root: ET.Element) -> None:
        self.nodes = {str(node.get("name")): node for node in root if tag(node) == "itemDefinition"}
        self.known: dict[str, ast.Type] = {}
        for name in self.nodes:
            self.known[name] = self.define(self.nodes[name])

    def define(self, node: ET.Element) -> ast.Type:
        ref, parts = first(node, "typeRef"), list(below(node, "itemComponent"))
        function = first(node, "functionItem")
        if function is not None:
            params = [self.named(each.get("typeRef")) for each in below(function, "parameters")]
            found = ast.Type("function", (*params, self.named(function.get("outputTypeRef"))))
        elif parts:
            found = ast.Type("context", (), tuple((str(each.get("name")), self.define(each)) for each in parts))
        else:
            found = self.named((ref.text or "").strip() if ref is not None else None)
        return ast.Type("list", (found,)) if node.get("isCollection") == "true" else found

    def named(self, name: str | None) -> ast.Type:
        name = _OLD.get(name or "Any", name or "Any")
        if name.startswith("feel:"):
            name = name[5:]
        if name in self.known:
            return self.known[name]
        return self.define(self.nodes[name]) if name in self.nodes else ast.Type(name)

    def resolve(self, tree: ast.Node) -> ast.Node:
        from tests.forms.feel.tck.model import replaced

        return replaced(tree, self.deep)

    def deep(self, type_: ast.Type) -> ast.Type:
        if type_.name in self.known:
            return self.known[type_.name]
        args = tuple(self.deep(each) for each in type_.args)
        return ast.Type(type_.name, args, tuple((name, self.deep(each)) for name, each in type_.fields))

    def fit(self, name: str | None, value: Any) -> Any:
        """The value if it conforms, converted between a list of one and its element; else None."""
        type_ = self.named(name)
        if value is None or type_.name == "Any":
            return value
        if conforms(value, type_) is not False:
            return value if self.allowed(name, value) else None
        if type(value) is list and len(value) == 1 and conforms(value[0], type_):
            return value[0]
        return [value] if type_.name == "list" and conforms([value], type_) else None

    fit_result = fit

    def strict(self, node: ET.Element | None, value: Any) -> Any:
        name = None if node is None else node.get("typeRef")
        found = self.fit(name, value)
        if found is None and value is not None:
            raise TypeError(name)
        return found

    def allowed(self, name: str | None, value: Any) -> bool:
        node = self.nodes.get(name or "")
        tests = None if node is None else first(node, "allowedValues")
        text = None if tests is None else first(tests, "text")
        if text is None:
            return True
        try:
            test = compile(text.text or "", unary=True)
        except FeelError:
            return True
        return all(evaluate(test, {"?": each}) is not False for each in (value if isinstance(value, list) else [value]))
