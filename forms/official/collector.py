"""What has been found so far, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from forms.official.blanks import blanks_of
from forms.official.guess import Guess
from forms.official.hints import judge
from forms.official.labels import Label
from forms.official.lexicon import pattern
from forms.official.limits import MAX_GUESSES
from forms.official.plain_words import closed, full, plain
from forms.official.refused import OfficialRefused
from forms.official.slot import Slot
from forms.text import Message

MOST_WORDS = 1_500
_SIGNED = re.compile(r"章|签字|签名")
_GAP = re.compile(r"(?<=[一-鿿])[ \u3000]{3,}(?=[一-鿿])")
"""Room inside a sentence to write something into."""


def _only_blanks(line: str) -> bool:
    """Whether a line is there to be signed, stamped or dated and says nothing."""
    rest = re.sub(r"\([^()]*\)|[_\s:年月日]", "", plain(line))
    return not rest or (
        bool(blanks_of(line)) and len(pattern("seal").sub("", rest)) <= 12 and bool(_SIGNED.search(line))
    )


@dataclass
class Collector:
    """Guesses as they are made, and what the next one needs to know."""

    guesses: list[Guess] = field(default_factory=list)
    section: str = ""
    caption: str = ""  # what was said right before: it names the next table
    in_grid: bool = False  # whether a table was met already
    annex: str | None = None  # the number of the annex that is being read, "" for one without
    columns: tuple[str, ...] = ()  # of the last table
    waiting: dict[str, str] = field(default_factory=dict)  # guesses that speak of an annex still to come, by title

    def add(self, guess: Guess) -> Guess:
        """Keeps a guess under an identity of its own."""
        if len(self.guesses) >= MAX_GUESSES:
            raise OfficialRefused("official.no_blank")
        taken = {g.id for g in self.guesses}
        first = f"{guess.kind}:{guess.spots[0] if guess.spots else ''}"
        name = first if first not in taken else next(n for i in count(2) if (n := f"{first}:{i}") not in taken)
        kept = replace(guess, id=name, section=guess.section or self.section)
        self.guesses.append(kept)
        return kept

    def knows(self, title: str) -> bool:
        """Whether a field of the form itself is already called so."""
        return any(g.kind == "field" and g.title == title and not g.table for g in self.guesses)

    def retype(self, guess: Guess, kind: str) -> None:
        """Another type for a guess; the one it had is an alternative."""
        kinds = tuple(k for k in dict.fromkeys((guess.type, *guess.kinds)) if k != kind)
        self.put(guess, replace(guess, type=kind, kinds=kinds, sure=min(guess.sure, 0.75)))

    def put(self, old: Guess, new: Guess) -> None:
        """A guess in the place of another."""
        self.guesses[self.guesses.index(old)] = new

    def title(self, text: str, spot: str, sure: float = 0.92) -> None:
        if not any(g.kind == "title" for g in self.guesses):
            said = full(closed(text).replace("_", "").strip())
            self.add(Guess("", "title", said, (spot,), said, sure=sure, why=(Message("official.why.title"),)))

    @property
    def titled(self) -> bool:
        return any(g.kind == "title" for g in self.guesses)

    def begin(self, title: str, spot: str, why: str = "official.why.section") -> str:
        """A new section; what follows stands under it. Returns the one before, to come back to."""
        before, self.section = self.section, ""
        kept = self.add(Guess("", "section", full(title), (spot,), full(title), sure=0.9, why=(Message(why),)))
        self.section = self.caption = ""
        self.section, self.caption = kept.id, kept.title
        return before

    def field(self, slot: Slot, spots: Sequence[str], read: str, table: str = "") -> Guess:
        """A field, typed by the hints."""
        found = judge(slot)
        title = slot.label.title or (found.why[0].data.get("option", "") if found.why else "")
        if slot.before and slot.before != title:
            together = len(title) <= 6 and not slot.column
            title = slot.before + title if together else f"{slot.before}·{title}"
        sure = found.sure if slot.label.title else min(found.sure, 0.4)
        return self.add(
            Guess(
                "", "field", full(title), tuple(spots), full(closed(read))[:200], found.type, sure, found.why,
                found.kinds, table, unit=found.unit, options=found.options or slot.label.options,
                other=found.other or slot.label.open_ended, help=slot.label.help, required=slot.label.required,
                wide=slot.wide > 0.6,
            )
        )  # fmt: skip

    def table(self, title: str, spots: Sequence[str], read: str, rows: int, within: str = "", total: bool = False,
              sure: float = 0.92, help: str = "") -> Guess:  # fmt: skip
        why = Message("official.why.nested" if within else "official.why.rows", {"count": rows})
        return self.add(
            Guess(
                "", "table", full(title), tuple(spots), full(closed(read))[:200], "table", sure, (why,), (), within,
                total=total, height=rows, help=help,
            )
        )  # fmt: skip

    def note(self, title: str, words: str, spots: Sequence[str]) -> None:
        kept = [" ".join(_GAP.sub("____", w.strip()).split()) for w in words.split("\n") if not _only_blanks(w)]
        said = "\n".join(kept)[:MOST_WORDS]
        if not said:
            return
        why = (Message("official.why.note"),)
        self.add(Guess("", "note", full(title), tuple(spots), said[:200], "note", 0.85, why, ("section",), words=said))

    def opinion(self, label: Label, spots: Sequence[str], read: str, stamped: bool, dated: bool) -> None:
        sure = 0.95 if stamped or dated else 0.82
        why = Message("official.why.stamped_opinion" if stamped or dated else "official.why.opinion")
        title, said = label.title or full(label.whole), full(closed(read))[:200]
        self.add(
            Guess(
                "", "opinion", title, tuple(spots), said, "opinion", sure, (why,), ("long_text", "scan"),
                sealed=stamped, dated=dated, help=label.help,
            )
        )  # fmt: skip

    def seal(self, title: str, spots: Sequence[str], read: str) -> None:
        stamped = bool(pattern("stamped").search(closed(title + read)))
        why = Message("official.why.seal" if stamped else "official.why.signature")
        said = pattern("seal").sub("", closed(title)).strip(" :()") or closed(title).strip(" :()")
        self.add(
            Guess(
                "", "seal", full(said), tuple(spots), full(closed(read))[:200], "scan", 0.88, (why,),
                ("text", "attachment"), sealed=stamped,
            )
        )  # fmt: skip
