"""The Monday board in words and as HTML."""

from __future__ import annotations

from mersey.report.board.board_mail import board_sentences, lead_sentence
from mersey.report.board.board_page import board_css, board_html, board_page
from mersey.report.board.board_view import WALL_CARDS, board_view
from mersey.report.board.board_views import BoardView, Slots
from mersey.report.board.board_words import REASONS
from mersey.report.board.called import CaseCalling, Names, names_of_way

__all__ = [
    "REASONS",
    "WALL_CARDS",
    "BoardView",
    "CaseCalling",
    "Names",
    "Slots",
    "board_css",
    "board_html",
    "board_page",
    "board_sentences",
    "board_view",
    "lead_sentence",
    "names_of_way",
]
