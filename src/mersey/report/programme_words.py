"""The programme of experiments in words, and as JSON: what learns how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.evidence.verdict import VerdictKind
from mersey.report.evidence_verdict_words import TAGS
from mersey.report.plain_data import as_plain
from mersey.wording import day, days, duration, in_100, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.evidence.learning import Learning, Programme

SCHEMA: Final = "mersey.evidence.programme/1"


def programme_lines(found: Programme) -> Iterator[str]:
    """How fast it learns, what is in progress, and a line for each experiment."""
    yield "Learning as flow"
    yield from (f"  {line}" for line in learning_lines(found))
    yield ""
    yield "The experiments"
    yield from (f"  {_line(one, found)}" for one in found.experiments)


def learning_lines(found: Programme) -> Iterator[str]:
    """How fast it learns, what is in progress, and what is overdue."""
    yield f"As at {day(found.as_at)}: {started_words(found)}"
    if found.n_started:
        yield f"From start to decision: {pace_words(found)}"
        yield f"What was found: {_verdicts(found)}"
    for team, n in found.in_progress.items():
        over = ", more than the limit" if team in found.over_limit else ""
        yield f"In progress, {team}: {n} of at most {found.limit}{over}"
    for one in found.experiments:
        if one.id in found.overdue and one.review_by:
            yield f"Overdue: {one.title} was to be decided by {day(one.review_by)}"
        if one.id in found.unfrozen:
            yield f"Never frozen, and past its start, so not counted: {one.title}"


def started_words(found: Programme) -> str:
    """How many there are, and how many were started and decided."""
    every = plural(
        len(found.experiments), "experiment and idea", "experiments and ideas"
    )
    return f"{every}; {found.n_started} started, {found.n_decided} decided."


def pace_words(found: Programme) -> str:
    """How long it took from the start to the decision."""
    half, most = found.time_to_learning
    counted = "those under way counted"
    if half.days is None:
        return f"fewer than half within {days(half.more_than or 0)}, {counted}."
    slow = (
        f"fewer than 85 in 100 within {days(most.more_than or 0)}"
        if most.days is None
        else f"85 in 100 within {duration(most.days)}"
    )
    return f"half within {duration(half.days)}, {slow}, {counted}."


def _found(verdict: str) -> str:
    """A verdict within a sentence; no look taken where there is none."""
    tag = TAGS[VerdictKind(verdict)] if verdict else "No look taken"
    return f"{tag[0].lower()}{tag[1:]}"


def _verdicts(found: Programme) -> str:
    counted = ", ".join(f"{_found(kind)} {n}" for kind, n in found.verdicts.items())
    share = in_100(found.share_null or 0.0)
    return (
        f"{counted}. No worthwhile change, which is learning too: {share} of started."
    )


def _line(one: Learning, found: Programme) -> str:
    took = one.days(found.as_at)
    age = "" if took is None else f", {days(took)}"
    decision = f" ({one.decision})" if one.decision else ""
    changed = f", {plural(one.n_deviations, 'deviation')}" if one.n_deviations else ""
    verdict = f", {_found(one.verdict)}" if one.verdict else ""
    state = one.state.value.replace("_", " ")
    return f"{one.title}: {state}{decision}{age}{verdict}{changed}"


def programme_json(found: Programme) -> dict[str, Any]:
    """The same as plain data, numbers unrounded."""
    return as_plain(
        {
            "schema": SCHEMA,
            "as_at": found.as_at,
            "limit": found.limit,
            "n_started": found.n_started,
            "n_decided": found.n_decided,
            "n_null": found.n_null,
            "share_null": found.share_null,
            "time_to_learning_days": {
                f"p{round(one.p * 100)}": one.days for one in found.time_to_learning
            },
            "more_than_days": {
                f"p{round(one.p * 100)}": one.more_than
                for one in found.time_to_learning
            },
            "in_progress": dict(found.in_progress),
            "over_limit": list(found.over_limit),
            "overdue": list(found.overdue),
            "unfrozen": list(found.unfrozen),
            "verdicts": {kind or "none": n for kind, n in found.verdicts.items()},
            "experiments": [_one(one, found) for one in found.experiments],
        }
    )


def _one(one: Learning, found: Programme) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "team": one.team,
        "outcome": one.outcome,
        "state": one.state.value,
        "started": one.started,
        "decided": one.decided,
        "decision": one.decision,
        "verdict": one.verdict,
        "review_by": one.review_by,
        "days": one.days(found.as_at),
        "deviations": one.n_deviations,
        "looks_ahead": one.n_looks_ahead,
    }
