"""Keys of marks over several procedures: `procedure.name`; over one procedure the name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms.text import Text
from workflows.bundle import Bundle

if TYPE_CHECKING:
    from workflows.boards.asked import Asked


def joined(asked: Asked, procedure: str, name: str) -> str:
    """The key of a name of a procedure."""
    return name if asked.one else f"{procedure}.{name}"


def parted(asked: Asked, key: str) -> tuple[Bundle | None, str]:
    """The procedure of a key, and the name."""
    if asked.one:
        return asked.one, key
    procedure, _, name = key.partition(".")
    return asked.every.get(procedure), name


def with_procedure(asked: Asked, bundle: Bundle | None, title: Text) -> Text:
    """A title, behind that of its procedure where there are several."""
    if asked.one or bundle is None:
        return title
    of = bundle.procedure.title
    return Text(zh=f"{of.zh}　{title.zh}", en=f"{of.say('en')} · {title.say('en')}")
