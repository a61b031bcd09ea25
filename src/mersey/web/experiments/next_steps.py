"""What a person may do next with an experiment: what pages offer, and acts allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mersey.evidence.experiment import Experiment
from mersey.evidence.states import State
from mersey.evidence.two_persons import Signatory, proposal, proposer
from mersey.web.models import ExperimentDraft
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from mersey.evidence.trail import Entry
    from mersey.web.access import Visitor
    from mersey.web.experiments.place import Found
    from mersey.web.models import Account, CouncilService


@dataclass(frozen=True, kw_only=True)
class NextSteps:
    """What may be done.

    Attributes:
        draft: The visitor's own draft of the plan, while it is not frozen.
        writer: Who wrote the plan; None where nobody is known to have.
        is_writer: The visitor did.
        proposed: The proposal that waits; None where none does.
        why_not_confirm: Why this visitor cannot confirm it; empty where they can.
    """

    draft: ExperimentDraft | None
    writer: Signatory | None
    is_writer: bool
    may_plan_idea: bool
    may_freeze: bool
    may_note: bool
    may_look_ahead: bool
    may_propose: bool
    may_confirm: bool
    proposed: Entry | None
    why_not_confirm: str
    key: str


def person_of(account: Account) -> Signatory:
    """The account as somebody who says something of an experiment."""
    return Signatory(name=str(account), known_as=str(account.username))


def drafts_of(service: CouncilService, person: Account | None) -> Any:
    """The person's drafts that are no plan yet: a query."""
    return ExperimentDraft.objects.filter(service=service, author=person, experiment="")


def writer_of(found: Found) -> Signatory | None:
    """Who wrote the plan; None where it came as a file, and nobody is known."""
    draft = _draft(found)
    return person_of(draft.author) if draft else None


def _draft(found: Found) -> ExperimentDraft | None:
    made: ExperimentDraft | None = (
        ExperimentDraft.objects.filter(service=found.service, experiment=found.plan.id)
        .select_related("author")
        .first()
    )
    return made


def next_steps(found: Found, who: Visitor) -> NextSteps:
    """What the visitor may do with the experiment."""
    service, trail = found.service, found.kept.trail
    draft = _draft(found)
    writer = person_of(draft.author) if draft else None
    is_writer = draft is not None and draft.author == who.person
    is_frozen, is_open = found.kept.frozen is not None, trail.decided is None
    has_verdict = found.state is State.VERDICT
    proposed = proposal(trail)
    may_confirm = proposed is not None and who.may(Action.DECIDE_EXPERIMENT, service)
    why_not = ""
    own = proposed and who.person and proposer(proposed).is_same(person_of(who.person))
    if may_confirm and own:
        why_not = "You proposed it, so somebody else confirms it."
    is_plan = isinstance(found.plan, Experiment) and not is_frozen
    said = (is_writer, is_plan, proposed.seq if proposed else 0, who.person)
    return NextSteps(
        draft=draft if is_writer and not is_frozen else None,
        writer=writer,
        is_writer=is_writer,
        may_plan_idea=found.state is State.IDEA
        and who.may(Action.PLAN_EXPERIMENT, service),
        may_freeze=is_plan and who.may(Action.READ_PLAN, service),
        may_note=is_frozen and is_open and who.may(Action.READ_PLAN, service),
        may_look_ahead=found.state in (State.RUNNING, State.TOO_EARLY)
        and bool(found.log.version)
        and who.may(Action.PLAN_EXPERIMENT, service),
        may_propose=has_verdict and who.may(Action.PLAN_EXPERIMENT, service),
        may_confirm=may_confirm,
        proposed=proposed,
        why_not_confirm=why_not,
        key=":".join(map(str, said)),
    )
