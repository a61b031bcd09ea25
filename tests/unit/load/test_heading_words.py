"""What a heading alone says: a limit, a role, in the languages known."""

from __future__ import annotations

import pytest

from mersey.load.columns.heading_words import fit, is_due, is_of_another
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role


@pytest.mark.parametrize(
    "heading",
    ["Expected close date", "Dyddiad cau disgwyliedig", "Verwachte einddatum",
     "Geplantes Ende", "Voraussichtlicher Abschluss", "Date de clôture prévue",
     "Fecha de cierre prevista", "Data di chiusura stimata", "Forventet slutt"],
)  # fmt: skip
def test_heading_is_a_limit_when_it_says_expected_in_any_language(heading):
    assert is_due(heading)


@pytest.mark.parametrize(
    "heading", ["Closed date", "Dyddiad cau", "Einddatum", "Fecha de cierre"]
)
def test_heading_is_no_limit_when_it_says_only_that_it_closed(heading):
    assert not is_due(heading)


@pytest.mark.parametrize("short", ["Resolution Dt", "RESOLUTION_DT", "Resolution Dte"])
def test_short_word_for_date_fits_as_the_whole_word_does(short):
    assert fit(short, Role.CLOSED) == fit("Resolution date", Role.CLOSED)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("misÀJourLe", "mis a jour le"),
        ("closedAt", "closed at"),
        ("NHSNumber", "nhs number"),
        ("CaseIDs", "case ids"),
        ("PA_Ref", "pa ref"),
    ],
)
def test_words_are_parted_where_a_capital_begins_one(heading, words):
    assert words_of(heading) == words


@pytest.mark.parametrize(
    ("heading", "is_another"),
    [
        ("merged_by_data.created_at", True),
        ("closed_by.created_at", True),
        ("issue.created_at", False),
        ("created_by", False),
    ],
)
def test_date_of_somebody_inside_a_record_is_of_another(heading, is_another):
    assert is_of_another(heading) is is_another
