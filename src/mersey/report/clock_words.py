"""What a clock says, in the words of a page: two rates, what is coming, whose rule it is.

Only a clock whose authority is a statute is called statutory, and a rule that nobody has
read at its source says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.words import count, percent, plural
from mersey.clocks.clock import Authority
from mersey.report.wording import day, in_100

if TYPE_CHECKING:
    from mersey.flow.clock_results import AsPublished, ClockResult
    from mersey.flow.results import FlowSummary

__all__ = [
    "NOT_CHECKED",
    "authority_said",
    "case_word",
    "checked_said",
    "is_official",
    "main_clock",
    "outlook_said",
    "pressing_clock",
    "published_said",
    "rates_said",
    "source_said",
]

NOT_CHECKED: Final = "not yet checked against the source"

USUAL: Final = "a usual figure: check it against your own"
"""Said of a local target or a contract, which no public source could settle."""

AUTHORITY: Final = {
    Authority.STATUTORY: "Statutory",
    Authority.STATUTORY_GUIDANCE: "Statutory guidance",
    Authority.NATIONAL_STANDARD: "National standard",
    Authority.OMBUDSMAN_CODE: "Ombudsman’s code",
    Authority.REGULATOR_CODE: "Regulator’s code",
    Authority.CONTRACT: "Contract",
    Authority.LOCAL: "Local target",
}

NOT_OFFICIAL: Final = frozenset({Authority.CONTRACT, Authority.LOCAL})


def case_word(summary: FlowSummary) -> str:
    """What the service calls a case, one of them: "application"; else "case"."""
    return summary.service.service.case_word if summary.service else "case"


def main_clock(summary: FlowSummary) -> ClockResult | None:
    """The clock that tells most: the first that the pack watches, else the largest.

    The deadline that the file itself states goes before all others: somebody asked for
    it.
    """
    found = {result.id: result for result in summary.clocks}
    watched = (
        [m.measure for m in summary.service.service.measures]
        if (summary.service)
        else []
    )
    for name in ("file.deadline", *watched):
        if name in found:
            return found[name]
    ranked = sorted(found.values(), key=lambda result: -result.n_started)
    return ranked[0] if ranked else None


def pressing_clock(summary: FlowSummary) -> ClockResult | None:
    """The main clock where open cases are past it; else the one that most are past."""
    main = main_clock(summary)
    if main is None or main.outlook.n_overdue:
        return main
    worst = max(summary.clocks, key=lambda result: result.outlook.n_overdue)
    return worst if worst.outlook.n_overdue else main


def outlook_said(result: ClockResult, word: str) -> str:
    """Who has passed the limit, and who soon will, as one sentence."""
    outlook = result.outlook
    until = f"the next {outlook.working_days} working days, up to {day(outlook.until)}"
    passed, soon = outlook.n_overdue, outlook.n_soon
    if passed == soon == 0:
        return f"No open {word} has passed its limit, and none does in {until}."
    if passed == 0:
        verb, its = ("passes", "its") if soon == 1 else ("pass", "their")
        return f"{plural(soon, f'open {word}')} {verb} {its} limit in {until}."
    have, its = ("has", "its") if passed == 1 else ("have", "their")
    said = f"{plural(passed, f'open {word}')} {have} passed {its} limit already"
    if soon == 0:
        return f"{said}; no other does in {until}."
    more = "passes its limit" if soon == 1 else "pass theirs"
    return f"{said}; {count(soon)} more {more} in {until}."


def rates_said(result: ClockResult) -> str:
    """The official rule beside what all who asked met, as one sentence."""
    official, met = result.published, result.experienced
    if met.n == 0:
        return "Nobody’s clock started in the last 12 months."
    if official.share is None:
        rule = (
            "No clock stopped in the last 12 months, so the official rule says nothing"
        )
    else:
        rule = f"{_rule(result)} says {_said(official.share)} in time"
    if met.share is None:
        return (
            f"{rule}; of all who started in the same 12 months it is not yet known,"
            " since none was watched up to the limit."
        )
    same = official.share is not None and _said(official.share) == _said(met.share)
    also = "also " if same else ""
    return (
        f"{rule}; of all who started in the same 12 months, {also}{_said(met.share)}."
    )


def published_said(official: AsPublished) -> str:
    """The official figure, rounded as the official figure is."""
    if official.share is None:
        return "–"
    if 0 < official.share < 1 and round(official.share * 100, official.decimals) in (
        0,
        100,
    ):
        return percent(official.share)
    return f"{official.share * 100:.{official.decimals}f}%"


def authority_said(result: ClockResult) -> str:
    """Whose rule it is, in a word or two."""
    return AUTHORITY[result.authority]


def source_said(result: ClockResult) -> str:
    """Where the rule is written."""
    source = result.source
    return ", ".join(part for part in (source.instrument, source.provision) if part)


def checked_said(result: ClockResult) -> str:
    """When somebody last read the rule at its source; or that nobody has."""
    if result.id == "file.deadline":
        return "stated by the file"
    if result.source.checked_on is None:
        return NOT_CHECKED if is_official(result) else USUAL
    return f"checked {day(result.source.checked_on)}"


def is_official(result: ClockResult) -> bool:
    """Whether somebody else than the council or its supplier made the rule."""
    return result.authority not in NOT_OFFICIAL


def _rule(result: ClockResult) -> str:
    return "The official rule" if is_official(result) else "Counting closed ones alone"


def _said(share: float) -> str:
    """`64 in 100`; never 0 or 100 for a share that is neither."""
    if share in (0.0, 1.0) or 0.005 <= share < 0.995:
        return {0.0: "none", 1.0: "all"}.get(share) or in_100(share)
    return percent(share)
