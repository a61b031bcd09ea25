"""A word that no list knows and that comes often: of the trade, or somebody's name."""

from __future__ import annotations

import pytest

from mersey.load.personal.generalise import is_alone, written_in
from mersey.load.personal.trade import words_of_trade

PLAIN = written_in({"Received": 1})
KNOWN = {"Received": 60, "Assessed": 60, "Closed": 60}


@pytest.mark.parametrize(
    "name", ["Quillfeather", "QUILLFEATHER", "quillfeather", "McSnodgrass", "Παπαδάκης"]
)
@pytest.mark.parametrize("names_teams", [True, False])
def test_a_name_is_none_when_it_is_a_third_of_rows(
    name: str, names_teams: bool
) -> None:
    weights = {**KNOWN, name: 90}
    assert not words_of_trade(weights, PLAIN, names_teams=names_teams)


@pytest.mark.parametrize("word", ["Zincification", "Xylogated", "AutoXylo", "xylology"])
def test_a_word_is_when_its_form_is_no_names_and_it_comes_often(word: str) -> None:
    often, rare = {**KNOWN, word: 20}, {**KNOWN, word: 4}
    assert words_of_trade(often, PLAIN, names_teams=True) == {word}
    assert not words_of_trade(rare, PLAIN, names_teams=True)


def test_words_are_when_most_of_a_column_is_unknown_but_for_teams() -> None:
    words = {"Brontwerk": 50, "Gevlaakt": 50, "Ostrapel": 50, "Mindruik": 50}
    weights = {**words, "Received": 40}
    found = words_of_trade(weights, PLAIN, names_teams=False)
    assert len(found) >= 4
    assert not words_of_trade(weights, PLAIN, names_teams=True)


@pytest.mark.parametrize("word", ["Cyber", "Workaround", "Gatekeeping", "Reablers"])
def test_a_word_of_administration_is_no_name(word: str) -> None:
    assert not is_alone(word, PLAIN)
