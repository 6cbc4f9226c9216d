"""String functions."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any, Final

import regex  # type: ignore[import-untyped]

from forms.feel import limits
from forms.feel.errors import LimitReached
from forms.feel.functions.registry import REGISTRY
from forms.feel.patterns import BadPattern, compiled
from forms.feel.runtime import Run
from forms.feel.text import as_string

feel = REGISTRY.add
_LONGEST: Final = 10**9
_REPLACED: Final = regex.compile(r"\$([0-9])|\\([$\\])|([^$\\]+)|([$\\])")


@feel("string(from: any) -> string", run=True)
def string(run: Run, value: Any) -> str | None:
    return as_string(value, run.spend)


@feel("string length(string: string) -> whole")
def string_length(text: str) -> int:
    return len(text)


@feel("substring(string: string, start position: number, length?: number) -> string")
def substring(text: str, start: Any, length: Any = None) -> str | None:
    if abs(start) > _LONGEST or (length is not None and abs(length) > _LONGEST):
        return None
    at, count = int(start), None if length is None else int(length)
    if at == 0 or abs(at) > len(text) or (count is not None and count < 1):
        return None if at == 0 or (count is not None and count < 1) else ""
    begin = at - 1 if at > 0 else len(text) + at
    return text[begin:] if count is None else text[begin : begin + count]


@feel("upper case(string: string) -> string")
def upper_case(text: str) -> str:
    return text.upper()


@feel("lower case(string: string) -> string")
def lower_case(text: str) -> str:
    return text.lower()


@feel("trim(string: string) -> string")
def trim(text: str) -> str:
    return text.strip()


@feel("substring before(string: string, match: string) -> string")
def substring_before(text: str, match: str) -> str:
    return text.partition(match)[0] if match and match in text else ""


@feel("substring after(string: string, match: string) -> string")
def substring_after(text: str, match: str) -> str:
    return text.partition(match)[2] if match else text


@feel("contains(string: string, match: string) -> boolean")
def contains(text: str, match: str) -> bool:
    return match in text


@feel("starts with(string: string, match: string) -> boolean")
def starts_with(text: str, match: str) -> bool:
    return text.startswith(match)


@feel("ends with(string: string, match: string) -> boolean")
def ends_with(text: str, match: str) -> bool:
    return text.endswith(match)


def _searched(run: Run, pattern: str, flags: str | None, work: Callable[[Any], Any]) -> Any:
    """What `work` makes of the compiled pattern. Its time counts as steps: a slow one is not tried for ever."""
    started = perf_counter()
    try:
        return work(compiled(pattern, flags or ""))
    except TimeoutError:
        return run.note("pattern_slow", pattern=pattern)
    except (BadPattern, regex.error, IndexError):
        return run.note("bad_pattern", pattern=pattern)
    finally:
        run.spend(1 + int((perf_counter() - started) * limits.STEPS_A_SECOND))


@feel("matches(input: string, pattern: string, flags?: string|null) -> boolean", run=True)
def matches(run: Run, text: str, pattern: str, flags: str | None = None) -> Any:
    return _searched(run, pattern, flags, lambda p: p.search(text, timeout=limits.PATTERN_SECONDS) is not None)


@feel("replace(input: string, pattern: string, replacement: string, flags?: string|null) -> string", run=True)
def replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None = None) -> Any:
    pieces = _pieces(replacement)
    if pieces is None:
        return run.note("bad_pattern", pattern=replacement)

    def fill(hit: Any) -> str:
        most = hit.re.groups
        return "".join(each if type(each) is str else (hit[each] or "") if each <= most else "" for each in pieces)

    def work(found: Any) -> str:
        if found.search("", timeout=limits.PATTERN_SECONDS):
            raise BadPattern(pattern)  # XPath: a pattern that matches nothing at all replaces nothing sensible
        return _short(found.sub(fill, text, timeout=limits.PATTERN_SECONDS))

    return _searched(run, pattern, flags, work)


def _pieces(replacement: str) -> list[Any] | None:
    """The replacement as texts and numbers of groups (`$1`); None when a `$` or backslash stands alone."""
    pieces: list[Any] = []
    for hit in _REPLACED.finditer(replacement):
        if hit[4] is not None:
            return None
        pieces.append(int(hit[1]) if hit[1] is not None else hit[2] or hit[3])
    return pieces


@feel("split(string: string, delimiter: string) -> list<string>", run=True)
def split(run: Run, text: str, pattern: str) -> Any:
    return _searched(run, pattern, None, lambda p: _parts(p, text))


def _parts(found: Any, text: str) -> list[str]:
    parts, start = [], 0
    for hit in found.finditer(text, timeout=limits.PATTERN_SECONDS):
        if hit.end() > hit.start():
            parts.append(text[start : hit.start()])
            start = hit.end()
    return [*parts, text[start:]]


@feel("string join(list: list, delimiter?: string|null) -> string", run=True)
def string_join(run: Run, items: list[Any], delimiter: str | None = None) -> str | None:
    run.spend(len(items))
    found = [item for item in items if item is not None]
    if not all(isinstance(item, str) for item in found):
        return None
    if sum(map(len, found)) + len(found) * len(delimiter or "") > limits.TEXT:
        raise LimitReached("text_too_long")
    return (delimiter or "").join(found)


def _short(text: str) -> str:
    if len(text) > limits.TEXT:
        raise LimitReached("text_too_long")
    return text
