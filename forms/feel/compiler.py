"""Expressions made ready: text to tree to closures, kept for the next time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from forms.feel import (
    ast,
    build_calls,
    build_loops,
    build_names,
    build_tests,
    build_values,
    infer_calls,
    infer_loops,
    infer_names,
    infer_tests,
    infer_values,
    office,
    types,
)
from forms.feel.build import build
from forms.feel.errors import FeelError, LimitReached, Remark
from forms.feel.infer import Types, View, infer, wanted
from forms.feel.parser import parse, parse_tests
from forms.feel.runtime import Closure, Run
from forms.feel.scope import Scope
from forms.feel.services import NO_SERVICES, Services
from forms.feel.shapes import ANY, Shape
from forms.feel.values import from_python
from forms.feel.verdicts import verdicts

# Imported for their rules.
_RULES = (build_calls, build_loops, build_names, build_tests, build_values, office, types)
_HOLDERS: Final = frozenset({list, dict})
"""Types that may hold values of Python, read from the context and not converted yet."""
_SHAPES = (infer_calls, infer_loops, infer_names, infer_tests, infer_values)


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """An expression ready to be evaluated.

    `tree` is its syntax tree; `shape` what is known of its value, `remarks` what is probably not meant in it.
    """

    text: str
    tree: ast.Node
    closure: Closure
    shape: Shape = ANY
    remarks: tuple[Remark, ...] = ()

    def start(self, context: Mapping[str, Any], services: Services | None) -> tuple[Any, Run]:
        """Evaluate once; never raises. The run holds the notes of what went wrong."""
        run = Run(context, services or NO_SERVICES)
        return self.value(run), run

    def value(self, run: Run) -> Any:
        """The value in a run, with everything in it; None when it cannot be had."""
        try:
            found = self.closure(run)
            return _settled(found, run) if type(found) in _HOLDERS else found
        except LimitReached as reached:
            run.note(reached.code, **reached.data)
        except RecursionError:
            run.note("too_many_calls")
        except Exception:  # a service or a mapping of the caller's failed: an expression never raises
            run.note("failed")
        return None


def _settled(value: Any, run: Run) -> Any:
    """A result with nothing unconverted left in it; counted, for few parts can be put together to very many."""
    if type(value) is list:
        run.spend(len(value))
        return [_settled(each, run) if type(each) in _HOLDERS else from_python(each) for each in value]
    run.spend(len(value))
    return {str(k): _settled(each, run) if type(each) in _HOLDERS else from_python(each) for k, each in value.items()}


def compile(text: str, types: Types | None = None, *, unary: bool = False, wants: str = "") -> Compiled:
    """Read and check an expression, or unary tests; raises `FeelError`.

    With `types`, the shapes of the names there are, everything that can never be right is refused too: unknown names
    (with the nearest known one), values of the wrong kind, and a result of another kind than `wants`.
    """
    program = _compiled(text, unary)
    return program if types is None else _checked(program, types, wants)


@lru_cache(maxsize=2048)
def _compiled(text: str, unary: bool) -> Compiled:
    try:
        tree = (parse_tests if unary else parse)(text)
        return Compiled(text, tree, build(tree, Scope(set())))
    except RecursionError:
        raise FeelError("too_deep", 0) from None


def _checked(program: Compiled, types: Types, wants: str) -> Compiled:
    view = View(types)
    shape = infer(program.tree, view)
    if wants:
        wanted(program.tree, shape, wants)
    remarks = (*view.remarks, *verdicts(program.tree, view.shapes))
    return replace(program, shape=shape, remarks=remarks)


@lru_cache(maxsize=2048)
def attempt(text: str) -> Compiled | FeelError:
    """A compiled text, or why it cannot be."""
    try:
        return _compiled(text, False)
    except FeelError as error:
        return error


def evaluate(text: str | Compiled, context: Mapping[str, Any], services: Services | None = None) -> Any:
    """The value of an expression in a context; never raises, whatever is wrong gives None."""
    program = text if type(text) is Compiled else attempt(text)
    return program.value(Run(context, services or NO_SERVICES)) if type(program) is Compiled else None


def evaluate_each(
    text: str | Compiled, contexts: Iterable[Mapping[str, Any]], services: Services | None = None
) -> Iterator[Any]:
    """The value of an expression in each of many contexts, one after the other; like `evaluate`, in less time."""
    program = text if type(text) is Compiled else attempt(text)
    run = Run({}, services or NO_SERVICES)
    for context in contexts:
        yield program.value(run.anew(context)) if type(program) is Compiled else None
