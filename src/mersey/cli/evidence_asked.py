"""What `mersey evidence new` must know from people: as options, or asked at the prompt."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mersey.cli.saying import say
from mersey.errors import EvidenceError

if TYPE_CHECKING:
    from mersey.evidence.log_shape import LogShape


def _text(help: str, metavar: str = "TEXT") -> Any:  # noqa: A002  (typer's own word)
    return typer.Option(metavar=metavar, help=help)


@dataclass(frozen=True, kw_only=True)
class AskedWords:
    """What the experiment is, in words. Whatever is left out is asked for."""

    title: Annotated[str, _text("What to call it.")] = ""
    outcome: Annotated[str, _text("Id of the outcome that it is for.", "ID")] = ""
    question: Annotated[str, _text("The question that it answers.")] = ""
    change: Annotated[str, _text("The one change.")] = ""
    why: Annotated[str, _text("Why it should work.")] = ""
    owner: Annotated[str, _text("Who answers for it: a role.")] = ""


@dataclass(frozen=True, kw_only=True)
class AskedNumbers:
    """What is expected, and when; for a plan, so with a log."""

    expects_low: Annotated[
        float | None, _text("Improvement expected at least, in the unit.", "N")
    ] = None
    expects_high: Annotated[
        float | None, _text("Improvement expected at most, in the unit.", "N")
    ] = None
    worth_having: Annotated[
        float | None, _text("Smallest improvement worth having.", "N")
    ] = None
    from_step: Annotated[
        str, _text("Where the step begins that must move.", "STEP")
    ] = ""
    to_step: Annotated[str, _text("Where it ends.", "STEP")] = ""
    picked_on: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="When the problem was picked. [today]",
        ),
    ] = None
    start: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="When the change starts. [a Monday, a week or more ahead]",
        ),
    ] = None
    lot: Annotated[
        bool, typer.Option("--lot", help="A lot can decide who gets the change.")
    ] = False
    measure: Annotated[
        str,
        _text(
            "days: to the end of a case; outcome: the outcome's own.", "days|outcome"
        ),
    ] = "days"

    def __post_init__(self) -> None:
        if self.measure not in ("days", "outcome"):
            msg = f'There is no measure called "{self.measure}" here.'
            raise EvidenceError(msg, next_step="Say --measure days or outcome.")

        if self.expects_low is not None and self.expects_high is not None:
            _rising(self.expects_low, self.expects_high)
        if self.worth_having is not None and not float(self.worth_having) > 0:
            msg = "An improvement worth having is above 0."
            raise EvidenceError(msg, next_step="Say how much: --worth-having 5")

    @property
    def expects(self) -> tuple[float, float]:
        """The improvement expected, low and high; all of it has been said by now."""
        return float(self.expects_low or 0), float(self.expects_high or 0)

    @property
    def worth(self) -> float:
        """The smallest improvement worth having, above 0; it has been said by now."""
        return float(self.worth_having or 0)


def _rising(low: float, high: float) -> None:
    if float(low) > float(high):
        msg = f"You expect at least {float(low):g} and at most {float(high):g}."
        raise EvidenceError(msg, next_step="Say the lower number first.")


def asked_words(words: AskedWords) -> AskedWords:
    """The words, with what was left out asked for.

    Raises:
        EvidenceError: Nobody sits at the terminal; every option that is missing is told.
    """
    missing = [field.name for field in fields(words) if not getattr(words, field.name)]
    return replace(words, **_answers_to(missing))


def _answers_to(missing: list[str], *, number: bool = False) -> dict[str, Any]:
    """What a person answers at the prompt; where none sits there, all is told at once."""
    from mersey.report.evidence_questions import QUESTIONS

    if missing and not _is_asked():
        options = "\n".join(
            f"  --{name.replace('_', '-')}  {QUESTIONS[name]}" for name in missing
        )
        msg = "Something must be said that only people can say."
        raise EvidenceError(msg, next_step=f"Say:\n{options}")
    kind = float if number else str
    return {
        name: typer.prompt(QUESTIONS[name], type=kind, err=True) for name in missing
    }


def _is_asked() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked_numbers(numbers: AskedNumbers, shape: LogShape) -> AskedNumbers:
    """The numbers, with what was left out asked for; see `asked_words`."""
    named = ("expects_low", "expects_high", "worth_having")
    missing = [name for name in named if getattr(numbers, name) is None]
    steps = [name for name in ("from_step", "to_step") if not getattr(numbers, name)]
    if steps and _is_asked():
        say("The steps of this log, and how many days each took on average:", err=True)
        for step in shape.steps:
            say(f"  {step.name}  {step.days:.0f}", err=True)
    return replace(numbers, **_answers_to(missing, number=True), **_answers_to(steps))
