"""Was a file read right? Every outcome against the truth, as a verdict with its reason.

The rule: a wrong figure is loud where a serious finding speaks of that very matter; else
it is silent, whatever else the page warns of. A question is right where every answer that
it offers runs and one of them leads to the truth.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from tests.exports.outcome import (
    LIMIT_S,
    Asked,
    Failed,
    Outcome,
    Read,
    Refused,
    outcome_of,
)
from tests.exports.truth import ANY, Figures, Truth

__all__ = ["Judged", "Verdict", "judge", "judge_read", "wrong_matter"]


class Verdict(StrEnum):
    """What became of a file."""

    RIGHT = "read right"
    ASKED = "asked rightly"
    REFUSED = "refused rightly"
    LOUD = "loudly wrong"
    SILENT = "silently wrong"

    @property
    def is_good(self) -> bool:
        """Whether nobody was told anything false."""
        return self in {Verdict.RIGHT, Verdict.ASKED, Verdict.REFUSED}


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A verdict, why, and the seconds that the first reading took."""

    verdict: Verdict
    why: str
    seconds: float
    outcome: Outcome


SHARE: Final = 0.02
"""Closed, open and the median may be this far off."""

HOUR_DAYS: Final = 1 / 24
"""A median may be an hour off: a file without a zone does not know summer time."""

MINUTE_DAYS: Final = 2 / 1440
"""And one under half a day two minutes, for writings that drop the seconds."""

MOST_QUESTIONS: Final = 3
"""A question whose answer leads to a question, and so on, is asked this often."""

NO_END_SAID: Final = frozenset({"missing_ends", "every_case_open", "one_milestone"})
"""Findings that say that nothing is known to have ended."""

_OF_CASES: Final = frozenset(
    {
        "headings_look_like_data",
        "blank_cases",
        "repeated_cases",
        "rows_without_milestone",
        "single_case",
    }
)
_OF_ENDS: Final = NO_END_SAID | {
    "chosen_by_closing",
    "closed_cases_only",
    "all_closed_same_day",
    "closed_without_date",
    "status_disagrees",
}
MATTERS: Final[dict[str, frozenset[str]]] = {
    "cases": _OF_CASES | {"one_milestone"},
    "closed": _OF_ENDS | {"blank_times", "unreadable_times", "mixed_day_order"},
    "median": _OF_ENDS
    | {"reversed_cases", "impossible_order", "opened_cut_off", "mixed_day_order"},
}
"""What a serious finding must be about to make a wrong figure a loud one."""


def judge(
    path: Path, truth: Truth, *, options: Sequence[str] = (), limit_s: float = LIMIT_S
) -> Judged:
    """The verdict on the file at `path`, read with `options`."""
    outcome, seconds = outcome_of(path, options, limit_s=limit_s)
    match outcome:
        case Read():
            verdict, why = judge_read(outcome, truth)
        case Asked():
            verdict, why = _judge_question(path, outcome, truth, given=list(options))
        case Refused():
            good = truth.may_refuse
            verdict = Verdict.REFUSED if good else Verdict.LOUD
            why = outcome.text.splitlines()[0]
        case Failed():
            verdict, why = Verdict.LOUD, outcome.text.splitlines()[0]
    return Judged(verdict=verdict, why=why, seconds=seconds, outcome=outcome)


def judge_read(read: Read, truth: Truth) -> tuple[Verdict, str]:
    """The verdict on figures that were given."""
    given = (
        f"{read.cases} cases, {read.closed} closed, {read.open} open, median "
        f"{'none' if read.median_days is None else round(read.median_days, 3)}"
    )
    if not truth.is_case_log:
        loud = _serious(read) & MATTERS["cases"] | _serious(read) & NO_END_SAID
        verdict = Verdict.LOUD if loud else Verdict.SILENT
        return verdict, f"no case log, read as {given}"
    wrong = [wrong_matter(read, figures) for figures in truth.right]
    if None in wrong:
        return Verdict.RIGHT, given
    if truth.may_ask and any(_asks_for_the_end(read, f) for f in truth.right):
        return Verdict.ASKED, f"{given}; asks for the end"
    matter = str(wrong[0])
    loud = _serious(read) & MATTERS[matter]
    why = f"{matter}: {given}; right {_said(truth.right[0])}"
    if loud:
        return Verdict.LOUD, f"{why}; said by {', '.join(sorted(loud))}"
    return Verdict.SILENT, why


