"""The fifth question in words: what did we promise, and what is our next small step?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.answer.board.promised import ENOUGH
from mersey.report.board.board_views import PromiseView
from mersey.report.board.board_words import NUMBERS, by_day, plain_day
from mersey.report.sentences import Words
from mersey.wording import clip, count

if TYPE_CHECKING:
    from datetime import date

    from mersey.answer.board.board import Board
    from mersey.answer.board.typed import Promise


def steps_said(board: Board) -> tuple[Words, ...]:
    """How many of last week's promises were kept; empty before the first promise."""
    before = board.steps.before
    if not before:
        return ()
    n, done = len(before), board.steps.n_done
    if done == n:
        said = "Done." if n == 1 else "All done."
    else:
        said = f"{count(done) if done else 'None'} of {count(n)} done."
    return (Words(text=said, strong=True),)


def before_of(board: Board) -> tuple[PromiseView, ...]:
    """Last week's promises, and older ones that are not done yet."""
    now = board.facts.week.now
    return tuple(_view(one, now) for one in board.steps.before)


def this_week_of(board: Board) -> tuple[PromiseView, ...]:
    """This week's promises."""
    now = board.facts.week.now
    return tuple(_view(one, now) for one in board.steps.this_week)


def steps_note(board: Board) -> str:
    """How many promises are enough."""
    if board.steps.has_room:
        return f"{NUMBERS[ENOUGH]} promises at a time. Big enough to test against the log? Make it an experiment."
    return f"{NUMBERS[ENOUGH]} promises are enough for one week."


def _view(one: Promise, now: date) -> PromiseView:
    said = [clip(one.who, limit=40)] if one.who else []
    if one.done is not None:
        said.append(f"done on {plain_day(one.done, now=now)}")
    elif one.by is not None:
        is_late = one.by < now
        said.append(
            f"{'was to be done' if is_late else 'by'} {by_day(one.by, now=now)}"
        )
    rest = ", ".join(said)
    note = f" {one.note}" if one.note else ""
    return PromiseView(
        id=one.id,
        tag="Done" if one.done is not None else "Not yet",
        is_done=one.done is not None,
        words=clip(one.words, limit=160),
        rest=f"{rest}.{clip(note, limit=160)}"
        if rest
        else clip(note.strip(), limit=160),
    )
