"""The fourth question in words: is our change working?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.charts.gains import gain_words
from mersey.evidence.guardrails import GuardStanding
from mersey.evidence.states import State
from mersey.report.board.board_views import TryingView
from mersey.report.board.board_words import plain_day
from mersey.report.evidence_plan_words import span_words
from mersey.report.evidence_verdict_words import (
    TAGS,
    likely_words,
    stop_words,
    value_words,
)
from mersey.report.sentences import Words
from mersey.vocabulary import Better
from mersey.wording import clip, count, in_100, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mersey.answer.board.board import Board
    from mersey.answer.board.trying import Trying
    from mersey.evidence.experiment import Experiment
    from mersey.evidence.looking import Looked
    from mersey.evidence.sealed import Sealed

Sentence = tuple[str, str]


def working_said(board: Board) -> tuple[Words, ...]:
    """Said where nothing is under way; else empty."""
    if board.trying:
        return ()
    rest = " A promise below can be made into one."
    return (
        Words(text="No change is being tried now.", strong=True),
        Words(text=rest),
    )


def trying_of(board: Board) -> tuple[TryingView, ...]:
    """A view of each experiment under way."""
    word, now = board.facts.case_word, board.facts.week.now
    return tuple(_view(one, word, now) for one in board.trying)


def _view(one: Trying, word: str, now: date) -> TryingView:
    if one.looked is not None:
        return _verdict(one, one.looked, now)
    if one.sealed is not None:
        return _early(one, one.sealed, word, now)
    return _without(one, now)


def _early(one: Trying, found: Sealed, word: str, now: date) -> TryingView:
    n_look = found.weeks_to_look
    gone = min(found.weeks_gone, n_look)
    look = plain_day(found.first_look.on, now=now)
    came = (
        f"{plural(found.n_came, word)} of the {count(found.n_at_look)} that the plan"
        f" needs. First look on {look}. Results stay sealed until then, for everyone."
    )
    if not found.is_usual_number:
        came += f" About {count(found.n_expected)} would be usual by now: ask why."
    return TryingView(
        id=one.id,
        title=clip(one.title),
        tag="Too early to say",
        mark="early",
        gone=gone,
        to_go=n_look,
        sentences=(
            _predicted(found.plan),
            (f"Week {gone} of {n_look}.", came),
            *_doing(found),
            *_harm(found),
        ),
    )


def _predicted(plan: Experiment) -> Sentence:
    """What was written down before."""
    unit, better = plan.measure.unit, plan.measure.better
    span = span_words(plan.prediction.low, plan.prediction.high, unit)
    way = {Better.LOWER: "less", Better.HIGHER: "more"}.get(better, "better")
    if unit.value == "days" and better is Better.LOWER:
        way = "sooner"
    return "We predicted:", f"{span} {way}."


def _doing(found: Sealed) -> Iterator[Sentence]:
    followed = found.fidelity
    if followed is None:
        return
    if followed.share is None:
        n = plural(followed.n_begun, "case")
        yield "Are we doing it?", f"None is due yet; {n} reached the step."
        return
    aim = in_100(followed.aim)
    short = " Fewer than planned: ask why." if followed.share < followed.aim else ""
    yield (
        "Are we doing it?",
        (
            f"{count(followed.n_done)} of {count(followed.n_due)}; the plan aims at"
            f" {aim}.{short}"
        ),
    )


def _harm(found: Sealed) -> Iterator[Sentence]:
    harm = found.harm
    if harm is None:
        return
    if harm.value is None:
        yield "Any harm?", "Nothing is known yet."
        return
    seen = f"It stands at {value_words(harm.value, harm.unit)}"
    limit = value_words(harm.limit, harm.unit)
    if harm.is_reached:
        yield "Harm:", f"{seen}; the plan stops at {limit}. Stop, and talk."
    else:
        yield "Any harm?", f"None seen. {seen}; the plan stops at {limit}."


def _verdict(one: Trying, found: Looked, now: date) -> TryingView:
    verdict = found.verdict
    since = plain_day(found.window.since.first, now=now)
    gain = gain_words(verdict.gain, verdict.effect)
    guarded = _guarded(found)
    said: list[Sentence] = [
        _predicted(found.plan),
        ("It came out:", f"{gain} since {since}. {likely_words(verdict)}"),
    ]
    if stop := stop_words(verdict):
        said.append(("But:", stop))
    if guarded:
        said.append(("Paid for elsewhere?", guarded))
    return TryingView(
        id=one.id,
        title=clip(one.title),
        tag=f"Verdict is in: {_tag(found)}{_decide(one, now)}",
        mark="verdict",
        sentences=tuple(said),
    )


def _tag(found: Looked) -> str:
    tag = TAGS[found.verdict.kind]
    return f"{tag[0].lower()}{tag[1:]}"


def _decide(one: Trying, now: date) -> str:
    if one.state is not State.VERDICT:
        return ""
    if one.review_by is None or one.review_by <= now:
        return ", decide today"
    return f", decide by {plain_day(one.review_by, now=now)}"


def _guarded(found: Looked) -> str:
    used = [one for one in found.verdict.guardrails if one.guard.is_used]
    if not used:
        return ""
    bad = [g.guard.name for g in used if g.standing is GuardStanding.BREACHED]
    unknown = [g.guard.name for g in used if g.standing is not GuardStanding.HELD]
    if bad:
        return f"Yes: {clip('; '.join(bad))}."
    if unknown:
        return f"Not yet known: {clip('; '.join(unknown))}."
    return f"No: {plural(len(used), 'guardrail')} held."


def _without(one: Trying, now: date) -> TryingView:
    """Frozen and not begun, just begun, or not to be told."""
    if one.why_not:
        said: Sentence = ("Not known:", one.why_not)
    elif one.state is State.FROZEN and one.starts:
        said = (
            "It starts on",
            f"{plain_day(one.starts, now=now)}. The plan is frozen.",
        )
    elif one.state is State.RUNNING:
        said = ("It has begun.", "Its first cases are left out of the comparison.")
    else:
        said = ("The day of its look has come.", "Nobody has looked yet.")
    tags = {State.FROZEN: "About to begin", State.RUNNING: "Just begun"}
    return TryingView(
        id=one.id,
        title=clip(one.title),
        tag=tags.get(one.state, "Look at it today"),
        mark="unknown" if one.why_not else "ahead",
        sentences=(said,),
    )
