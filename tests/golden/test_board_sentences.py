"""Every sentence of a board, on extremes: kept as a text that a person reads.

`make golden` writes it again; read it as a tired team would before it is committed.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mersey.answer.board import BoardFacts, Typed, board, board_week
from mersey.answer.board.trying import Trying
from mersey.evidence.states import State
from mersey.report.board import board_view
from mersey.report.board.board_views import BoardView
from tests.unit.report.made_up_board import (
    MONDAY,
    TYPED,
    changes,
    column,
    facts,
    week_change,
)

FILE = Path(__file__).with_name("board_sentences.txt")

IDEAS = (
    Trying(id="a", title="Ring first", state=State.FROZEN, starts=date(2026, 10, 12)),
    Trying(id="b", title="One page", state=State.RUNNING),
    Trying(id="c", title="Two pages", state=State.VERDICT, why_not="The log is gone."),
    Trying(id="d", title="Three pages", state=State.VERDICT),
)


def _no_limits() -> BoardFacts:
    cases = tuple(replace(one, limits=(), risk=None) for one in facts().cases)
    return facts(
        cases=cases,
        clocks={},
        n_past=None,
        n_soon=None,
        soon_until=None,
        changes=changes(misses=None, list_grows=True),
    )


def _calm() -> BoardFacts:
    quiet = tuple(one for one in facts().cases if one.key.startswith("c"))
    return facts(
        cases=quiet,
        columns=(column("Being checked", 4, 21.0),),
        n_open=4,
        n_past=0,
        n_soon=0,
        handed_over=(),
    )


def _nothing_open() -> BoardFacts:
    return replace(_calm(), cases=(), columns=(), n_open=0)


def _not_foretold() -> BoardFacts:
    misses = facts().changes.misses
    why = "At 24 earlier moments such risks were off by 12 in 100 in one tenth of them."
    return facts(changes=changes(misses=replace(misses, expected=None, why_not=why)))


def _signals(**more) -> BoardFacts:
    came = week_change("arrivals", 19.0, is_signal=True, is_up=True)
    return facts(changes=changes(came=came, **more))


def _unjudged() -> BoardFacts:
    why = "too few full weeks are known to say what is ordinary"
    came = week_change("arrivals", 3.0, usual=None, why_not=why)
    went = week_change("throughput", 2.0, usual=None, why_not=why)
    return facts(changes=changes(came=came, finished=went))


def _closed_only() -> BoardFacts:
    return facts(
        knows_open_cases=False,
        cases=(),
        columns=(),
        n_open=0,
        n_past=None,
        n_soon=None,
        soon_until=None,
        handed_over=(),
        changes=changes(
            came=None,
            finished=week_change(
                "throughput",
                14.0,
                usual=None,
                why_not="no limits are drawn where open cases are left out",
            ),
            open_now=None,
            misses=None,
        ),
    )


BOARDS = {
    "ordinary": lambda: board(facts(), TYPED),
    "nothing typed": lambda: board(facts()),
    "experiments without a look": lambda: board(facts(), trying=IDEAS),
    "no limits, and the list grows": lambda: board(_no_limits()),
    "nobody needs help": lambda: board(_calm()),
    "nothing open": lambda: board(_nothing_open()),
    "risk not told": lambda: board(_not_foretold()),
    "a signal": lambda: board(_signals()),
    "two signals": lambda: board(
        _signals(finished=week_change("throughput", 5.0, is_signal=True))
    ),
    "too few weeks": lambda: board(_unjudged()),
    "closed cases only": lambda: board(_closed_only()),
    "all have ended": lambda: board(replace(_closed_only(), all_ended=True)),
    "late data": lambda: board(
        facts(week=board_week(MONDAY, as_at=date(2026, 9, 10))), TYPED
    ),
    "friday's export": lambda: board(
        facts(week=board_week(MONDAY, as_at=date(2026, 9, 25)))
    ),
    "served already": lambda: board(facts(n_served=3, served_title="Resolved")),
    "a team's": lambda: board(
        facts(cases=tuple(replace(one, team="North") for one in facts().cases[:1])),
        team="North",
    ),
    "all done": lambda: board(facts(), Typed(promises=TYPED.promises[:1])),
}


@pytest.fixture(scope="module")
def told() -> str:
    return "\n".join(
        f"== {name}\n{_text(board_view(made()))}" for name, made in BOARDS.items()
    )


def test_sentences_are_the_golden_ones(told: str) -> None:
    if os.environ.get("MERSEY_GOLDEN") == "write":
        FILE.write_text(told, encoding="utf-8", newline="\n")
    assert FILE.read_text(encoding="utf-8") == told


def test_no_sentence_has_a_hole(told: str) -> None:
    sentences = [line for line in told.splitlines() if not line.startswith("BLOCKED")]
    for line in sentences:
        assert "  " not in line
        assert not re.search(r"[ :,]\.|\.\.|\b1 days|: None\b", line)


def _text(view: BoardView) -> str:
    lines = [f"{view.about}: {view.title}. {' '.join(view.data)}"]
    lines += [f"WARNING {said}" for said in view.warnings]
    lines += ["".join(words.text for words in view.lead).strip()]
    lines += [
        f"{one.title} {''.join(words.text for words in one.said)}".strip()
        for one in view.questions
    ]
    lines += [
        f"TILE {one.title}: {one.figure} {one.unit}. {one.note}" for one in view.tiles
    ]
    for one in view.columns:
        limit = " ".join(filter(None, (one.limit, one.over)))
        lines.append(f"COLUMN {one.title}: {one.n} ({limit}). {one.usual} {one.none}")
        lines += [
            f"CARD {card.called.text}, {card.days}, {card.mark}: "
            + "; ".join(
                filter(None, (card.about, card.badge, *card.reasons, card.blocked))
            )
            for card in one.cards
        ]
    lines += [f"KEY {words}" for _, words in view.key]
    lines += [f"KEY {view.key_note}"] if view.key_note else []
    lines += [f"HANDED {said}" for said in view.handed_over]
    lines += [
        f"BLOCKED {one.called.text} | {one.reason}: {one.waits_for} | {one.days} |"
        f" {one.next_step} | {one.who} | {one.by}"
        for one in view.blocked
    ]
    lines += [f"LOST {view.lost_title}. {view.lost_said}"] if view.lost else []
    lines += [f"LOST {one.words}: {one.days}" for one in view.lost]
    lines += [f"UNBLOCKED {said}" for said in view.unblocked]
    lines += [f"ASKED {who} of {whom}: {what}" for who, whom, what in view.asked]
    lines += [
        f"TRYING {one.title} [{one.tag}] " + " ".join(map(" ".join, one.sentences))
        for one in view.trying
    ]
    lines += [
        f"PROMISE {one.tag}: {one.words} {one.rest}"
        for one in (*view.before, *view.this_week)
    ]
    lines += [f"NOTE {said}" for said in (view.steps_note, *view.notes)]
    return "\n".join(line.rstrip() for line in lines) + "\n"
