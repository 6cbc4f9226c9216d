"""What a package says it holds, and where each thing lies in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from forms.model import Model
from forms.text import Message, Text

FORMAT: Final = 1
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
SIGNED_FOR: Final = "package"
FOLDERS: Final = {
    "procedure": "procedures", "form": "forms", "list": "lists", "register": "registers", "statistics": "statistics",
    "board": "boards", "paper": "papers", "policy": "policies", "section": "sections", "rehearsal": "rehearsals",
    "file": "beside", "parameters": "parameters",
}  # fmt: skip
"""Kinds of things, and the folder of the package in which they lie; `file` is what rehearsals fill in or hand in."""
DEFINITIONS: Final = ("procedure", "form", "list", "register", "statistics", "board", "paper", "policy", "section")


class Held(Model):
    """A thing in a package: `form/<id>`, `rehearsal/<procedure>/<id>` …; its hash and how many bytes it has."""

    part: str
    sha256: str
    size: int


class Manifest(Model):
    """The list of everything in a package; it is what is signed. Kind `package`."""

    format: Literal[1] = FORMAT
    kind: Literal["package"] = "package"
    procedure: str
    title: Text
    version: int  # of the procedure, where it comes from
    office: str
    made_at: str
    holds: list[Held]

    @property
    def digest(self) -> str:
        """The same for the same things, whoever made the package and when."""
        listed = sorted((h.part, h.sha256) for h in self.holds)
        return hashlib.sha256(json.dumps(listed).encode()).hexdigest()


@dataclass(frozen=True)
class Pack:
    """A package that holds together: every hash is right, and the signature is that of `signer`."""

    manifest: Manifest
    things: Mapping[str, bytes]
    signer: str  # the public key
    texts: Mapping[str, str] = field(default_factory=dict)  # of definitions, as publishing takes them

    def of(self, kind: str) -> dict[str, bytes]:
        """The things of one kind, by their names without it."""
        begins = f"{kind}/"
        return {part.removeprefix(begins): body for part, body in self.things.items() if part.startswith(begins)}

    @property
    def procedures(self) -> list[str]:
        """The procedures in it: the one that it is about, and those of its children."""
        return sorted(self.of("procedure"))


class PackRefused(ValueError):
    """A file that is no package, or not one that may be used; `message` says what is wrong and what to do."""

    def __init__(self, code: str, /, **data: Any) -> None:
        super().__init__(code)
        self.message = Message(f"pack.{code}", data)


def path_of(part: str) -> str | None:
    """Where a thing lies in a package; None for what no package holds. Nothing leads out of it."""
    kind, _, name = part.partition("/")
    steps = name.split("/")
    sound = all(s and s not in (".", "..") and not set(s) & set('\\:\0*?"<>|') for s in steps)
    if kind not in FOLDERS or not sound:
        return None
    if len(steps) != {"rehearsal": 2, "file": max(2, len(steps))}.get(kind, 1):
        return None
    return f"{FOLDERS[kind]}/{name}{'' if kind == 'file' else '.docx' if kind == 'paper' else '.json'}"


def held(things: Mapping[str, bytes]) -> Iterable[Held]:
    """What a manifest says of things, in the order of their names."""
    for part, body in sorted(things.items()):
        yield Held(part=part, sha256=hashlib.sha256(body).hexdigest(), size=len(body))
