"""The Monday board of a team or a service: values in, values out."""

from __future__ import annotations

from mersey.answer.board.board import Board, board
from mersey.answer.board.board_facts import BoardFacts, board_facts
from mersey.answer.board.trying import Trying
from mersey.answer.board.typed import (
    AskedOfUs,
    Blocker,
    BlockReason,
    Promise,
    TeamLimit,
    Typed,
)
from mersey.answer.board.way import way_facts
from mersey.answer.board.week import BoardWeek, board_week

__all__ = [
    "AskedOfUs",
    "BlockReason",
    "Blocker",
    "Board",
    "BoardFacts",
    "BoardWeek",
    "Promise",
    "TeamLimit",
    "Trying",
    "Typed",
    "board",
    "board_facts",
    "board_week",
    "way_facts",
]