def wrong_matter(read: Read, figures: Figures) -> str | None:
    """The first matter in which the figures differ; None where they agree."""
    off = abs(read.cases - figures.cases)
    if off and off > min(read.spare_rows, SHARE / 2 * figures.cases):
        return "cases"
    if not _same_ends(read, figures):
        return "closed"
    return None if _same_durations(read, figures) else "median"


def _same_ends(read: Read, figures: Figures) -> bool:
    """Whether as many are over, and as many not; none where the file does not say."""
    if figures.closed == ANY:
        return True
    if figures.closed is None:
        return read.closed == 0 and bool(NO_END_SAID & set(read.findings))
    is_open_known = figures.open is not None and figures.open != ANY
    same_open = not is_open_known or _near(read.open, float(figures.open or 0))
    return _near(read.closed, figures.closed) and same_open


def _same_durations(read: Read, figures: Figures) -> bool:
    """Whether as many have a duration, and the percentiles of it are the same."""
    if figures.closed is None:
        return True
    is_judged = figures.median_days is not None and figures.median_days != ANY
    untimed = abs(read.closed - read.timed - figures.untimed)
    if is_judged and untimed > SHARE * read.closed:
        return False
    pairs = [(read.median_days, figures.median_days)]
    if figures.p50_days is not None:
        pairs.append((read.p50_days, figures.p50_days))
    if figures.p85_days is not None:
        pairs.append((read.p85_days, figures.p85_days))
    return all(_same_days(given, right, read=read) for given, right in pairs)


def _asks_for_the_end(read: Read, figures: Figures) -> bool:
    """Whether the cases are right, and the closing that no column holds is asked for."""
    return (
        figures.median_days is None
        and wrong_matter(read, Figures(cases=figures.cases)) is None
        and read.findings.get("missing_ends", ("", 0))[0] == "serious"
    )


def _near(given: int, right: float) -> bool:
    return abs(given - right) <= SHARE * right


def _same_days(given: float | None, right: float | None, *, read: Read) -> bool:
    if right == ANY:
        return True
    if given is None or right is None:
        return given == right
    spare = HOUR_DAYS if right >= 0.5 else MINUTE_DAYS
    if read.is_date_only and right >= 1:
        spare = 0.5
    return abs(given - right) <= max(SHARE * right, spare)


def _serious(read: Read) -> frozenset[str]:
    return frozenset(i for i, (level, _) in read.findings.items() if level == "serious")


def _said(figures: Figures) -> str:
    median = "any" if figures.median_days == ANY else figures.median_days
    return (
        f"{figures.cases} cases, {figures.closed} closed, {figures.open} open, "
        f"median {median}"
    )


def _judge_question(
    path: Path, asked: Asked, truth: Truth, *, given: list[str]
) -> tuple[Verdict, str]:
    question = asked.text.splitlines()[0]
    leads, failed = _follow(path, asked, truth, given=given, depth=1)
    if failed:
        return Verdict.LOUD, f"asks: {question} But {failed}"
    if leads or truth.may_ask:
        return Verdict.ASKED, question
    return Verdict.LOUD, f"asks: {question} No answer gives the truth"


def _follow(
    path: Path, asked: Asked, truth: Truth, *, given: list[str], depth: int
) -> tuple[bool, str]:
    """Whether an answer leads to the truth, and which answer failed when typed."""
    leads = False
    for option in asked.options:
        typed = [*given, *arguments_of(option, path)]
        outcome, _ = outcome_of(path, typed)
        match outcome:
            case Read():
                leads = leads or judge_read(outcome, truth)[0] is Verdict.RIGHT
            case Asked() if depth < MOST_QUESTIONS:
                found, failed = _follow(
                    path, outcome, truth, given=typed, depth=depth + 1
                )
                leads = leads or found
                if failed:
                    return leads, failed
            case Refused() if _may_be_refused(option, truth):
                leads = leads or not truth.is_case_log
            case _:
                return leads, f"{option} fails when typed"
    return leads, ""


def _may_be_refused(option: str, truth: Truth) -> bool:
    """A sheet that was chosen may hold no log; so may a file that is none."""
    return "--table" in option or truth.may_refuse


def arguments_of(option: str, path: Path) -> list[str]:
    """An offered answer as the program takes it, whether or not it names the command."""
    words = shlex.split(option, comments=True)
    if words[:1] == ["mersey"]:
        words = [word for word in words[2:] if Path(word).name != path.name]
    return words
