"""A team's way through an experiment, without a script: plan, freeze, wait, read, decide."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.web.test_pages_in_a_browser import address, browser, signed_in

__all__ = ["address", "browser"]

pytestmark = pytest.mark.browser

HERE = "/services/planning/experiments/"


@pytest.fixture
def at(site: Any) -> Iterator[Callable[..., None]]:
    """Moves the clock of the site; what was written meanwhile is taken back."""
    from django.conf import settings

    from mersey.web.models import ExperimentDraft

    before = settings.SITE_CLOCK
    folder = site.workspace / "experiments" / "planning"
    there = set(folder.iterdir())

    def move(year: int, month: int, day: int) -> None:
        settings.SITE_CLOCK = lambda: datetime(year, month, day, 9, tzinfo=UTC)

    yield move
    settings.SITE_CLOCK = before
    # Playwright runs a loop in this thread, and Django's tables are not asked in one.
    clearing = threading.Thread(target=ExperimentDraft.objects.all().delete)
    clearing.start()
    clearing.join()
    for path in set(folder.iterdir()) - there:
        path.unlink()


def _on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def _plan(page: Page) -> None:
    """Answer every question, from the list of experiments to the plan's own page."""
    page.get_by_role("button", name="Plan an experiment").click()
    page.get_by_label("A decision in 8 weeks, 9 times in 10").check()
    _on(page)
    page.get_by_label("What shall it be called?").fill("An officer on day 14")
    page.get_by_label("What is the one change?").fill("Name the officer on day 14")
    _on(page)
    page.get_by_label("Which question does it answer?").fill("Is it sooner?")
    page.get_by_label("Why should it work?").fill("Files wait in a tray")
    page.get_by_label("Who answers for it?").fill("Planning manager")
    _on(page)
    page.get_by_label("Days from opening to any end of a case").check()
    _on(page)
    page.get_by_label("How much better do you expect it to be").fill("10")
    page.get_by_label("And at most?").fill("14")
    page.get_by_label("What is the smallest improvement").fill("5")
    _on(page)
    page.get_by_label("It begins at").select_option("consultation-end")
    page.get_by_label("and ends at").select_option("officer-allocated")
    _on(page)
    page.get_by_role("group", name="When was the problem picked?").get_by_label(
        "Day"
    ).fill("1")
    _on(page)
    _on(page)
    page.get_by_label("Who could be treated worse").fill("Nobody")
    _on(page)
    page.get_by_text("the last look will show it").first.wait_for()
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Write the plan").click()


def test_team_plans_freezes_waits_reads_and_decides(
    browser: Browser, address: str, at: Callable[..., None]
) -> None:
    at(2025, 9, 15)
    with signed_in(browser, address, width=390) as page:
        page.goto(f"{address}{HERE}")
        _plan(page)
        page.wait_for_url(f"{address}{HERE}an-officer-on-day-14/")
    with signed_in(browser, address, script=False, person="Dana K") as page:
        page.goto(f"{address}{HERE}an-officer-on-day-14/")
        page.get_by_role("button", name="Read the plan and freeze it").click()
        page.get_by_text("Files wait in a tray").wait_for()
        page.get_by_label("I have read the plan").check()
        page.get_by_role("button", name="Freeze the plan").click()
        page.get_by_text("The plan is frozen").wait_for()
    at(2025, 11, 24)
    with signed_in(browser, address, script=False) as page:
        page.goto(f"{address}{HERE}an-officer-on-day-14/")
        page.get_by_text("Too early to say").wait_for()
        assert not page.get_by_text("Likely between").count()
        at(2026, 9, 30)
        page.reload()
        page.get_by_text("Improved", exact=True).wait_for()
        page.get_by_role("button", name="Propose a decision").click()
        assert not page.locator("input[type=radio]:checked").count()
        page.get_by_label("Keep it").check()
        page.get_by_label("What did we learn").fill("Day 14 is early enough")
        page.get_by_role("button", name="Propose").click()
    with signed_in(browser, address, script=False, person="Sunita P") as page:
        page.goto(f"{address}{HERE}an-officer-on-day-14/")
        page.get_by_role("button", name="Read what is proposed").click()
        page.get_by_text("Day 14 is early enough").wait_for()
        page.get_by_role("button", name="Confirm").click()
        page.get_by_text("proposed by Amina R, confirmed by Sunita P").wait_for()
