"""A case as one person finds it at one moment: what expressions see, worked out once and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from forms import feel
from forms.checking import check
from forms.context import LAST, Context, context, reads_last
from forms.decision import functions
from forms.definition import Form
from forms.finding import Finding
from forms.values import Values
from forms.visibility import Hidden, hidden, without
from workflows.access import Access
from workflows.bundle import MAIN, Bundle
from workflows.clocks.read import clock_view, readings
from workflows.clocks.reckon import Reading
from workflows.definition import Procedure, Transition
from workflows.engine.asking import services_for
from workflows.engine.returns import Ways, earlier, ways_back
from workflows.engine.types import Action, Actor, CampaignFacts, CaseFacts, World
from workflows.rights import access, acting_roles


@dataclass(frozen=True, eq=False)
class Situation:
    """Everything a decision about a case rests on. Nothing in it changes, so nothing is worked out twice."""

    bundle: Bundle
    case: CaseFacts
    actor: Actor
    world: World
    now: datetime
    more: Mapping[str, Any] = field(default_factory=dict)  # names besides: `child`, `entry`

    @property
    def procedure(self) -> Procedure:
        return self.bundle.procedure

    @cached_property
    def ways_back(self) -> Ways:
        """The returns that are not made good yet, the last one last."""
        return ways_back(self.procedure, self.case.trail)

    @property
    def returned_from(self) -> str | None:
        """The state that the case was returned from last, while that is not made good."""
        return self.ways_back[-1].state if self.ways_back else None

    @property
    def goes_straight(self) -> bool:
        """Whether what leads on from here leads straight back to where the case was returned from."""
        return bool(self.ways_back) and self.ways_back[-1].straight

    @cached_property
    def form(self) -> Form:
        """The main form."""
        return self.bundle.form(MAIN)

    @cached_property
    def today(self) -> date:
        """The office's calendar day."""
        return self.now.astimezone(self.world.zone).date()

    @cached_property
    def roles(self) -> list[str]:
        """The roles in which the actor may act here."""
        return acting_roles(self.bundle, self.case, self.actor)

    @cached_property
    def access(self) -> Access:
        return access(self.bundle, self.case, self.actor, self._asked)

    def _asked(self, values: Mapping[str, Any]) -> tuple[Context, feel.Services | None]:
        """The names that conditions on rows see over values of the main form."""
        if values == self.case.values:  # mostly the very same objects
            return self._every, self.services
        return context(self.form, values, self.world.options, self.extra, self.services), self.services

    @cached_property
    def services(self) -> feel.Services:
        return services_for(self.bundle, self.case.values, self.world, self.now)

    @cached_property
    def campaign(self) -> CampaignFacts | None:
        return self.world.campaign()

    @cached_property
    def closes(self) -> date | None:
        """The last day to hand in; None where no campaign says one."""
        rule = self.procedure.campaign
        if rule is None or self.campaign is None:
            return None
        found = feel.evaluate(rule.closes, {"campaign": campaign_view(self.campaign)}, self.services)
        return found if isinstance(found, date) and not isinstance(found, datetime) else None

    @cached_property
    def late(self) -> bool:
        """Whether the case was handed in late, or would be today."""
        waiting = self.case.number is None and self.closes is not None
        return self.case.late or (waiting and self.closes is not None and self.today > self.closes)

    @cached_property
    def clocks(self) -> Mapping[str, Reading]:
        """The clocks that have begun, as they stand."""
        return readings(self) if self.procedure.clocks else {}

    @cached_property
    def extra(self) -> Mapping[str, Any]:
        """The names that expressions see beside the fields: those given, `round` and `opinions`."""
        from workflows.engine.rounds.names import names

        return {**self.given_names, **names(self, self.given_names)}

    @cached_property
    def given_names(self) -> Mapping[str, Any]:
        """What is known of the case without asking how its round stands: the names below, and `clock`."""
        clocks = self.procedure.clocks
        return {**self.known, "clock": clock_view(clocks, self.clocks)} if clocks else self.known

    @cached_property
    def known(self) -> Mapping[str, Any]:
        """What is known without asking its clocks: `case`, `campaign`, `actor`, decisions."""
        return {
            **functions(self.procedure.decisions),
            "case": {
                "number": self.case.number,
                "state": self.case.state,
                "first_of_subject": self.world.first_of_subject(),
                "late": self.late,
                "on_behalf": self.case.on_behalf,
                "organisation": self.case.organisation,
            },
            "campaign": campaign_view(self.campaign),
            "actor": {
                "id": self.actor.id, "name": self.actor.name, "organisation": self.actor.organisation,
                "organisation_name": self.actor.organisation_name or None,
            },
            **({LAST: self._last} if reads_last(self.form) else {}),
            **({"children": children_view(self)} if self.procedure.children and self.case.id is not None else {}),
            **({"parent": self.world.parent()} if self.case.child and self.bundle.asks_parent else {}),
            **self.more,
        }  # fmt: skip

    @property
    def _last(self) -> dict[str, Any] | None:
        """What the subject handed in last, with every field of the form."""
        found = self.world.last()
        return None if found is None else context(self.form, found, self.world.options)

    @cached_property
    def values(self) -> Values:
        """The main form as it would be handed in: without what is hidden."""
        return without(self.form, self.case.values, self.gone)

    @cached_property
    def gone(self) -> Hidden:
        """What a condition hides now."""
        return hidden(self.form, self.case.values, self.world.options, self.extra, self.services, self._every)

    @cached_property
    def _every(self) -> dict[str, Any]:
        """The names with what is hidden."""
        return context(self.form, self.case.values, self.world.options, self.extra, self.services)

    @cached_property
    def context(self) -> Mapping[str, Any]:
        """The names an expression of the procedure sees."""
        if not self.gone:
            return self._every
        return context(self.form, self.values, self.world.options, self.extra, self.services)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said about the main form, as far as the actor may see it."""
        found = check(
            self.form, self.case.values, self.world.options,
            answers=self.case.answers, extra=self.extra, services=self.services, access=self.access,
            found=self._every,
        )  # fmt: skip
        return tuple(found)


@dataclass(frozen=True, eq=False)
class Attempt:
    """A transition somebody wants to take. `dry` asks whether they could: what is given with it is not demanded."""

    situation: Situation
    id: str
    transition: Transition
    seen: int
    given: Mapping[str, Any] = field(default_factory=dict)
    dry: bool = False
    action: Action | None = None  # as it was wanted: what a return chooses besides

    @property
    def bundle(self) -> Bundle:
        return self.situation.bundle

    @property
    def case(self) -> CaseFacts:
        return self.situation.case

    @property
    def role(self) -> str | None:
        """The role in which the actor takes it: the first of the transition's that they have."""
        return next((r for r in self.transition.by if r in self.situation.roles), None)

    @property
    def target(self) -> str | None:
        """The state it leads to; None when the way back is not known, or an earlier state is not chosen yet."""
        if self.transition.to == RETURNED_FROM:
            return self.situation.returned_from
        if self.transition.to == EARLIER:
            return self.action.target if self.action and self.action.target in self.earlier else None
        return self.situation.returned_from if self._leads_straight_back else self.transition.to

    @property
    def earlier(self) -> list[str]:
        """The states that a return to any earlier state may choose from."""
        return earlier(self.situation.procedure, self.case)

    @property
    def _leads_straight_back(self) -> bool:
        """Whether what leads on from here leads back to where the case was returned from; what ends it, ends it."""
        states, way = self.situation.procedure.states, self.transition
        onward = way.kind == "forward" and way.to in states and states[way.to].end is None
        return self.situation.goes_straight and onward

    @property
    def straight(self) -> bool:
        """Whether what leads on from there leads straight back here."""
        if self.transition.kind != "return" or self.transition.back == "again":
            return False
        return self.transition.back == "straight" or bool(self.action and self.action.straight)

    @property
    def files(self) -> bool:
        """Whether the case is handed in with it for the first time."""
        numbers = any(e.effect == "number" for e in self.transition.do)
        return numbers and self.case.number is None


RETURNED_FROM, EARLIER = "@returned_from", "@earlier"


def children_view(situation: Situation) -> dict[str, Any]:
    """Children as expressions see them: of each kind how many there were, how many are open, how the last one ended."""
    found = situation.world.children()
    mine = {key: [c for c in found if c.child == key] for key in situation.procedure.children}
    return {
        key: {
            "count": len(those), "open": sum(c.open for c in those),
            "last": next((c.outcome for c in reversed(those) if not c.open), None),
        }
        for key, those in mine.items()
    }  # fmt: skip


def campaign_view(campaign: CampaignFacts | None) -> dict[str, Any] | None:
    """A campaign as expressions see it."""
    if campaign is None:
        return None
    title = {"名称": campaign.title, "name": campaign.title_en or campaign.title}
    return {**title, "opens": campaign.opens, "closes": campaign.closes}
