"""What generated steps say of a case afterwards: what is new about it since the step before."""

from __future__ import annotations

from typing import Any

from workflows.bundle import Bundle
from workflows.office import Office
from workflows.rehearsal.expect import CLOCK, DUE, REGISTER, View
from workflows.rehearsal.play import Player


class Seen:
    """Remembers what was told of each case, and tells only what has changed."""

    def __init__(self, bundle: Bundle, office: Office) -> None:
        self._procedure, self._office = bundle.procedure, office
        self._known: dict[tuple[str, str], Any] = {}

    def facts(self, player: Player, case: str, everybody: list[str]) -> dict[str, Any]:
        """State, number, dates, lights, tasks, registers and messages; for `everybody` also what each may."""
        view = View(self._office, player.played.cases[case], player.now, player.actor)
        found = {"state": self._asked(view, "state", None)}
        for key, empty in self._wanted(player):
            now = self._asked(view, key, empty)
            if now != self._known.get((case, key), empty):
                found[key] = now
            self._known[case, key] = now
        for key in ("reads", "writes", "may") if everybody else ():
            now = self._asked(view, key, dict.fromkeys(everybody, ()))
            found[key] = {person: each for person, each in now.items() if each}
        return found

    def _wanted(self, player: Player) -> list[tuple[str, Any]]:
        """The facts that are followed, with what they are as long as nothing happened."""
        procedure = self._procedure
        fixed: list[tuple[str, Any]] = [
            ("number", None), ("late", False), ("holder", None), ("light", None), ("tasks", []), ("kept", []),
        ]  # fmt: skip
        timed: list[tuple[str, Any]] = [(f"{kind}{key}", None) for key in procedure.clocks for kind in (DUE, CLOCK)]
        listed: list[tuple[str, Any]] = [(f"{REGISTER}{key}", []) for key in procedure.registers]
        people = dict.fromkeys(player.rehearsal.people, 0)
        return [*fixed, *timed, *listed, ("messages", people)]

    def _asked(self, view: View, key: str, wanted: Any) -> Any:
        _, found = view.pair(key, wanted)
        return found
