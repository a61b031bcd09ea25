"""The page of a programme: every outcome with its drivers, and who is still undecided."""

from __future__ import annotations

from datetime import UTC, date, datetime

from mersey.evidence.frozen import Sealing, freeze
from mersey.evidence.kept import Kept
from mersey.evidence.learning import learning_of, programme
from mersey.report.programme_page import programme_page
from tests.unit.evidence.plans import experiment, outcome


def _page(*, is_frozen: bool) -> str:
    sealing = Sealing(at=datetime(2025, 9, 22, 13, 5, tzinfo=UTC), by="Amina R")
    kept = Kept(versions=(freeze(experiment(), sealing),)) if is_frozen else Kept()
    as_at = date(2026, 9, 30)
    learned = learning_of(experiment(), kept, as_at=as_at)
    whole = programme([learned], as_at=as_at)
    return programme_page(whole, {outcome().id: outcome()})


def test_page_tells_drivers_and_changes_with_where_they_stand() -> None:
    html = _page(is_frozen=True)
    for driver in outcome().drivers:
        assert driver.title in html
    assert "An idea" in html
    assert "1 started, 0 decided" in html


def test_page_says_that_nothing_was_started_when_no_plan_is_frozen() -> None:
    assert "No experiment has been started" in _page(is_frozen=False)
