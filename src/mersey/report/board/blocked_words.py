"""The third question in words: what is blocked, and who unblocks it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.answer.board.typed import BlockReason
from mersey.charts.small import bar
from mersey.report.board.board_views import LostView, RowView
from mersey.report.board.board_words import NUMBERS, REASONS, by_day, reason_short
from mersey.report.sentences import Words
from mersey.wording import clip, count, either, plural

if TYPE_CHECKING:
    from datetime import date

    from mersey.answer.board.board import Board
    from mersey.answer.board.typed import AskedOfUs, Blocker
    from mersey.report.board.called import Names


def blocked_said(board: Board) -> tuple[Words, ...]:
    """How many are blocked, and how many that was to be over; or that none is noted."""
    now, word = board.blocked.now, board.facts.case_word
    if not now:
        n_long = sum(len(column.cards) for column in board.columns)
        if not n_long:
            return (Words(text="Nothing is noted as blocked."),)
        said = (
            " If one of these cases waits for somebody else, note what it waits for and"
            " who unblocks it."
        )
        return (
            Words(text="Nothing is noted as blocked.", strong=True),
            Words(text=said),
        )
    n = len({one.blocker.case_key for one in now})
    said = f"{plural(n, word)} {either(n, 'is', 'are')} blocked."
    late = sum(one.is_overdue for one in now)
    nobody = sum(not one.blocker.who for one in now)
    rest = ""
    if late:
        rest += f" {count(late)} {either(late, 'was', 'were')} to be unblocked by now."
    if nobody:
        rest += f" {count(nobody)} {either(nobody, 'has', 'have')} nobody’s name yet."
    return Words(text=said, strong=True), Words(text=rest)


def rows_of(board: Board, names: Names) -> tuple[RowView, ...]:
    """A row for each blocker, the next to be unblocked first."""
    now = board.facts.week.now
    return tuple(
        RowView(
            id=one.blocker.id,
            called=names.called(one.blocker.case_key),
            waits_for=clip(one.blocker.words),
            reason=_reason(one.blocker, board.facts.case_word),
            days=plural(one.days, "day"),
            next_step=clip(one.blocker.next_step),
            who=clip(one.blocker.who, limit=40),
            by=by_day(one.blocker.by, now=now),
            is_overdue=one.is_overdue,
        )
        for one in board.blocked.now
    )


def _reason(one: Blocker, case_word: str) -> str:
    if one.for_team:
        return clip(one.for_team, limit=40)
    return reason_short(one.reason, case_word=case_word)


def lost_of(board: Board) -> tuple[LostView, ...]:
    """Days lost by reason, the most first."""
    lost, word = board.blocked.lost, board.facts.case_word
    most = lost[0].days if lost else 0
    return tuple(
        LostView(
            words=f"{reason_short(one.reason, case_word=word)}, {count(one.n)}",
            days=plural(one.days, "day"),
            bar=bar(one.days / most if most else 0.0, leads=place == 0),
        )
        for place, one in enumerate(lost)
    )


def lost_title(board: Board) -> str:
    """What most of the lost days wait for; empty where none are lost."""
    blocked = board.blocked
    if not blocked.n_days:
        return ""
    first = blocked.lost[0]
    plain = _whom(first.reason, board.facts.case_word)
    if len(blocked.lost) == 1:
        return f"All lost days: {plain}"
    tenths = round(10 * first.days / blocked.n_days)
    if tenths in {0, 10}:
        return f"Most lost days: {plain}"
    return f"{NUMBERS[tenths]} in ten of the lost days: {plain}"


def _whom(reason: BlockReason, case_word: str) -> str:
    """The reason at the end of a heading."""
    if reason is BlockReason.PERSON:
        return f"the {reason_short(reason, case_word=case_word).lower()}"
    said = REASONS[reason]
    return f"{said[:1].lower()}{said[1:]}"


def lost_said(board: Board) -> str:
    """What the days are of."""
    n = len(board.blocked.now)
    if not board.blocked.n_days:
        return ""
    return f"Days blocked so far, of the {plural(n, 'case')} blocked now."


def unblocked_said(board: Board) -> tuple[str, ...]:
    """What was unblocked since last Monday, and whose case has gone meanwhile."""
    cleared, gone = board.blocked.cleared, board.blocked.gone
    said = []
    if cleared:
        words = "; ".join(clip(one.words, limit=50) for one in cleared[:3])
        more = f" and {count(len(cleared) - 3)} more" if len(cleared) > 3 else ""
        said.append(
            f"{count(len(cleared))} unblocked since last Monday: {words}{more}."
        )
    if gone:
        n = len(gone)
        said.append(
            f"{count(n)} {either(n, 'blocker is', 'blockers are')} of"
            f" {either(n, 'a case', 'cases')} no longer open: nothing is left to do."
        )
    return tuple(said)


def asked_of(board: Board) -> tuple[tuple[str, str, str], ...]:
    """(who asks, of whom, what for) of each thing that another service waits for from this one."""
    return tuple(_asked(one, now=board.facts.week.now) for one in board.asked_of_us)


def _asked(one: AskedOfUs, *, now: date) -> tuple[str, str, str]:
    days = plural(max(0, (now - one.blocker.since).days), "day")
    by = by_day(one.blocker.by, now=now)
    case = f"{clip(one.case, limit=40)}: " if one.case else ""
    until = f", wanted by {by}" if by else ""
    what = f"{case}{clip(one.blocker.words)} ({days}{until})"
    return clip(one.service), clip(one.of) or "us", what
