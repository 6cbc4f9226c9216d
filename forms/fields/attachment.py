"""Files that belong to a form; the bytes lie elsewhere, by hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from forms.chars import one_line
from forms.feel.shapes import TEXT, WHOLE, Shape, grouped, listed
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.text import Message, Text

Kind = Literal["pdf", "jpg", "png", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "ofd", "txt", "zip"]
_PARTS = {"hash": str, "name": str, "size": int, "kind": str}
_MB = 1024 * 1024


def without_doubles(
    files: Sequence[Mapping[str, Any]], came: Sequence[Mapping[str, Any]]
) -> tuple[list[Mapping[str, Any]], list[tuple[str, str]]]:
    """The files with those that came, the same bytes once; and for each that was there already its name and that one's.

    The same scan under two names is one scan: a second copy would only have to be taken away again.
    """
    kept, names, doubles = list(files), {f["hash"]: f["name"] for f in files}, []
    for file in came:
        if file["hash"] in names:
            doubles.append((file["name"], names[file["hash"]]))
        else:
            names[file["hash"]] = file["name"]
            kept.append(file)
    return kept, doubles


@field_type
class AttachmentField(Field):
    """One or more files: `accept` names the kinds, `max_mb` the largest size of each, `max_files` how many.

    `max_total_mb` is the largest size of all of them together; without it there is none.
    """

    type: Literal["attachment"] = "attachment"
    accept: list[Kind] = ["pdf", "jpg", "png"]
    max_mb: int = 20
    max_files: int = 5
    max_total_mb: int | None = None
    width: int = 4
    name: ClassVar[Text] = Text(zh="附件", en="Attachment")
    sign: ClassVar[str] = "附"
    rank: ClassVar[int] = 10
    typed: ClassVar[bool] = False

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if not isinstance(raw, (list, tuple)):
            return None if raw is None else one_line(raw) or None
        files = [f for f in raw if isinstance(f, Mapping) and all(type(f.get(k)) is t for k, t in _PARTS.items())]
        return [{k: f[k] for k in _PARTS} for f in files] or None

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        if not isinstance(value, list):
            return [Message("not_a_file", {"value": value})]
        if len(value) > self.max_files:
            return [Message("too_many_files", {"count": len(value), "limit": self.max_files})]
        return list(self._wrong(value))

    def _wrong(self, files: list[dict[str, Any]]) -> Iterator[Message]:
        for f in files:
            if f["kind"] not in self.accept:
                yield Message("file_kind", {"name": f["name"], "kind": f["kind"], "accept": list(self.accept)})
            if f["size"] > self.max_mb * _MB:
                yield Message("file_size", {"name": f["name"], "mb": f"{f['size'] / _MB:.1f}", "limit": self.max_mb})
        total = sum(f["size"] for f in files)
        if self.max_total_mb is not None and total > self.max_total_mb * _MB:
            yield Message("files_size", {"mb": f"{total / _MB:.1f}", "limit": self.max_total_mb})

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        names = [f["name"] for f in value] if isinstance(value, list) else [str(value or "")]
        return ("、" if lang == "zh" else ", ").join(names)

    def said(self, value: Value, options: OptionSource) -> list[str]:
        """The names of the files, each by itself."""
        return [f["name"] for f in value] if isinstance(value, list) else []

    def shape(self, choices: Choices) -> Shape:
        return listed(grouped({"hash": TEXT, "name": TEXT, "size": WHOLE, "kind": TEXT}))

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        return None

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        kind = self.accept[0] if self.accept else "pdf"
        return [{"hash": "0" * 64, "name": f"{self.title.zh}.{kind}", "size": 280_000, "kind": kind}]
