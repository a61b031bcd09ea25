"""What people do with an experiment: freeze, note, look ahead, propose, confirm.

Each act writes the experiment's own trail first, which refuses what two persons must not
be one for, and then the trail of the site; a file that is written is never taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import EvidenceError
from mersey.evidence.entries import Deciding, note
from mersey.evidence.experiment import Experiment
from mersey.evidence.frozen import Sealing
from mersey.evidence.kept import add_look
from mersey.evidence.looks import early_look_cost
from mersey.evidence.trail import Decision
from mersey.evidence.two_persons import (
    Signatory,
    confirm_decision,
    freeze_read,
    proposal,
    propose_decision,
)
from mersey.web import audit_trail, page_time
from mersey.web.experiments.form_questions import Ask, Option
from mersey.web.experiments.kept_views import looked_on
from mersey.web.experiments.logs import known_names
from mersey.web.experiments.next_steps import person_of, writer_of
from mersey.web.numbers_sent import number_sent
from mersey.wording import decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from mersey.web.experiments.next_steps import NextSteps
    from mersey.web.experiments.place import Found
    from mersey.web.models import Account

A_DAY: Final = timedelta(days=1)

DECISIONS: Final[Mapping[Decision, tuple[str, str]]] = {
    Decision.ADOPT: ("Keep it", "Make it how we work"),
    Decision.ADAPT: ("Change it", "And try again, as a new plan"),
    Decision.ABANDON: ("Stop it", "And say what we learned"),
}
"""Decision → what it is called on a page, and what it means."""


FREEZING: Final = (
    "From now on what was promised is kept as it is, with its fingerprint, the time and"
    " both names. A change afterwards is a new version, shown as a deviation."
)

SEALED: Final = (
    "The comparison is sealed until the first planned look, because the few cases that have"
    " ended are the quick ones."
)

PRICE: Final = (
    "A look now is written in the trail with your name. From then on every interval is"
    " {wider} times as wide, for good: the change has to be seen for {longer} times as long"
    " to know as much."
)


@dataclass(frozen=True, kw_only=True)
class Act:
    """A page on which something is done with an experiment.

    Attributes:
        title, button, lead: Its words. asks: What is asked there, given the experiment.
        may: Whether the visitor may now. why_not: Said where they may not.
        do: (experiment, answers, who) → what is told when it is done.
        shows_plan: The plan stands on the page, to be read there.
    """

    title: str
    button: str
    lead: Callable[[Found], tuple[str, ...]]
    asks: Callable[[Found], tuple[Ask, ...]]
    may: Callable[[NextSteps], bool]
    why_not: str
    do: Callable[[Found, Mapping[str, Any], Account], str]
    shows_plan: bool = False


def _told(found: Found, action: str, who: Account, **details: Any) -> None:
    audit_trail.add(
        action,
        by=who,
        place=f"services/{found.service.slug}/experiments/{found.plan.id}",
        details=details,
        at=page_time.now(),
    )


def _freeze_asks(found: Found) -> tuple[Ask, ...]:
    asks: list[Ask] = []
    if writer_of(found) is None:
        asks.append(
            Ask(
                name="writer",
                kind="text",
                question="Who wrote it?",
                hint="It came as a file, so nobody here is known to have.",
                error="Say who wrote it",
            )
        )
    if isinstance(found.plan, Experiment) and page_time.now().date() > found.plan.start:
        asks.append(
            Ask(
                name="late",
                kind="words",
                question="Why is it frozen after its start?",
                hint="Whoever wrote it may have seen numbers. Every page repeats the reason.",
                error="Say why it is late",
            )
        )
    asks.append(
        Ask(
            name="read",
            kind="tick",
            question="I have read the plan, and I did not write it",
        )
    )
    return tuple(asks)


def _freeze(found: Found, said: Mapping[str, Any], who: Account) -> str:
    if not said["read"]:
        msg = "A plan is frozen by somebody who has read it."
        raise EvidenceError(msg, next_step="Read it, and say so.")
    writer = writer_of(found) or Signatory(name=said.get("writer", ""))
    slug = found.service.slug
    frozen = freeze_read(
        found.path,
        Sealing(at=page_time.now(), by="", late_because=said.get("late", "")),
        writer=writer,
        reader=person_of(who),
        outcome=found.outcome,
        known=known_names(slug, found.log.version),
    )
    _told(
        found,
        "froze a plan",
        who,
        version=frozen.version,
        sha256=frozen.sha256,
        writer=writer.name,
    )
    return f"The plan is frozen. Its fingerprint is sha256:{frozen.sha256[:12]}…"


def _note_asks(_found: Found) -> tuple[Ask, ...]:
    return (
        Ask(
            name="text",
            kind="words",
            question="What happened?",
            hint="Something else that may have helped or harmed. No names of people.",
            error="Say what happened",
        ),
        Ask(
            name="on",
            kind="date",
            question="When?",
            default=page_time.today().isoformat(),
            error="Say when it happened",
        ),
    )


def _note(found: Found, said: Mapping[str, Any], who: Account) -> str:
    made = note(
        found.path, said["text"], on=said["on"], at=page_time.now(), by=str(who)
    )
    _told(found, "noted what happened to an experiment", who, entry=made.seq)
    return "Noted. It is asked about again at the verdict."


def ahead_on(found: Found) -> date:
    """The day on which a look ahead of time would be taken: the day after the log ends."""
    return found.log.as_at + A_DAY


def _ahead_lead(_found: Found) -> tuple[str, ...]:
    cost = early_look_cost()
    return (
        SEALED,
        PRICE.format(wider=f"{cost.wider:.2f}", longer=decimal(cost.longer)),
        "Harm, fidelity and data are open to all without it.",
    )


def _ahead(found: Found, _said: Mapping[str, Any], who: Account) -> str:
    on = ahead_on(found)
    is_new = not any(
        one.data["on"] == on.isoformat() for one in found.kept.trail.looks_ahead
    )
    verdict = looked_on(found, on, n_more=int(is_new)).verdict
    add_look(found.path, verdict.look, verdict.kind, at=page_time.now(), by=str(who))
    _told(found, "looked at an experiment ahead of time", who, on=on.isoformat())
    return "The look is in the trail. Nothing can be concluded from it yet."


def _propose_asks(_found: Found) -> tuple[Ask, ...]:
    return (
        Ask(
            name="decision",
            kind="choice",
            question="What shall become of the change?",
            options=tuple(
                Option(value=one.value, text=name, hint=hint)
                for one, (name, hint) in DECISIONS.items()
            ),
            error="Say what shall become of it",
        ),
        Ask(
            name="learned",
            kind="words",
            question="What did we learn, that the next team should know?",
            hint="That no effect was found is learning too.",
            error="Say what was learned",
        ),
        Ask(
            name="not_for",
            kind="words",
            question="When should nobody copy this?",
            is_needed=False,
        ),
    )


def _propose(found: Found, said: Mapping[str, Any], who: Account) -> str:
    deciding = Deciding(
        decision=said["decision"], learned=said["learned"], not_for=said["not_for"]
    )
    made = propose_decision(found.path, deciding, at=page_time.now(), by=person_of(who))
    _told(found, "proposed a decision", who, decision=said["decision"], entry=made.seq)
    return "Proposed. Somebody who may confirm decisions reads it next."


def _confirm_lead(found: Found) -> tuple[str, ...]:
    made = proposal(found.kept.trail)
    if made is None:
        return ()
    name, hint = DECISIONS[Decision(str(made.data["decision"]))]
    said = [
        f"{made.by} proposes: {name.lower()}. {hint}.",
        f"What was learned: {made.data['learned']}",
    ]
    if made.data["not_for"]:
        said.append(f"When nobody should copy this: {made.data['not_for']}")
    return tuple(said)


def _confirm_asks(found: Found) -> tuple[Ask, ...]:
    """What was read, so that another proposal that came meanwhile is not confirmed."""
    made = proposal(found.kept.trail)
    seq = str(made.seq) if made else ""
    return (
        Ask(
            name="seq",
            kind="hidden",
            question="The proposal that was read",
            default=seq,
            error="Read the proposal first",
        ),
    )


def _confirm(found: Found, said: Mapping[str, Any], who: Account) -> str:
    seq = number_sent(str(said["seq"])) or 0
    made = confirm_decision(found.path, seq=seq, at=page_time.now(), by=person_of(who))
    _told(
        found,
        "confirmed a decision",
        who,
        decision=made.data["decision"],
        proposed_by=made.data["proposed_by"],
    )
    return "Decided. What was learned stays on this page."


def _nothing(_found: Found) -> tuple[Any, ...]:
    return ()


ACTS: Final[Mapping[str, Act]] = {
    "freeze": Act(
        title="Read the plan and freeze it",
        button="Freeze the plan",
        lead=lambda _found: (FREEZING,),
        asks=_freeze_asks,
        may=lambda steps: steps.may_freeze and not steps.is_writer,
        why_not="A plan that is not frozen yet is frozen by somebody who did not write it.",
        do=_freeze,
        shows_plan=True,
    ),
    "note": Act(
        title="Note something that happened",
        button="Note it",
        lead=_nothing,
        asks=_note_asks,
        may=lambda steps: steps.may_note,
        why_not="Only a frozen plan that is not decided yet has something to be noted.",
        do=_note,
    ),
    "ahead": Act(
        title="Look ahead of time",
        button="Look now, at this price",
        lead=_ahead_lead,
        asks=_nothing,
        may=lambda steps: steps.may_look_ahead,
        why_not="There is nothing to look ahead of: it has not begun, or a look has come.",
        do=_ahead,
    ),
    "propose": Act(
        title="Propose a decision",
        button="Propose",
        lead=lambda _found: ("Somebody else confirms what you propose.",),
        asks=_propose_asks,
        may=lambda steps: steps.may_propose,
        why_not="A decision is proposed once there is a verdict, and only once made.",
        do=_propose,
    ),
    "confirm": Act(
        title="Confirm the decision",
        button="Confirm",
        lead=_confirm_lead,
        asks=_confirm_asks,
        may=lambda steps: steps.may_confirm and not steps.why_not_confirm,
        why_not="Nothing is proposed that you could confirm: whoever proposes does not.",
        do=_confirm,
    ),
}
"""Name in the address → the act."""
