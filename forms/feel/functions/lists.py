"""List functions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, getcontext, setcontext
from functools import cmp_to_key
from typing import Any, Final

from forms.feel.functions.registry import REGISTRY
from forms.feel.operators import add
from forms.feel.runtime import Run
from forms.feel.values import DECIMAL128, Lambda, are_numbers, order, same

feel = REGISTRY.add
_ZERO: Final = Decimal(0)


@feel("list contains(list: list, element: any) -> boolean", run=True)
def list_contains(run: Run, items: list[Any], element: Any) -> bool:
    run.spend(len(items))
    return any(same(item, element, run.spend) for item in items)


@feel("count(list: list) -> whole")
def count(items: list[Any]) -> int:
    return len(items)


def _extreme(run: Run, items: list[Any], side: int) -> Any:
    run.spend(len(items))
    best = items[0] if items else None
    for item in items:
        compared = order(item, best)
        if compared is None:
            return None
        best = item if compared == side else best
    return best


@feel("min(list...: number|string|temporal|duration) -> item", run=True)
def least(run: Run, items: list[Any]) -> Any:
    return _extreme(run, items, -1)


@feel("max(list...: number|string|temporal|duration) -> item", run=True)
def greatest(run: Run, items: list[Any]) -> Any:
    return _extreme(run, items, 1)


def _sum(items: list[Decimal]) -> Decimal:
    """Added up by Python itself, in our precision."""
    around = getcontext()
    setcontext(DECIMAL128)
    try:
        return sum(items, _ZERO)
    finally:
        setcontext(around)


@feel("sum(list...: number|duration) -> item", run=True)
def total(run: Run, items: list[Any]) -> Any:
    run.spend(len(items))
    if items and are_numbers(items):
        return _sum(items)
    found = items[0] if items else None
    for item in items[1:]:
        found = add(found, item)
    return None if isinstance(found, str) or (len(items) == 1 and add(found, found) is None) else found


def _numbers(run: Run, items: list[Any]) -> list[Decimal] | None:
    run.spend(len(items))
    return items if items and all(type(item) is Decimal for item in items) else None


@feel("mean(list...: number|duration) -> number", run=True)
def mean(run: Run, items: list[Any]) -> Any:
    found = total(run, items)
    return DECIMAL128.divide(found, Decimal(len(items))) if isinstance(found, Decimal) else None


@feel("product(list...: number) -> number", run=True)
def product(run: Run, items: list[Any]) -> Decimal | None:
    found = Decimal(1)
    for item in _numbers(run, items) or ():
        found = DECIMAL128.multiply(found, item)
    return found if _numbers(run, items) else None


@feel("median(list...: number) -> number", run=True)
def median(run: Run, items: list[Any]) -> Decimal | None:
    found = sorted(_numbers(run, items) or ())
    if not found:
        return None
    middle = len(found) // 2
    if len(found) % 2:
        return found[middle]
    return DECIMAL128.divide(DECIMAL128.add(found[middle - 1], found[middle]), Decimal(2))


@feel("stddev(list...: number) -> number", run=True)
def stddev(run: Run, items: list[Any]) -> Decimal | None:
    found = _numbers(run, items)
    if not found or len(found) < 2:
        return None
    middle = mean(run, found)
    squares = [DECIMAL128.power(DECIMAL128.subtract(item, middle), Decimal(2)) for item in found]
    return DECIMAL128.sqrt(DECIMAL128.divide(total(run, squares), Decimal(len(found) - 1)))


@feel("mode(list...: number) -> list<number>", run=True)
def mode(run: Run, items: list[Any]) -> list[Decimal] | None:
    if not items:
        return []
    found = _numbers(run, items)
    if found is None:
        return None
    counts: dict[Decimal, int] = {}
    for item in found:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values())
    return sorted(item for item, times in counts.items() if times == most)


def _all(items: list[Any], decisive: bool) -> bool | None:
    if any(item is decisive for item in items):
        return decisive
    return not decisive if all(item is (not decisive) for item in items) else None


@feel("all(list...: boolean) -> boolean", run=True)
def every(run: Run, items: list[Any]) -> bool | None:
    run.spend(len(items))
    return _all(items, False)


@feel("any(list...: boolean) -> boolean", run=True)
def some(run: Run, items: list[Any]) -> bool | None:
    run.spend(len(items))
    return _all(items, True)


@feel("sublist(list: list, start position: number, length?: number) -> same")
def sublist(items: list[Any], start: Decimal, length: Decimal | None = None) -> list[Any] | None:
    at = _index(items, start)
    if at is None or (length is not None and (length < 1 or at + length > len(items))):
        return None
    return items[at:] if length is None else items[at : at + int(length)]


def _index(items: list[Any], position: Decimal) -> int | None:
    if not 1 <= abs(position) <= len(items) or position % 1:
        return None
    return int(position) - 1 if position > 0 else len(items) + int(position)


def _charged(run: Run, items: list[Any]) -> list[Any]:
    run.spend(len(items))
    return items


@feel("append(list: list, item...) -> same", run=True)
def append(run: Run, items: list[Any], more: list[Any]) -> list[Any]:
    return _charged(run, [*items, *more])


@feel("concatenate(list...: list) -> joined", run=True)
def concatenate(run: Run, lists: list[Any]) -> list[Any] | None:
    if any(each is None for each in lists):
        return None
    found: list[Any] = []
    for each in lists:
        found += _charged(run, each if type(each) is list else [each])
    return found


@feel("union(list...: list) -> joined", run=True)
def union(run: Run, lists: list[Any]) -> list[Any] | None:
    found = concatenate(run, lists)
    return None if found is None else distinct_values(run, found)


@feel("distinct values(list: list) -> same", run=True)
def distinct_values(run: Run, items: list[Any]) -> list[Any]:
    found: list[Any] = []
    seen: set[Any] = set()
    for item in items:
        key = _hashable(item)
        if key is None:
            run.spend(len(found))
            if not any(same(item, other, run.spend) for other in found):
                found.append(item)
        elif key not in seen:
            seen.add(key)
            found.append(item)
    return found


def _hashable(item: Any) -> Any:
    return (type(item), item) if type(item) in (str, Decimal, bool) else None


@feel("insert before(list: list, position: number, newItem: any) -> same", run=True)
def insert_before(run: Run, items: list[Any], position: Decimal, item: Any) -> list[Any] | None:
    at = _index(items, position)
    return None if at is None else _charged(run, [*items[:at], item, *items[at:]])


@feel("remove(list: list, position: number) -> same", run=True)
def remove(run: Run, items: list[Any], position: Decimal) -> list[Any] | None:
    at = _index(items, position)
    return None if at is None else _charged(run, items[:at] + items[at + 1 :])


@feel("list replace(list: list, position: number, newItem: any) -> same", run=True)
def replace_at(run: Run, items: list[Any], position: Decimal, item: Any) -> list[Any] | None:
    at = _index(items, position)
    return None if at is None else _charged(run, [*items[:at], item, *items[at + 1 :]])


@feel("list replace(list: list, match: function, newItem: any) -> same", run=True)
def replace_matching(run: Run, items: list[Any], match: Lambda, item: Any) -> list[Any] | None:
    answers = [_apply(match, [old, item], run) for old in items]
    if not all(isinstance(answer, bool) for answer in answers):
        return None
    return [item if answer else old for answer, old in zip(answers, items, strict=True)]


def _apply(function: Lambda, args: list[Any], run: Run) -> Any:
    run.spend(1)
    return function.call(args, run)


@feel("reverse(list: list) -> same", run=True)
def reverse(run: Run, items: list[Any]) -> list[Any]:
    return _charged(run, items[::-1])


@feel("index of(list: list, match: any) -> list<number>", run=True)
def index_of(run: Run, items: list[Any], match: Any) -> list[Decimal]:
    run.spend(len(items))
    return [Decimal(at) for at, item in enumerate(items, 1) if same(item, match, run.spend)]


@feel("flatten(list: list) -> leaves", run=True)
def flatten(run: Run, items: list[Any]) -> list[Any]:
    return list(_leaves(items, run))


def _leaves(items: list[Any], run: Run) -> Iterator[Any]:
    for item in items:
        run.spend(1)
        if type(item) is list:
            yield from _leaves(item, run)
        else:
            yield item


@feel("sort(list: list, precedes?: function) -> same", run=True)
def sort(run: Run, items: list[Any], precedes: Lambda | None = None) -> list[Any] | None:
    def compare(left: Any, right: Any) -> int:
        run.spend(1)
        if precedes is None:
            compared = order(left, right)
            if compared is None:
                raise TypeError
            return compared
        if _apply(precedes, [left, right], run) is True:
            return -1
        return 1 if _apply(precedes, [right, left], run) is True else 0

    return sorted(items, key=cmp_to_key(compare))
