"""FEEL, the expression language of OMG DMN: compiled once to closures, bounded, never raising when it runs.

`compile` reads and checks, `evaluate` computes, `explain` says why, `references` tells what is read, `parse` and
`render` go between text and tree, `to_text` writes a value.
"""

from forms.feel.ast import Node
from forms.feel.compiler import Compiled, compile, evaluate, evaluate_each
from forms.feel.errors import FeelError, Reason, Remark
from forms.feel.explain import explain
from forms.feel.functions import REGISTRY
from forms.feel.infer import Types
from forms.feel.lexer import KEYWORDS
from forms.feel.names import references
from forms.feel.nearest import nearest
from forms.feel.parser import parse, parse_tests
from forms.feel.render import render
from forms.feel.scope import layers, scope
from forms.feel.services import Services
from forms.feel.shapes import Shape
from forms.feel.text import to_text
from forms.feel.values import Months, Range, broken, satisfied

__all__ = [
    "KEYWORDS", "REGISTRY", "Compiled", "FeelError", "Months", "Node", "Range", "Reason", "Remark",
    "Services", "Shape", "Types", "broken", "compile", "evaluate", "evaluate_each", "explain", "layers",
    "nearest", "parse", "parse_tests", "references", "render", "satisfied", "scope", "to_text",
]  # fmt: skip
