"""A board in sentences alone, for mail: counts and nothing that anybody typed of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mersey.report.board.board_views import BoardView
    from mersey.report.sentences import Words

Answered = tuple[str, tuple[str, ...]]
"""A question, and the sentences that answer it."""


def board_sentences(view: BoardView) -> tuple[Answered, ...]:
    """Each question with its sentences: no case, no name, no word of a blocker or promise."""
    told = (
        _changed(view),
        _waiting(view),
        _blocked(view),
        _working(view),
        _next(view),
    )
    return tuple(
        (question.title, tuple(one for one in said if one))
        for question, said in zip(view.questions, told, strict=True)
    )


def lead_sentence(view: BoardView) -> str:
    """How it stands, in the board's first sentence."""
    return _plain(view.lead)


def _plain(said: Iterable[Words]) -> str:
    return "".join(one.text for one in said).strip()


def _changed(view: BoardView) -> Iterator[str]:
    yield _plain(view.questions[0].said)
    for one in view.tiles:
        yield f"{one.title}: {one.figure} {one.unit}".rstrip() + f". {one.note}"


def _waiting(view: BoardView) -> Iterator[str]:
    yield _plain(view.questions[1].said)
    for one in view.columns:
        limit = f" ({one.limit}, {one.over})" if one.over else ""
        yield f"{one.title}: {one.n}{limit}."


def _blocked(view: BoardView) -> Iterator[str]:
    yield _plain(view.questions[2].said)
    for one in view.lost:
        yield f"{one.words}: {one.days}."


def _working(view: BoardView) -> Iterator[str]:
    yield _plain(view.questions[3].said)
    for one in view.trying:
        yield f"{one.title}: {one.tag}."


def _next(view: BoardView) -> Iterator[str]:
    yield _plain(view.questions[4].said)
    if not view.this_week:
        yield "Nothing is promised for this week yet."
