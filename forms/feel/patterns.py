"""Regular expressions as XPath 3.1 has them (which FEEL refers to), for the engine that has a time budget."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

import regex  # type: ignore[import-untyped]

_BLOCK: Final = re.compile(r"\\([pP])\{Is(\w[\w-]*)\}")
_INITIAL, _NAME = r"\p{L}_:", r"\p{L}\p{M}\p{N}._:\-·"
_CLASSES: Final = {"i": _INITIAL, "c": _NAME}
"""What `\\i` and `\\c` stand for: characters that begin and make up XML names."""
_ESCAPES: Final = frozenset("nrt\\|.?*+(){}-[]^$dDsSwWpPiIcC0123456789/\"'")
_QUANTIFIERS: Final = frozenset("?*+")
_COUNTED: Final = re.compile(r"\{([0-9]{1,5})(,([0-9]{1,5})?)?\}")
_LARGEST: Final = 20_000


class BadPattern(ValueError):
    """A pattern or flags that the standard does not know."""


@lru_cache(maxsize=512)
def compiled(pattern: str, flags: str) -> Any:
    """A pattern ready to be searched for; raises BadPattern."""
    if any(flag not in "smixq" for flag in flags):
        raise BadPattern(flags)
    if "q" in flags:
        pattern, flags = regex.escape(pattern, special_only=True), flags.replace("q", "").replace("x", "")
    else:
        pattern = _Translation(_without_space(pattern) if "x" in flags else pattern, flags).whole()
    bits = sum(getattr(regex, flag.upper()) for flag in set(flags) - {"x"})
    try:
        return regex.compile(pattern, bits | regex.VERSION1)
    except regex.error:
        raise BadPattern(pattern) from None


def _without_space(pattern: str) -> str:
    """The pattern without white space outside classes: flag `x`."""
    found, depth, escaped = list[str](), 0, False
    for character in pattern:
        if character in " \t\n\r" and not depth:
            continue
        if not escaped:
            depth += (character == "[") - (character == "]" and depth > 0)
        escaped = character == "\\" and not escaped
        found.append(character)
    return "".join(found)


class _Translation:
    """Goes through a pattern once and writes it as the engine reads it."""

    def __init__(self, pattern: str, flags: str) -> None:
        self.text, self.at, self.flags = pattern, 0, flags
        self.sizes = [0]  # of each group that is open: how many steps it is laid out to
        self.last = 0  # the same of what was read last

    def whole(self) -> str:
        found: list[str] = []
        quantified = False
        while self.at < len(self.text):
            character = self.text[self.at]
            if character in _QUANTIFIERS and quantified and character != "?":
                raise BadPattern(self.text)  # `a++` means something else to the engine
            quantified = character in _QUANTIFIERS or character == "{"
            found.append(self._counted() if character == "{" else self._one(character))
            self._grow(character)
        return "".join(found)

    def _counted(self) -> str:
        """`{2,5}`: the engine lays what is repeated out, so there must not be too much of it."""
        hit = _COUNTED.match(self.text, self.at)
        if hit is None:
            raise BadPattern(self.text)
        self.at = hit.end()
        most = int(hit[3] or hit[1])
        self.sizes[-1] += self.last * (most - 1)
        self.last *= most
        return hit[0]

    def _grow(self, character: str) -> None:
        if character == "(":
            self.sizes.append(0)
        elif character == ")" and len(self.sizes) > 1:
            self.last = self.sizes.pop()
            self.sizes[-1] += self.last
        elif character not in "{*+?|":
            self.last = 1
            self.sizes[-1] += 1
        if self.sizes[-1] > _LARGEST:
            raise BadPattern(self.text)

    def _one(self, character: str) -> str:
        if character == "\\":
            return self._escape(inside=False)
        if character == "[":
            return self._class()
        self.at += 1
        if character == "(" and self.text.startswith("?", self.at) and not self.text.startswith("?:", self.at):
            raise BadPattern(self.text)
        if character == "$" and "m" not in self.flags:
            return r"\Z"
        if character == "." and "s" not in self.flags:
            return r"[^\n\r]"
        return character

    def _escape(self, inside: bool) -> str:
        following = self.text[self.at + 1 : self.at + 2]
        if following not in _ESCAPES or not following:
            raise BadPattern(self.text)
        block = _BLOCK.match(self.text, self.at)
        if block:
            self.at = block.end()
            return f"\\{block[1]}{{In{block[2].replace('-', '')}}}"
        self.at += 2
        if following.lower() not in _CLASSES:
            return f"\\{following}"
        members = _CLASSES[following.lower()]
        return members if inside and following.islower() else f"[{'^' if following.isupper() else ''}{members}]"

    def _class(self) -> str:
        """A class of characters, with what is taken from it: `[a-z-[aeiou]]`."""
        self.at += 1
        found = "["
        if self.text.startswith("^", self.at):
            self.at, found = self.at + 1, "[^"
        first = True
        while not self.text.startswith("]", self.at) or first:
            if self.at >= len(self.text):
                raise BadPattern(self.text)
            if self.text.startswith("-[", self.at) and not first:
                self.at += 1
                taken = self._class()
                return self._closed(f"[{found}]--{taken}]")
            found += self._member()
            first = False
        self.at += 1
        return found + "]"

    def _closed(self, found: str) -> str:
        if not self.text.startswith("]", self.at):
            raise BadPattern(self.text)
        self.at += 1
        return found

    def _member(self) -> str:
        character = self.text[self.at]
        if character == "\\":
            return self._escape(inside=True)
        self.at += 1
        # To the engine doubled signs inside a class are operations on sets, and a bracket opens another class.
        return f"\\{character}" if character in "[&|~" else character
