"""The first question in words: what changed since last Monday?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from mersey.charts.small import Mark, MarkShape, case_dots, week_line
from mersey.report.board.board_views import TileView
from mersey.report.board.board_words import plain_day
from mersey.report.sentences import Words
from mersey.wording import clip, count, either, joined, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.answer.board.board_facts import BoardFacts
    from mersey.answer.board.week_changes import LikelyToMiss, OpenNow, WeekChange

MOST_OF: Final = 0.5
"""Share of the cases with a limit that a clock must cover for its risks to be the tile."""

TILE_ACROSS: Final = 19
"""Marks in a row of a tile, which is wider than a column."""

GAP: Final = Words(text=" ")
NAMES: Final = {"arrivals": "came in", "throughput": "were finished"}


def changed_said(facts: BoardFacts) -> tuple[Words, ...]:
    """Signals, each in a sentence; or that there is nothing to explain."""
    if facts.parts:
        return _changed_on_the_way(facts)
    return (*_which_week(facts), *_changed(facts))


def _changed_on_the_way(facts: BoardFacts) -> tuple[Words, ...]:
    """Signals of each service by its name; one sentence where there is none."""
    told = [one for one in facts.parts if one.changes.signals]
    if told:
        return tuple(
            words
            for one in told
            for words in (Words(text=f"{clip(one.service)}: "), *changed_said(one), GAP)
        )
    unknown = [clip(one.service) for one in facts.parts if not one.changes.is_judged]
    rest = f" Not known of {joined(unknown)}." if unknown else ""
    return (
        Words(text="No signal. ", strong=True),
        Words(
            text="Every service moved within its own ordinary variation. Nothing to"
            f" explain, nothing to celebrate.{rest}"
        ),
    )


def _which_week(facts: BoardFacts) -> tuple[Words, ...]:
    """Said where the data do not reach to the end of last week."""
    week = facts.week
    if week.is_last_week:
        return ()
    since = plain_day(week.since, now=week.now)
    said = f"The last week that the data hold to its end began on {since}. "
    return (Words(text=said),)


def _changed(facts: BoardFacts) -> tuple[Words, ...]:
    changes = facts.changes
    told = [
        Words(text=_signal_said(one, facts), strong=True) for one in changes.signals
    ]
    if told:
        rest = (
            "Everything else moved within its own ordinary variation. "
            if len(told) == 1
            else ""
        )
        why = "Ask what is different; the signal does not say why."
        return (*told, Words(text=f"{rest}{why}"))
    if not changes.is_judged:
        why_not = next(
            (one.why_not for one in (changes.came, changes.finished) if one), ""
        )
        reason = f": {why_not}" if why_not else ""
        return (
            Words(text="Not known. ", strong=True),
            Words(text=f"A signal cannot be told from noise here{reason}."),
        )
    grows = (
        " Over the last two years more came than was finished, week by week."
        if changes.list_grows
        else ""
    )
    return (
        Words(text="No signal. ", strong=True),
        Words(
            text="Everything moved within its own ordinary variation of the last year."
            f" Nothing to explain, nothing to celebrate.{grows}"
        ),
    )


def _signal_said(one: WeekChange, facts: BoardFacts) -> str:
    way = "More" if one.is_up else "Fewer"
    word = facts.case_word
    did = NAMES[one.measure]
    return (
        f"{way} {word}s {did} than ordinary variation explains: {count(one.value or 0)}"
        f" {_when(facts)}{_range_said(one)}. "
    )


def _when(facts: BoardFacts) -> str:
    return "last week" if facts.week.is_last_week else "in that week"


def _range_said(one: WeekChange) -> str:
    if one.usual is None:
        return ""
    low, high = whole_range(one.usual)
    value = one.value or 0
    if low <= value <= high:
        return ", and the weeks before it leaned the same way"
    return f"; any week is between {count(low)} and {count(high)}"


def whole_range(usual: tuple[float, float]) -> tuple[int, int]:
    """The whole numbers within limits: no week has half a case, nor fewer than none."""
    return max(0, math.ceil(usual[0])), max(0, math.floor(usual[1]))


def tiles_of(facts: BoardFacts) -> tuple[TileView, ...]:
    """The tiles that the log can fill: came in, finished, open now, likely to miss."""
    if facts.parts:
        return tuple(_part_tile(one, place) for place, one in enumerate(facts.parts))
    return tuple(_tiles(facts))


def _part_tile(facts: BoardFacts, place: int) -> TileView:
    """One service of a way: open now, and what came in and was finished last week."""
    changes, said = facts.changes, []
    for week, did in ((changes.came, "came in"), (changes.finished, "finished")):
        if week is not None and week.value is not None:
            said.append(f"{count(week.value)} {did}")
    opened, n_past = changes.open_now, facts.n_past or 0
    past = f" {count(n_past)} {either(n_past, 'is', 'are')} past a limit."
    return TileView(
        title=clip(facts.service),
        figure=count(opened.n) if opened else "Not known",
        unit=either(opened.n, facts.case_word, f"{facts.case_word}s") if opened else "",
        note=f"{_flow_said(said, facts)}{past if n_past else ''}".strip(),
        chart=_open_line(opened, f"board-open-{place}") if opened else "",
        is_signal=bool(changes.signals),
    )


def _tiles(facts: BoardFacts) -> Iterator[TileView]:
    changes = facts.changes
    if changes.came:
        yield _week_tile("Came in", changes.came, facts)
    if changes.finished:
        yield _week_tile("Finished", changes.finished, facts)
    if changes.open_now:
        yield _open_tile(changes.open_now, facts)
    if changes.misses:
        yield _miss_tile(changes.misses, facts)


def _week_tile(title: str, one: WeekChange, facts: BoardFacts) -> TileView:
    week = facts.week
    last_week = (
        "last week"
        if week.is_last_week
        else f"in the week from {plain_day(week.since, now=week.now)}"
    )
    usual = whole_range(one.usual) if one.usual else None
    if usual:
        low, high = (count(value) for value in usual)
        note = f"Any week is between {low} and {high}."
        lead = "A signal. " if one.is_signal else "Ordinary. "
        note = f"{lead}{note}"
    else:
        note = f"{one.why_not[:1].upper()}{one.why_not[1:]}."
    about = (
        f"{title}, by week",
        f"The last {plural(len(one.weeks), 'full week')}; the latest {count(one.weeks[-1]) if one.weeks else 'is not known'}.",
    )
    return TileView(
        title=title,
        figure="Not known" if one.value is None else count(one.value),
        unit=last_week if one.value is not None else "",
        note=note,
        chart=week_line(
            one.weeks,
            name=f"board-{one.measure}",
            about=about,
            band=usual,
            is_signal=one.is_signal,
        ),
        is_signal=one.is_signal,
    )


def _open_tile(one: OpenNow, facts: BoardFacts) -> TileView:
    week = facts.week
    before = (
        "" if one.n_before is None else f"{count(one.n_before)} {_monday_said(facts)}."
    )
    grows = " More comes in than is finished." if facts.changes.list_grows else ""
    return TileView(
        title="Open now",
        figure=count(one.n),
        unit=either(one.n, facts.case_word, f"{facts.case_word}s"),
        note=f"{before}{grows}".strip()
        or f"As at {plain_day(week.as_at, now=week.now)}.",
        chart=_open_line(one, "board-open"),
    )


def _flow_said(said: list[str], facts: BoardFacts) -> str:
    return f"{joined(said)} {_when(facts)}." if said else ""


def _open_line(one: OpenNow, name: str) -> str:
    """Every seventh day up to the last."""
    said = f"Open at the end of each week; now {count(one.n)}."
    return week_line(one.days[::-7][::-1], name=name, about=("Open, by week", said))


def _monday_said(facts: BoardFacts) -> str:
    week = facts.week
    if week.is_last_week:
        return "last Monday"
    return f"on Monday {plain_day(week.since, now=week.now)}"


def _miss_tile(one: LikelyToMiss, facts: BoardFacts) -> TileView:
    n_limited = sum(bool(case.limits) for case in facts.cases)
    if one.expected is None or one.n_open < MOST_OF * n_limited:
        return _near_tile(one, facts)
    n = one.n_past + round(one.expected)
    past = either(one.n_past, "has passed it", "have passed it")
    others = (facts.n_past or 0) - one.n_past
    more = f", {count(others)} more another limit" if others > 0 else ""
    said = f"{count(one.n_past)} {past} already{more}." if one.n_past else ""
    if not said:
        said = "None has passed it already."
    return TileView(
        title="Likely to miss",
        figure=count(n),
        unit=f"of {count(one.n_open)}",
        note=f"{clip(one.clock, limit=70)}. {said}",
        chart=_miss_dots(one, n),
    )


def _near_tile(one: LikelyToMiss, facts: BoardFacts) -> TileView:
    """Past and near, where no risk is told: and that it is not."""
    past, soon = facts.n_past or 0, facts.n_soon or 0
    n_under = max(sum(bool(case.limits) for case in facts.cases), past + soon)
    why = " Who else will miss one cannot be told." if one.why_not else ""
    said = (
        f"{count(soon)} more due by {_until_said(facts)}."
        if soon
        else f"None more within {one.working_days} working days."
    )
    marks = (
        [Mark(shape=MarkShape.PAST)] * past
        + [Mark(shape=MarkShape.NEAR)] * soon
        + [Mark(shape=MarkShape.USUAL)] * (n_under - past - soon)
    )
    about = (
        "Open cases with a limit",
        f"{count(past)} past a limit, {count(soon)} near one, {count(n_under)} in all.",
    )
    return TileView(
        title="Past a limit",
        figure=count(past),
        unit=f"of {count(n_under)}",
        note=f"{said}{why}",
        chart=case_dots(marks, name="board-miss", about=about, across=TILE_ACROSS)[0],
    )


def _until_said(facts: BoardFacts) -> str:
    return plain_day(facts.soon_until, now=facts.week.now) if facts.soon_until else ""


def _miss_dots(one: LikelyToMiss, n: int) -> str:
    """Every open case under the clock as a mark: past it, expected to miss it, the rest."""
    expected = max(0, min(n, one.n_open) - one.n_past)
    marks = (
        [Mark(shape=MarkShape.PAST)] * one.n_past
        + [Mark(shape=MarkShape.LONG)] * expected
        + [Mark(shape=MarkShape.USUAL)] * max(0, one.n_open - one.n_past - expected)
    )
    about = (
        "Open cases under this limit",
        joined(
            [
                f"{count(one.n_past)} past it",
                f"about {count(expected)} more expected to miss it",
                f"{count(one.n_open)} in all",
            ]
        ),
    )
    return case_dots(marks, name="board-miss", about=about, across=TILE_ACROSS)[0]
