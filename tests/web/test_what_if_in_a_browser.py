"""Asking what a change would do, with a script and without: a form, a wait, an answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.web.test_pages_in_a_browser import address, browser, signed_in
from tests.web.worker_here import do_next_job

__all__ = ["address", "browser"]

pytestmark = pytest.mark.browser


def _elsewhere(work: Callable[[], Any]) -> None:
    """Do it in a thread: Playwright runs a loop in this one, and Django asks for none."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.fixture
def few_runs(site: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two periods instead of twenty; what was asked is taken back."""
    from mersey.web.asked import what_if_asking
    from mersey.web.models import Job, WhatIfQuestion

    def forget() -> None:
        WhatIfQuestion.objects.all().delete()
        Job.objects.filter(kind=what_if_asking.WHAT_IF).delete()
        for kept in site.workspace.glob("what-if/*/*.json"):
            kept.unlink()

    monkeypatch.setattr(what_if_asking, "PAIRS", 2)
    yield
    _elsewhere(forget)


@pytest.mark.parametrize(
    "script", [pytest.param(True, id="script"), pytest.param(False, id="none")]
)
def test_a_member_asks_what_a_quicker_stage_would_do(
    browser: Browser, address: str, few_runs: None, *, script: bool
) -> None:
    with signed_in(browser, address, script=script) as page:
        page.goto(f"{address}/services/planning/what-if/")
        page.get_by_role("button", name="Simulate it").click()
        assert page.get_by_role("link", name="Say at least one thing").is_visible()
        page.get_by_label("Assessment").fill("-20")
        page.get_by_label("Weeks to simulate").fill("4")
        for part, said in (("Day", "1"), ("Month", "10"), ("Year", "2025")):
            page.get_by_label(part, exact=True).fill(said)
        page.get_by_role("button", name="Simulate it").click()
        assert page.get_by_role("button", name="Stop").is_visible()
        _elsewhere(lambda: do_next_job("what-if"))
        page.reload()
        assert page.get_by_role("heading", name="How far to trust this").is_visible()
        page.goto(f"{address}/services/planning/what-if/")
        assert page.get_by_role("link", name="With 20% less time").is_visible()
