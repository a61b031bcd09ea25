"""A board in words: five questions, fifteen minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey import __version__
from mersey.answer.board.who_waits import Need
from mersey.report.board.blocked_words import (
    asked_of,
    blocked_said,
    lost_of,
    lost_said,
    lost_title,
    rows_of,
    unblocked_said,
)
from mersey.report.board.board_views import BoardQuestion, BoardView
from mersey.report.board.board_words import (
    number_word,
    plain_day,
    week_day,
    whole_days,
)
from mersey.report.board.called import CaseCalling, Names
from mersey.report.board.changed import changed_said, tiles_of
from mersey.report.board.small_steps import (
    before_of,
    steps_note,
    steps_said,
    this_week_of,
)
from mersey.report.board.waiting_words import (
    MOST_CARDS,
    clock_word,
    columns_of,
    key_of,
    table_of,
)
from mersey.report.board.working import trying_of, working_said
from mersey.report.sentences import Words
from mersey.wording import clip, count, either, plural

if TYPE_CHECKING:
    from mersey.answer.board.board import Board
    from mersey.answer.board.board_facts import BoardFacts
    from mersey.answer.board.who_waits import BoardColumn


MOST_PAIRS: Final = 6
MUCH_OVER: Final = 0.1
"""Of a column's limit: less than that over it is no matter for the first sentence."""

WALL_CARDS: Final = 3
"""More do not fit a screen of 1,080 lines that is read from two metres."""


def board_view(
    board: Board,
    names: Names | None = None,
    *,
    title: str = "",
    cards: int = MOST_CARDS,
) -> BoardView:
    """The board in words.

    Args:
        board: The board.
        names: How its cases may be called; None: by stand-ins.
        title: The service's name; the pack's where empty.
        cards: Of a column at most; how many more there are is said. `WALL_CARDS` for a
            screen on a wall.
    """
    facts = board.facts
    called = names or CaseCalling(keeps_ids=facts.keeps_ids)
    about = title or facts.service or "This log"
    return BoardView(
        title=f"Monday board, {plain_day(facts.week.monday, now=facts.week.monday)}",
        about=f"{clip(about)}, {clip(board.team)}" if board.team else clip(about),
        data=_data(facts),
        lead=lead_of(board),
        warnings=warnings_of(facts),
        questions=_questions(board),
        tiles=tiles_of(facts),
        columns=columns_of(board, called, cards=cards),
        key=key_of(board),
        key_note=_key_note(board),
        handed_over=_handed_over(board),
        table=table_of(board, called),
        blocked=rows_of(board, called),
        lost=lost_of(board),
        lost_title=lost_title(board),
        lost_said=lost_said(board),
        unblocked=unblocked_said(board),
        asked=asked_of(board),
        trying=trying_of(board),
        before=before_of(board),
        this_week=this_week_of(board),
        steps_note=steps_note(board),
        notes=_notes(board, called),
        case_word=facts.case_word,
        version=__version__,
    )


def _data(facts: BoardFacts) -> tuple[str, ...]:
    week = facts.week
    rejected = (
        f"{count(facts.n_rejected)} rejected" if facts.n_rejected else "none rejected"
    )
    return (
        f"Data to {week_day(week.as_at, now=week.now)}.",
        f"{plural(facts.n_read, 'row')} read, {count(facts.n_loaded)} loaded, {rejected}.",
    )


def warnings_of(facts: BoardFacts) -> tuple[str, ...]:
    """What must be said before any number is read."""
    week, said = facts.week, []
    if week.is_late:
        said.append(
            f"The data end on {week_day(week.as_at, now=week.now)},"
            f" {plural((week.monday - week.as_at).days, 'day')} before this Monday."
            " The board shows how it stood then."
        )
    if not facts.knows_open_cases:
        why = (
            f"Every {facts.case_word} of this file has ended"
            if facts.all_ended
            else f"Open {facts.case_word}s are not in this file"
        )
        said.append(
            f"{why}, so who is waiting cannot be told. Ask for an extract that holds"
            " open ones too."
        )
    return tuple(said)


def lead_of(board: Board) -> tuple[Words, ...]:
    """How many are open against last Monday, who is late, and where it is too full."""
    facts, opened = board.facts, board.facts.changes.open_now
    if opened is None:
        return (Words(text="What waits is not known from this file."),)
    n, word = board.n_open, facts.case_word
    said = f"{plural(n, word) if n else f'No {word}'} {'are' if n > 1 else 'is'} open"
    if board.team:
        said = f"{said} with {clip(board.team, limit=40)}"
    elif opened.n_before is not None:
        said += f", {_against(n, opened.n_before, facts)}"
    if facts.n_served and not board.team:
        title = clip(facts.served_title, limit=40)
        said += f"; {count(facts.n_served)} of them “{title}” already"
    rest = [*_late_said(board), *_fullest_said(board)] if n else []
    return Words(text=f"{said}. ", strong=True), Words(text=" ".join(rest))


def _against(n: int, before: int, facts: BoardFacts) -> str:
    week = facts.week
    when = (
        "last Monday"
        if week.is_last_week
        else f"on Monday {plain_day(week.since, now=week.now)}"
    )
    if n == before:
        return f"as many as {when}"
    than = "fewer" if n < before else "more"
    return f"{count(abs(n - before))} {than} than {when}"


