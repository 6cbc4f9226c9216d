"""A form definition from guesses and what was answered to them, with the code lists it needs and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.definition import CodeList, Form, Page, Source
from forms.fields import Field, registry
from forms.fields.table import TableField, Total
from forms.messages import MESSAGES
from forms.model import RESERVED
from forms.official.guess import Answers, Guess, changed
from forms.official.labels import key_of
from forms.official.make_field import Lists, make_field
from forms.official.reading import Reading
from forms.official.to_print import printed
from forms.text import Text

SOURCE = "S1"
FORM_ID = "form"


@dataclass(frozen=True)
class Made:
    """What became of a document: the form, the code lists it brings, and what is no field of it."""

    form: Form
    lists: Mapping[str, CodeList]
    opinions: tuple[Guess, ...]
    keys: Mapping[str, str] = field(default_factory=dict)  # path of each guess that became a field


def assemble(
    reading: Reading, answers: Answers, form_id: str = "", known: Mapping[str, CodeList] | None = None
) -> Made:
    """The form; never fails: what cannot be kept (a third level of tables) becomes words."""
    kept = [g for each in reading.guesses if (g := changed(each, answers.get(each.id))) is not None]
    title = next((g.title for g in kept if g.kind == "title"), reading.document.name)
    name = form_id or id_of(title)
    lists = Lists(name, known or {})
    maker = _Maker(reading, kept, lists)
    pages = maker.pages()
    source = {SOURCE: Source(title=Text(zh=reading.document.name or title))}
    paper = printed(title, kept, maker.made)
    form = Form(id=name, title=Text(zh=title), sources=source, pages=pages, print=paper)
    opinions = tuple(g for g in kept if g.kind == "opinion" and g.type == "opinion")
    return Made(form, lists.made, opinions, maker.paths)


def id_of(title: str) -> str:
    """The identity of a form by its title."""
    found = key_of(title)
    return found if found and found not in RESERVED else FORM_ID


@dataclass
class _Maker:
    """Fields from guesses, page by page; `made` are the top-level ones by guess."""

    reading: Reading
    kept: Sequence[Guess]
    lists: Lists
    made: dict[str, Field] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def pages(self) -> list[Page]:
        sections = {g.id: g.title for g in self.kept if g.kind == "section"}
        groups: dict[str, list[Field]] = {}
        for guess in self.kept:
            if guess.table or not _is_field(guess):
                continue
            section = guess.section if guess.section in sections else ""
            groups.setdefault(section, []).extend(self._top(guess, sections.get(section, "")))
        if seals := [g for g in self.kept if g.kind == "seal" and g.type == "scan"]:
            groups.setdefault("#seal", []).append(self._scan(seals))
        ids: set[str] = set()
        return [self._page(sections.get(s), s, fields, ids) for s, fields in groups.items() if fields] or [_blank()]

    def _page(self, title: str | None, section: str, fields: list[Field], ids: set[str]) -> Page:
        said = _words("official.page.seal" if section == "#seal" else "official.page")
        shown = Text(zh=title) if title else said
        return Page(id=_free(key_of(shown.zh) or "page", ids), title=shown, fields=fields)

    def _top(self, guess: Guess, section: str) -> Iterable[Field]:
        key = self._key(guess, self.taken, section)
        self.paths[guess.id] = key
        found = self._table(guess, key, 1) if guess.type == "table" else make_field(guess, key, self.lists)
        found = found.model_copy(update={"basis": self._basis(guess)})
        self.made[guess.id] = found
        return [found, *self._other(guess, found, self.taken)]

    def _key(self, guess: Guess, taken: set[str], section: str = "") -> str:
        first = key_of(guess.title) or ("note" if guess.type == "note" else "field")
        longer = key_of(f"{section}_{guess.title}") if section else first
        return _free(first if first not in taken and first not in RESERVED else longer, taken)

    def _basis(self, guess: Guess) -> str | None:
        where = self.reading.document.where(guess.spots[0]) if guess.spots else None
        return f"{SOURCE} {MESSAGES.say(where)}" if where else None

    def _table(self, guess: Guess, key: str, level: int) -> Field:
        columns = [g for g in self.kept if g.table == guess.id]
        fields: list[Field] = []
        taken: set[str] = set()
        for column in columns:
            own = self._key(column, taken)
            self.paths[column.id] = f"{self.paths[guess.id]}.{own}"
            if column.type == "table" and (level > 1 or any(isinstance(f, TableField) for f in fields)):
                fields.append(make_field(self._flat(column), own, self.lists))
            elif column.type == "table":
                fields.append(self._table(column, own, level + 1))
            else:
                fields.append(make_field(column, own, self.lists))
                fields += self._other(column, fields[-1], taken)
        if not fields:
            return make_field(self._flat(guess), key, self.lists)
        return self._of_fields(guess, key, fields)

    def _of_fields(self, guess: Guess, key: str, fields: list[Field]) -> Field:
        first = next((f.key for f in fields if f.typed and f.valued and not f.numeric), None)
        totals = [Total(of=f.key) for f in fields if guess.total and f.summed]
        told = Text(zh=guess.help) if guess.help else None
        return TableField(
            key=key, title=Text(zh=guess.title), fields=fields, row_title=first, totals=totals, help=told,
            max_rows=10_000 if guess.table else 500,
        )  # fmt: skip

    def _flat(self, guess: Guess) -> Guess:
        """A table where no further one may be: its columns are told, their words are typed."""
        inner = [g.title for g in self.kept if g.table == guess.id]
        return Guess(**{**vars(guess), "type": "long_text", "help": guess.help or "、".join(inner)})

    def _other(self, guess: Guess, made: Field, taken: set[str]) -> list[Field]:
        """Room for words of one's own, where an option asks for them."""
        other = self.lists.other(guess, made)
        if other is None:
            return []
        key = _free(f"{made.key}_{other}"[:40], taken)
        title = Text(zh=f"{guess.title}（{other}）")
        several = made.type == "choices"
        holds = f'list contains({made.key}, "{other}")' if several else f'{made.key} = "{other}"'
        return [registry["text"](key=key, title=title, visible_when=holds)]  # type: ignore[call-arg]

    def _scan(self, seals: Sequence[Guess]) -> Field:
        title = _words("official.field.scan")
        key = _free(key_of(title.zh), self.taken)
        who = Text(zh="、".join(dict.fromkeys(g.title for g in seals)))
        made = registry["scan"](key=key, title=title, help=who)  # type: ignore[call-arg]
        self.paths |= {g.id: key for g in seals}
        return made


def _is_field(guess: Guess) -> bool:
    if guess.kind in ("title", "section"):
        return False
    return not (guess.kind == "opinion" and guess.type == "opinion") and not (
        guess.kind == "seal" and guess.type == "scan"
    )


def _free(first: str, taken: set[str]) -> str:
    """A key that nothing else on its level has."""
    key, n = first, 2
    while key in taken or key in RESERVED:
        key, n = f"{first}_{n}", n + 1
    taken.add(key)
    return key


def _words(code: str) -> Text:
    zh, en = MESSAGES.pair(code)
    return Text(zh=zh, en=en)


def _blank() -> Page:
    return Page(id="page", title=_words("official.page"), fields=[])
