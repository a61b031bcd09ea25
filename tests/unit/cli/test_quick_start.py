"""What makes a run quick changes nothing that it says, and can be turned off."""

from __future__ import annotations

import gc
import os

import pytest

from mersey.cli import quick_start


def test_nothing_is_changed_when_a_plain_start_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(quick_start.PLAIN_START, "1")
    before = gc.get_threshold(), dict(os.environ)
    quick_start.start_quickly()
    assert (gc.get_threshold(), dict(os.environ)) == before


def test_program_leaves_in_pythons_way_when_a_plain_start_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(quick_start.PLAIN_START, "1")
    quick_start.leave_at_once()  # would end this very process
