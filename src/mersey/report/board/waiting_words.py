"""The second question in words: who is waiting, and who of them needs somebody?"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

from mersey.answer.board.who_waits import Card, Need
from mersey.charts.small import Mark, MarkShape, case_dots, key_mark
from mersey.report.board.board_views import CardView, ColumnView
from mersey.report.board.board_words import on_day, plain_day, whole_days
from mersey.report.page_tables import table_view
from mersey.wording import clip, count, either, in_100, joined, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from mersey.answer.board.board import Board
    from mersey.answer.board.board_facts import BoardFacts
    from mersey.answer.board.columns import ColumnFacts
    from mersey.answer.board.who_waits import BoardColumn, WaitingCase
    from mersey.answer.worklist import CaseLimit
    from mersey.report.board.called import Names
    from mersey.report.view import TableView

MOST_CARDS: Final = 5
"""Cards of a column; how many more there are, and why, is said below them."""

MOST_ROWS: Final = 200
TITLE: Final = 70
FACT: Final = 40
"""Characters of a fact on a card."""

MARKS: Final = {
    Need.PAST: "past",
    Need.DUE_AT_ONCE: "soon",
    Need.BLOCKED: "long",
    Need.OLDER: "long",
    Need.LONG_HERE: "long",
    Need.LIKELY: "near",
    Need.NEAR: "near",
}
SHAPES: Final = {
    "past": MarkShape.PAST,
    "soon": MarkShape.NEAR,
    "long": MarkShape.LONG,
    "near": MarkShape.NEAR,
}
KEY: Final = (
    (Mark(shape=MarkShape.PAST), "past a limit"),
    (
        Mark(shape=MarkShape.LONG),
        "older than usual: longer there, or open longer, than 85 in 100",
    ),
    (Mark(shape=MarkShape.NEAR), "a limit is near, or likely to be missed"),
    (Mark(shape=MarkShape.USUAL), "within the usual time"),
    (Mark(shape=MarkShape.USUAL, is_blocked=True), "blocked"),
)


LONG_MARK: Final = key_mark(Mark(shape=MarkShape.LONG))


def columns_of(
    board: Board, names: Names, *, cards: int = MOST_CARDS
) -> tuple[ColumnView, ...]:
    """The columns, in the order in which work passes them, with so many cards at most."""
    return tuple(
        _column(one, board.facts, names, place=place, cards=cards)
        for place, one in enumerate(board.columns)
    )


def key_of(board: Board) -> tuple[tuple[str, str], ...]:
    """The marks that occur, with their words."""
    found = {mark for column in board.columns for mark in _marks(column)}
    shapes = {mark.shape for mark in found}
    return tuple(
        (key_mark(mark), words)
        for mark, words in KEY
        if (mark.shape in shapes and not mark.is_blocked)
        or (mark.is_blocked and any(one.is_blocked for one in found))
    )


def _column(
    one: BoardColumn, facts: BoardFacts, names: Names, *, place: int, cards: int
) -> ColumnView:
    marks = _marks(one)
    about = (
        f"{clip(one.facts.title)}: {plural(one.n, facts.case_word)}",
        _dots_said(one),
    )
    drawn, each = case_dots(marks, name=f"board-column-{place}", about=about)
    shown = one.cards[:cards]
    return ColumnView(
        title=clip(one.facts.title),
        service=clip(one.facts.service),
        n=count(one.n),
        limit=limit_said(one),
        over=f"{count(one.n_over)} over" if one.n_over else "",
        usual=usual_said(one, facts, each),
        dots=drawn,
        cards=tuple(card_view(card, facts, names) for card in shown),
        more=more_said(one.cards[cards:]),
        none="" if one.cards else _none_said(one),
    )


def limit_said(one: BoardColumn) -> str:
    """The limit beside the number; empty where none is set or proposed."""
    limit = one.limit
    if limit.n is None:
        return "no limit" if limit.is_set or one.facts.set_time else ""
    if one.n_over:
        return f"of {count(limit.n)} at most"
    return f"limit {count(limit.n)}"


def usual_said(one: BoardColumn, facts: BoardFacts, each: int = 1) -> str:
    """How long cases stay there, and what is particular to it."""
    column = one.facts
    said = [_stay_said(column)]
    if facts.clocks and not column.has_limit and not column.is_served:
        said.append(f"No {clock_word(facts)} runs here.")
    if each > 1:
        said.append(f"A mark is up to {count(each)} {facts.case_word}s.")
    return " ".join(said)


def _stay_said(column: ColumnFacts) -> str:
    most = column.stay.most
    if column.set_time:
        return column.set_time
    if column.is_served or column.lasts:
        return (
            "Served already: these only wait to be closed."
            if column.is_served
            else "These last as long as they must."
        )
    if most is None:
        return "Too few have left to say how long is usual."
    if most.days is None:
        return "How long 85 in 100 stay is not yet known."
    if most.days < 1:
        return "85 in 100 leave within a day."
    return f"85 in 100 leave in {whole_days(math.ceil(most.days))}."


def clock_word(facts: BoardFacts) -> str:
    """What limits are called here: a legal clock, where the law sets each."""
    is_law = all(one.is_law for one in facts.clocks.values())
    return "legal clock" if is_law else "clock"


def _none_said(one: BoardColumn) -> str:
    if one.facts.is_served or one.facts.lasts:
        return "None needs somebody now."
    if one.facts.stay.most is None or one.facts.stay.most.days is None:
        return "None is past a limit or near one."
    return "None is there longer than usual."


def card_view(card: Card, facts: BoardFacts, names: Names) -> CardView:
    """One card: what it is called, how long it has been there, and why it is shown."""
    case, first = card.case, card.needs[0]
    limit = _limit_shown(card)
    about = [clip(fact, limit=FACT) for fact in case.facts]
    if case.team:
        about.append(clip(case.team, limit=FACT))
    return CardView(
        called=names.called(case.key),
        days=whole_days(case.days),
        about=", ".join(about),
        badge=limit_words(limit, facts) if limit else "",
        mark=MARKS[first],
        days_mark=LONG_MARK if Need.LONG_HERE in card.needs else "",
        reasons=tuple(_reasons(card, facts)),
        blocked=clip(card.blocker.words) if card.blocker else "",
    )


def _limit_shown(card: Card) -> CaseLimit | None:
    """The limit that a card is about: passed, the next, or the one likely to be missed."""
    case, needs = card.case, set(card.needs)
    if Need.PAST in needs:
        return case.past[0]
    if needs & {Need.DUE_AT_ONCE, Need.NEAR}:
        return case.next_limit
    if Need.LIKELY in needs:
        return case.likely_missed
    return None


def limit_words(one: CaseLimit, facts: BoardFacts) -> str:
    """The limit and its day: "8 weeks ended 23 September", "13 weeks end tomorrow"."""
    said = facts.clocks.get(one.clock)
    limit = said.limit if said else ""
    week, due = facts.week, one.due.due
    if one.due.is_overdue:
        on = plain_day(due, now=week.now)
        return f"{limit} ended {on}" if limit else f"was due {on}"
    on = _coming(due, facts)
    is_one = limit.split(" ")[0] == "1"
    return f"{limit} {'ends' if is_one else 'end'} {on}" if limit else f"due {on}"


def is_ambiguous(one: CaseLimit, facts: BoardFacts) -> bool:
    """Whether another clock of the service runs as long, or this one has no length."""
    said = facts.clocks.get(one.clock)
    if said is None:
        return False
    return sum(clock.limit == said.limit for clock in facts.clocks.values()) > 1


def _coming(due: date, facts: BoardFacts) -> str:
    """A day to come; one that has gone since the data end is told as a date."""
    week = facts.week
    return (
        on_day(due, now=week.now) if due >= week.now else plain_day(due, now=week.now)
    )


def _reasons(card: Card, facts: BoardFacts) -> list[str]:
    case, needs, limit = card.case, set(card.needs), _limit_shown(card)
    said = []
    if limit and is_ambiguous(limit, facts):
        said.append(clip(facts.clocks[limit.clock].title, limit=TITLE))
    if len(case.past) > 1:
        n = len(case.past) - 1
        said.append(f"and past {plural(n, 'other limit')}")
    if limit and limit.clock == case.risk_clock and not limit.due.is_overdue:
        said.append(f"{in_100(case.risk or 0.0).capitalize()} such cases miss it")
    if Need.OLDER in needs:
        said.append(f"Open {whole_days(case.age_days)}: longer than 85 in 100 take")
    return said


WHY: Final = {
    "past": ("past its limit", "past their limit"),
    "soon": ("due within 5 working days", "due within 5 working days"),
    "long": ("older than usual", "older than usual"),
    "near": ("near its limit", "near their limit"),
}


def more_said(left: Sequence[Card]) -> str:
    """How many cards are not shown, and why they would be."""
    if not left:
        return ""
    counted = Counter(MARKS[card.needs[0]] for card in left)
    parts = [
        f"{count(counted[mark])} {either(counted[mark], *words)}"
        for mark, words in WHY.items()
        if counted[mark]
    ]
    if len(parts) == 1:
        mark = next(iter(counted))
        return f"{count(len(left))} more {either(len(left), *WHY[mark])}"
    return f"{count(len(left))} more: {joined(parts)}"


def _marks(one: BoardColumn) -> list[Mark]:
    order = ("past", "soon", "long", "near")
    cards = sorted(
        one.cards,
        key=lambda card: (order.index(MARKS[card.needs[0]]), card.blocker is None),
    )
    told = [
        Mark(
            shape=SHAPES[MARKS[card.needs[0]]]
            if card.needs != (Need.BLOCKED,)
            else MarkShape.USUAL,
            is_blocked=card.blocker is not None,
        )
        for card in cards
    ]
    return told + [Mark(shape=MarkShape.USUAL)] * (len(one.others) + one.n_unlisted)


def _dots_said(one: BoardColumn) -> str:
    counted = Counter(MARKS[card.needs[0]] for card in one.cards)
    parts = [
        f"{count(counted[mark])} {either(counted[mark], *words)}"
        for mark, words in WHY.items()
        if counted[mark]
    ]
    n_blocked = sum(card.blocker is not None for card in one.cards)
    parts += [f"{count(n_blocked)} blocked"] if n_blocked else []
    rest = len(one.others) + one.n_unlisted
    parts += [f"{count(rest)} within the usual time"] if rest else []
    return f"{joined(parts)}."


def table_of(board: Board, names: Names) -> TableView | None:
    """Every case of the board as a table; None where there is none."""
    facts = board.facts
    rows = [
        row for column in reversed(board.columns) for row in _rows(column, facts, names)
    ]
    if not rows:
        return None
    has_team = bool(facts.teams)
    has_risk = any(case.risk is not None for case in facts.cases)
    columns = [
        facts.case_word.capitalize(),
        "Where",
        "Days there",
        "Days open",
        "What",
        *(["Team"] if has_team else []),
        "Next or passed limit",
        *(["Such cases miss it"] if has_risk else []),
        "Why it has a card",
    ]
    wanted = [
        place
        for place in range(len(rows[0]))
        if (place != 5 or has_team) and (place != 7 or has_risk)
    ]
    kept = [[row[place] for place in wanted] for row in rows]
    n = board.n_open
    return table_view(
        f"The board as a table, with all {count(n)}"
        if n > 1
        else "The board as a table",
        columns,
        kept,
        limit=MOST_ROWS,
        numbers=(2, 3),
        summary=f"See the board as a table, with all {count(n)}",
    )


NEED_WORDS: Final = {
    Need.PAST: "past a limit",
    Need.DUE_AT_ONCE: "due within 5 working days",
    Need.BLOCKED: "blocked",
    Need.OLDER: "open longer than usual",
    Need.LONG_HERE: "there longer than usual",
    Need.LIKELY: "likely to miss its limit",
    Need.NEAR: "due within 10 working days",
}


def _rows(column: BoardColumn, facts: BoardFacts, names: Names) -> Iterator[list[str]]:
    for card in column.cards:
        yield _row(column, card.case, facts, names, needs=card.needs)
    for case in column.others:
        yield _row(column, case, facts, names)


def _row(
    column: BoardColumn,
    case: WaitingCase,
    facts: BoardFacts,
    names: Names,
    *,
    needs: Sequence[Need] = (),
) -> list[str]:
    limit = case.past[0] if case.past else case.next_limit
    return [
        names.called(case.key).text,
        clip(column.facts.title),
        whole_days(case.days).removesuffix(" days").removesuffix(" day"),
        whole_days(case.age_days).removesuffix(" days").removesuffix(" day"),
        ", ".join(case.facts),
        case.team,
        limit_words(limit, facts) if limit else "",
        "" if case.risk is None else in_100(case.risk),
        joined([NEED_WORDS[need] for need in needs]),
    ]
