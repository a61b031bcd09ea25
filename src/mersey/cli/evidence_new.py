"""`mersey evidence new`: an experiment begun, asked for in plain English."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mersey.cli.evidence_asked import (
    AskedNumbers,
    AskedWords,
    asked_numbers,
    asked_words,
)
from mersey.cli.evidence_opened import AsJson
from mersey.cli.log_reading import prepared
from mersey.cli.options import Reading, spread
from mersey.cli.saying import say, say_lines
from mersey.cli.shell import now, print_json, write_file
from mersey.errors import EvidenceError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.eventlog import EventLog
    from mersey.evidence.experiment import Idea
    from mersey.evidence.named import Known
    from mersey.evidence.outcome import Outcome
    from mersey.evidence.power import Power
    from mersey.evidence.propose import Answers, Proposal


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where experiments are kept, and the idea that is planned."""

    folder: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where experiments are kept.")
    ] = Path("experiments")
    idea: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Plan this idea: its words are taken."),
    ] = None

    def id_of(self, title: str) -> str:
        """The id: the idea's, or made from the title."""
        from mersey.evidence.propose import id_of

        return self.idea.stem if self.idea else id_of(title)

    def outcome(self, name: str) -> Outcome:
        """The outcome of that id.

        Raises:
            EvidenceError: The folder cannot be read.
            UnknownName: It holds no such outcome.
        """
        from mersey.evidence.folder import read_folder

        found = read_folder(self.folder).outcomes
        if name not in found:
            raise UnknownName.of("outcome", name, found)
        return found[name]

    def keep(self, plan: Idea) -> Path:
        """Write the file; an idea makes room for its plan, and nothing else does."""
        from mersey.evidence.plan_text import plan_text

        path = self.idea or self.folder / f"{plan.id}.toml"
        if path.exists() and self.idea is None:
            msg = f"{path} is there already."
            raise EvidenceError(msg, next_step="Give it another title.")
        write_file(path, plan_text(plan))
        return path


@spread
def new(
    log: Annotated[
        Path | None,
        typer.Argument(metavar="[LOG]", help="A log to plan from; none: an idea only."),
    ] = None,
    *,
    place: _Place,
    words: AskedWords,
    numbers: AskedNumbers,
    as_json: AsJson = False,
) -> None:
    """Begin an experiment: asked in plain English, proposed from the log, written down.

    The baseline, the looks, how long cases are followed, the design and the guardrails
    are proposed, each with its reason. Read the file, change it, and freeze it.

    Example: mersey evidence new --folder borough/experiments --title "One letter"
    --outcome decision-in-8-weeks --question "Would one letter be quicker?"
    --change "Say all that is missing at once" --why "Fewer letters" --owner Lead
    """
    if place.idea is not None:
        words = _of_idea(words, place.idea)
    words = asked_words(words)
    outcome = place.outcome(words.outcome)
    if log is None:
        _begin_idea(words, outcome, place, as_json=as_json)
        return
    with prepared(log, Reading(), pack=outcome.service) as (_, found):
        begun = _begun(found, words, numbers, outcome, place)
    path = place.keep(begun.proposal.plan)
    if as_json:
        print_json(_as_json(begun.proposal.plan, path) | begun.as_data())
        return
    say_lines(_proposed(begun, outcome, path))


@dataclass(frozen=True, kw_only=True)
class _Begun:
    """A plan that is proposed, and what it could see; None where that is not known."""

    proposal: Proposal
    known: Known
    power: Power | None
    why_not: str = ""

    def as_data(self) -> dict[str, Any]:
        """Reasons and power, as JSON has them."""
        from mersey.report.evidence_power_words import power_json

        plan = self.proposal.plan
        return {
            "because": {one.field: one.text for one in self.proposal.because},
            "power": power_json(plan, self.power) if self.power else None,
        }