def _late_said(board: Board) -> list[str]:
    facts = board.facts
    if facts.n_past is None:
        return _long_said(board)
    cases = [case for case in facts.cases if case.past]
    n = len(cases) if board.team else facts.n_past
    laws = {
        facts.clocks[one.clock].is_law
        for case in cases
        for one in case.past
        if one.clock in facts.clocks
    }
    own = either(n, "its", "their")
    limit = f"{own} legal limit" if laws == {True} else f"{own} limit"
    if n:
        return [
            f"{count(n) if n > 1 else 'One'} {either(n, 'is', 'are')} past {limit}."
        ]
    return ["None is past its limit."]


def _long_said(board: Board) -> list[str]:
    """Where no limit runs: how many are where they stand for longer than usual."""
    n = sum(
        bool({Need.LONG_HERE, Need.OLDER} & set(card.needs))
        for column in board.columns
        for card in column.cards
    )
    if not n:
        return ["None has been where it is for longer than usual."]
    have = either(n, "has been where it is", "have been where they are")
    return [f"{number_word(n)} {have} for longer than usual."]


def _fullest_said(board: Board) -> list[str]:
    """The column that is most over its limit, its oldest, and whether a limit runs there."""
    over = [
        one
        for one in board.columns
        if one.n_over >= max(2, MUCH_OVER * (one.limit.n or 0))
    ]
    if not over:
        return []
    most = max(over, key=lambda one: (one.n_over, one.n))
    where = clip(most.facts.title)
    said = (
        f"{count(most.n)} {either(most.n, 'is', 'are')} in “{where}”,"
        f" {count(most.n_over)} more than its limit"
    )
    oldest = _oldest(most)
    if oldest:
        said += f", the longest for {oldest}"
    if board.facts.clocks and not most.facts.has_limit:
        said += f"; no {clock_word(board.facts)} runs there"
    return [f"{said}."]


def _oldest(column: BoardColumn) -> str:
    cases = [card.case for card in column.cards] + list(column.others)
    return whole_days(max(case.days for case in cases)) if cases else ""


def _questions(board: Board) -> tuple[BoardQuestion, ...]:
    facts = board.facts
    return (
        BoardQuestion(
            id="changed",
            title="What changed since last Monday?",
            short="What changed?",
            minutes="2 minutes",
            said=changed_said(facts),
        ),
        BoardQuestion(
            id="waiting",
            title="Who is waiting?",
            short="Who is waiting?",
            minutes="5 minutes, right to left: finish before starting",
            said=_waiting_said(board),
        ),
        BoardQuestion(
            id="blocked",
            title="What is blocked, and who unblocks it?",
            short="What is blocked?",
            minutes="4 minutes",
            said=blocked_said(board),
        ),
        BoardQuestion(
            id="working",
            title="Is our change working?",
            short="Is our change working?",
            minutes="2 minutes",
            said=working_said(board),
        ),
        BoardQuestion(
            id="next",
            title="What is our next small step?",
            short="What is our next small step?",
            minutes="2 minutes",
            said=steps_said(board),
        ),
    )


def _waiting_said(board: Board) -> tuple[Words, ...]:
    facts = board.facts
    if not facts.knows_open_cases:
        return (Words(text="Not known: open ones are not in this file."),)
    if not board.n_open:
        return (Words(text=f"No {facts.case_word} is open."),)
    n = sum(len(column.cards) for column in board.columns)
    if not n:
        return (
            Words(text="Nobody needs help today.", strong=True),
            Words(
                text=" None is late, near a limit, blocked or there longer than usual."
            ),
        )
    said = f"{_of_all(n, board)} {either(n, 'needs', 'need')} somebody."
    return (
        Words(text=said, strong=True),
        Words(
            text=" Only these have a card. The board moves when the case system says so."
        ),
    )


def _of_all(n: int, board: Board) -> str:
    word = board.facts.case_word
    if n < board.n_open:
        return f"{plural(n, word)} of {count(board.n_open)}"
    return f"All {plural(n, word)}" if n > 1 else f"The one open {word}"


def _key_note(board: Board) -> str:
    limits = [column.limit for column in board.columns if column.limit.n is not None]
    if not limits:
        return ""
    if all(one.is_set for one in limits):
        return "Limits are the team’s own."
    proposed = (
        "Limit = what leaves a week × the days it should take there (the mean, if nobody"
        " stayed longer than 85 in 100 do)."
    )
    return (
        f"{proposed} Those that the team set are its own."
        if any(one.is_set for one in limits)
        else proposed
    )


def _handed_over(board: Board) -> tuple[str, ...]:
    """What passed from team to team since last Monday, the most first."""
    passed = board.facts.handed_over
    told = [
        f"{clip(one.source, limit=40)} to {clip(one.target, limit=40)} {count(one.n)}"
        + (f" ({_still(one.n_waiting)})" if one.n_waiting else "")
        for one in passed[:MOST_PAIRS]
    ]
    left = passed[MOST_PAIRS:]
    if left:
        n = sum(one.n for one in left)
        told.append(f"{count(n)} more between others")
    return tuple(told)


def _still(n: int) -> str:
    return f"{count(n)} still {either(n, 'waits', 'wait')} there"


def _notes(board: Board, names: Names) -> tuple[str, ...]:
    facts = board.facts
    said = []
    if facts.cases and (note := names.note()):
        said.append(note)
    misses = facts.changes.misses
    if misses and misses.why_not:
        said.append(f"Who will miss a limit is not foretold. {misses.why_not}")
    if board.team:
        said.append("What changed is of the whole service, not of this team alone.")
    said.append(f"Log version {facts.log_version}, mersey {__version__}.")
    return tuple(said)
