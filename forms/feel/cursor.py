"""The reading position of the parser, and the small steps every rule of the grammar is made of."""

from __future__ import annotations

from collections.abc import Iterable

from forms.feel import limits
from forms.feel.errors import FeelError
from forms.feel.lexer import KEYWORDS, Token, tokens


class Cursor:
    """Where the parser stands among the tokens, and how deep it is inside brackets."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        if len(text) > limits.LENGTH:
            raise FeelError("too_long", 0, {"length": len(text), "limit": limits.LENGTH})
        self.text = text
        self.tokens = tokens(text, names)
        self.at = 0
        self.nesting = 0
        self.local: set[str] = set()  # context keys with spaces met so far
        if self.now.kind == "end":
            raise FeelError("empty", 0)

    @property
    def now(self) -> Token:
        return self.tokens[self.at]

    def sees(self, *words: str) -> bool:
        token = self.now
        return token.kind in ("sign", "name") and token.text in words

    def take(self, word: str) -> bool:
        if self.sees(word):
            self.at += 1
            return True
        return False

    def step(self) -> Token:
        token = self.now
        self.at += 1
        return token

    def need(self, word: str) -> Token:
        if not self.sees(word):
            raise self.wrong("expected", wanted=word)
        return self.step()

    def wrong(self, code: str, **data: str) -> FeelError:
        token = self.now
        found = self.text[token.pos : token.end]
        if token.kind == "end":
            code = "expected_end" if code == "expected" else "unexpected_end"
        return FeelError(code, token.pos, {**data, "found": found})

    def enter(self) -> None:
        self.nesting += 1
        if self.nesting > limits.NESTING:
            raise FeelError("too_deep", self.now.pos, {"limit": limits.NESTING})

    def variable(self) -> str:
        token = self.now
        if token.kind != "name" or token.text in KEYWORDS:
            raise self.wrong("expected_value")
        self.at += 1
        return self.longest(token.text)

    def longest(self, name: str) -> str:
        """The name, prolonged by the next words when an enclosing context has a key of that spelling."""
        best, end, said = name, self.at, name
        for at in range(self.at, min(self.at + 6, len(self.tokens))):
            if not self.local or self.tokens[at].kind not in ("name", "number"):
                break
            said += " " + self.tokens[at].text
            if said in self.local:
                best, end = said, at + 1
        self.at = end
        return best

    def label(self) -> str | None:
        """Words followed by a colon (the name of an argument), read; otherwise nothing is read."""
        end = self.at
        while self.tokens[end].kind == "name":
            end += 1
        if end == self.at or self.tokens[end].text != ":" or self.tokens[end].kind != "sign":
            return None
        words = " ".join(token.text for token in self.tokens[self.at : end])
        self.at = end + 1
        return words