def _begun(
    log: EventLog,
    words: AskedWords,
    numbers: AskedNumbers,
    outcome: Outcome,
    place: _Place,
) -> _Begun:
    from mersey.eventlog import with_pack
    from mersey.evidence.log_shape import log_shape
    from mersey.evidence.looking import cases_of
    from mersey.evidence.plan_power import power_of_plan
    from mersey.evidence.propose import propose
    from mersey.services import find_pack

    found = with_pack(log)
    shape = log_shape(found.log, found.use)
    answers = _answers(words, asked_numbers(numbers, shape), outcome, place)
    proposal = propose(answers, shape, find_pack(outcome.service))
    try:
        cases = cases_of(found.log, found.use, proposal.plan)
        power = power_of_plan(proposal.plan, cases)
    except (EvidenceError, UnknownName) as error:
        return _Begun(
            proposal=proposal, known=shape.known, power=None, why_not=error.problem
        )
    return _Begun(proposal=proposal, known=shape.known, power=power)


def _of_idea(words: AskedWords, idea: Path) -> AskedWords:
    from mersey.evidence.experiment import Experiment
    from mersey.evidence.folder import read_experiment

    found = read_experiment(idea)
    if isinstance(found, Experiment):
        msg = f"{idea} is a plan already."
        raise EvidenceError(msg, next_step="Change its file, or freeze it.")
    said = {
        field.name: getattr(words, field.name) or getattr(found, field.name)
        for field in fields(words)
    }
    return AskedWords(**said)


def _begin_idea(
    words: AskedWords, outcome: Outcome, place: _Place, *, as_json: bool
) -> None:
    from mersey.evidence.experiment import Idea

    if place.idea is not None:
        msg = "An idea is planned from a log, and no log is named."
        hint = f"For example: mersey evidence new log.csv --idea {place.idea}"
        raise EvidenceError(msg, next_step=hint)
    said = {field.name: getattr(words, field.name) for field in fields(words)}
    about = {
        "schema": "mersey.experiment/1",
        "id": place.id_of(words.title),
        "service": outcome.service,
        "noted_on": now().date(),
    }
    found = Idea.model_validate(about | said)
    path = place.keep(found)
    if as_json:
        print_json(_as_json(found, path))
        return
    say(f"The idea: {path}")
    say(f"Plan it from a log: mersey evidence new LOG --idea {path}")


def _answers(
    words: AskedWords, numbers: AskedNumbers, outcome: Outcome, place: _Place
) -> Answers:
    from mersey.evidence.propose import Answers, next_start

    today = now().date()
    return Answers(
        id=place.id_of(words.title),
        title=words.title,
        outcome=outcome,
        question=words.question,
        change=words.change,
        why=words.why,
        owner=words.owner,
        expects=numbers.expects,
        worth_having=numbers.worth,
        picked_on=numbers.picked_on.date() if numbers.picked_on else today,
        start=numbers.start.date() if numbers.start else next_start(today),
        must_move=(numbers.from_step, numbers.to_step),
        measure=outcome.measure if numbers.measure == "outcome" else None,
        has_lot=numbers.lot,
    )


def _proposed(begun: _Begun, outcome: Outcome, path: Path) -> Iterator[str]:
    from mersey.evidence.plan_checks import remarks
    from mersey.report.design_words import design_lines
    from mersey.report.evidence_plan_words import remark_lines
    from mersey.report.evidence_power_words import power_lines

    proposal = begun.proposal
    yield f"The plan: {path}"
    yield ""
    yield "What is proposed, and why"
    yield from (f"  {one.field}: {one.text}" for one in proposal.because)
    yield ""
    yield "The design"
    yield from (f"  {line}" for line in design_lines(proposal.design, proposal.others))
    yield ""
    yield "What it could see"
    if begun.power:
        _, *lines = power_lines(proposal.plan, begun.power)
        yield from (f"  {line}" if line else "" for line in lines)
    else:
        yield f"  Not known: {begun.why_not}"
    told = remarks(proposal.plan, outcome=outcome, known=begun.known)
    yield from remark_lines(told)
    yield ""
    yield f'Read it, change it, and freeze it: mersey evidence freeze {path} --by "NAME"'


def _as_json(plan: Idea, path: Path) -> dict[str, Any]:
    return {
        "schema": "mersey.evidence.new/1",
        "file": str(path),
        "plan": plan.model_dump(mode="json", by_alias=True),
    }
