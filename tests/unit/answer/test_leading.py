"""Which of several clocks speaks for a service."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from mersey.answer import leading, main_clock


def one(name: str, *, n: int = 10, **told: Any) -> Any:
    said = {"speaks": True, "n_overdue": 0, "n_open": 5}
    return SimpleNamespace(id=name, n_started=n, **(said | told))


def watching(*names: str) -> Any:
    measures = [SimpleNamespace(measure=name) for name in names]
    return SimpleNamespace(service=SimpleNamespace(measures=measures))


def test_clock_with_most_cases_leads_when_the_pack_watches_none() -> None:
    few, many = one("few", n=3), one("many", n=30)
    assert leading([few, many], None) is many
    assert leading([few, many], watching("other")) is many


def test_watched_clock_leads_when_another_has_more_cases() -> None:
    few, many = one("few", n=3), one("many", n=30)
    assert leading([many, few], watching("few")) is few


def test_deadline_of_the_file_leads_when_the_pack_watches_another() -> None:
    own, watched = one("file.deadline", n=1), one("watched")
    assert leading([watched, own], watching("watched")) is own


def test_clock_under_which_somebody_waits_leads_before_one_that_is_watched() -> None:
    idle, busy = one("idle", n=90, n_open=0), one("busy", n=3)
    assert leading([idle, busy], watching("idle")) is busy
    assert leading([idle], watching("idle")) is idle


def test_nobody_leads_when_no_clock_covers_most_of_its_cases() -> None:
    blind = one("blind", speaks=False)
    assert leading([blind], None) is None
    assert main_clock([blind], None) is blind


def test_clock_that_covers_its_cases_goes_before_one_with_more() -> None:
    blind, full = one("blind", n=900, speaks=False), one("full", n=3)
    assert main_clock([blind, full], None) is full


def test_there_is_no_clock_when_there_are_none() -> None:
    assert (leading([], None), main_clock([], None)) == (None, None)
