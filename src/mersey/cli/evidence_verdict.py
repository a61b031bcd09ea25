"""`mersey evidence verdict`: where an experiment stands, or what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from mersey.cli.evidence_opened import AsJson, PlanFile, opened
from mersey.cli.log_reading import prepared
from mersey.cli.options import Reading, spread
from mersey.cli.saying import say, say_lines
from mersey.cli.shell import now, print_json, write_file
from mersey.cli.titles import is_made_up
from mersey.errors import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mersey.cli.evidence_opened import Opened
    from mersey.evidence.frozen import Frozen
    from mersey.evidence.log_cases import LogCases
    from mersey.evidence.looking import Looked
    from mersey.report.view import EvidenceView

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Looking:
    """When to look, and who."""

    on: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Look as on this day. [the day after the log ends]",
        ),
    ] = None
    ahead: Annotated[
        bool,
        typer.Option(
            "--ahead",
            help="Look before the first planned look: it is written in the trail, and"
            " widens the interval for good.",
        ),
    ] = False
    by: Annotated[
        str, typer.Option(metavar="NAME", help="Who looks ahead of time.")
    ] = ""


@dataclass(frozen=True, kw_only=True)
class _Read:
    """Plan and log, read."""

    file: Path
    found: Opened
    frozen: Frozen
    cases: LogCases
    mix: str
    log_version: str
    is_made_up: bool

    @property
    def titles(self) -> dict[str, str]:
        """Names of the steps of the pack."""
        from mersey.report.evidence_plan_words import pack_titles

        return pack_titles(self.found.service)


@spread
def verdict(
    file: PlanFile,
    log: Annotated[Path, typer.Argument(metavar="LOG", help="The log of the service.")],
    *,
    looking: Looking,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="Write it as a page.")
    ] = None,
    as_json: AsJson = False,
    reading: Reading,
) -> None:
    """Say what may be said of a change: nothing before the first planned look.

    Example: mersey evidence verdict borough/experiments/early-officer.toml
    borough/planning/applications.csv --out verdict.html
    """
    read = _read(file, log, reading)
    day = looking.on.date() if looking.on else read.cases.known_until + A_DAY
    first = read.frozen.plan.first_look
    if first is not None and day < first and not looking.ahead:
        _tell_sealed(read, day, out=out, as_json=as_json)
        return
    looked = _looked(read, day, by=looking.by)
    _tell(read, looked, out=out, as_json=as_json)


def _read(file: Path, log: Path, reading: Reading) -> _Read:
    from mersey.eventlog import with_pack
    from mersey.evidence.looking import cases_of, mix_of
    from mersey.evidence.lotted import by_lot_of

    found = opened(file)
    frozen = found.kept.frozen
    if frozen is None:
        msg = f"{file} is not frozen: a verdict needs a plan that was made before."
        hint = f'Freeze it first: mersey evidence freeze {file} --by "Name, team"'
        raise EvidenceError(msg, next_step=hint)
    with prepared(log, reading, pack=frozen.plan.service) as (_, prepared_log):
        packed = with_pack(prepared_log)
        return _Read(
            file=file,
            found=found,
            frozen=frozen,
            cases=replace(
                cases_of(packed.log, packed.use, frozen.plan),
                by_lot=by_lot_of(frozen.plan, found.kept.trail),
            ),
            mix=mix_of(packed.log, packed.use),
            log_version=packed.log.facts.log_version,
            is_made_up=is_made_up(log),
        )


def _looked(read: _Read, day: date, *, by: str) -> Looked:
    """The look, written in the trail: the same one once."""
    from mersey.evidence.kept import add_look
    from mersey.evidence.looking import look, look_taken
    from mersey.evidence.verdict import LookTime

    trail = read.found.kept.trail
    taken = look_taken(read.frozen.plan, day)
    is_ahead = taken.kind is LookTime.AHEAD
    if is_ahead and not by.strip():
        msg = "A look ahead of time is written in the trail, with who took it."
        raise EvidenceError(msg, next_step='Say who: --by "Name, team".')
    looked = look(
        read.frozen.plan,
        read.cases,
        on=day,
        n_ahead=len(trail.looks_ahead) + is_ahead,
        notes=tuple(str(one.data["text"]) for one in trail.notes),
        mix=read.mix,
    )
    add_look(read.file, looked.verdict.look, looked.verdict.kind, at=now(), by=by)
    return looked


def _tell(read: _Read, looked: Looked, *, out: Path | None, as_json: bool) -> None:
    from mersey.report.evidence_json import verdict_json
    from mersey.report.evidence_page import verdict_view
    from mersey.report.evidence_verdict_words import verdict_lines
    from mersey.report.self_contained import evidence_page

    if out:
        view = verdict_view(
            looked,
            outcome=read.found.outcome,
            kept=read.found.kept,
            titles=read.titles,
            case_word=read.found.service.case_word,
        )
        write_file(out, evidence_page(view, synthetic=read.is_made_up))
    if as_json:
        print_json(
            verdict_json(
                looked, read.frozen, log_version=read.log_version, titles=read.titles
            )
        )
        return
    say_lines((read.frozen.plan.title, "", *verdict_lines(looked)))
    say_lines(_reasons(read, looked))
    if out:
        say(f"The page: {out}")


def _reasons(read: _Read, looked: Looked) -> Iterator[str]:
    """What it rests on, and what became of the guardrails: a line each."""
    from mersey.charts.kinds.guardrails import stands
    from mersey.report.evidence_check_words import STANDING_WORDS, assumption_words
    from mersey.report.evidence_verdict_words import secondary_words

    yield ""
    yield "Should we believe it?"
    for check in looked.verdict.effect.assumptions:
        start, rest = assumption_words(check, titles=read.titles)
        yield f"  {STANDING_WORDS[check.standing]:<14}  {start} {rest}"
    if looked.verdict.guardrails:
        yield ""
        yield "Was it paid for elsewhere?"
    for guard in looked.verdict.guardrails:
        yield f"  {guard.guard.name}: {stands(guard)}"
    if looked.verdict.secondary:
        yield ""
        yield "What else moved?"
    for one in looked.verdict.secondary:
        yield f"  {one.name}: {secondary_words(one)}"


def _tell_sealed(read: _Read, day: date, *, out: Path | None, as_json: bool) -> None:
    from mersey.evidence.sealed import sealed
    from mersey.report.evidence_json import sealed_json
    from mersey.report.evidence_page import sealed_view
    from mersey.report.self_contained import evidence_page

    known = read.cases.known_on(min(day - A_DAY, read.cases.known_until))
    found = sealed(read.frozen.plan, known)
    view = sealed_view(
        found,
        smallest=_smallest(read),
        outcome=read.found.outcome,
        kept=read.found.kept,
        titles=read.titles,
        case_word=read.found.service.case_word,
    )
    if out:
        write_file(out, evidence_page(view, synthetic=read.is_made_up))
    if as_json:
        print_json(sealed_json(found, read.frozen, log_version=read.log_version))
        return
    say_lines((view.title, "", f"{view.tag}. {view.figure} {view.figure_rest}"))
    say_lines(view.sentences)
    say_lines(_seen(view))
    if out:
        say(f"The page: {out}")


def _smallest(read: _Read) -> float | None:
    """What the first look would see, judged by the time before alone."""
    from mersey.evidence.plan_power import power_of_plan

    try:
        return power_of_plan(read.frozen.plan, read.cases).looks[0].smallest
    except EvidenceError:
        return None


def _seen(view: EvidenceView) -> Iterator[str]:
    yield ""
    for section in view.sections:
        for block in section.blocks:
            if block.block == "checks":
                yield section.title
                yield from (f"  {row.start} {row.rest}" for row in block.rows)
