"""An analyst brings a file, answers, looks and accepts: in Chromium, script on and off."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.web.test_data_files import ASKED
from tests.web.test_pages_in_a_browser import (  # noqa: F401  (two are fixtures)
    address,
    browser,
    signed_in,
)

pytestmark = pytest.mark.browser

SLUGS = ("street-reports", "council-tax-benefits")
"""A service for each browser: the answer of the first is kept."""

PATIENCE_MS = 120_000


@pytest.fixture(scope="module")
def worker(site: Any) -> Iterator[None]:
    """A worker as `mersey serve` has one: a thread, and a process for each job."""
    from mersey.web.jobs.all_kinds import KINDS
    from mersey.web.jobs.worker import Worker

    stop = threading.Event()
    thread = threading.Thread(target=Worker(kinds=KINDS).run, args=(stop,), daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join()
    for slug in SLUGS:
        shutil.rmtree(site.workspace / "logs" / slug, ignore_errors=True)


def _is_sound(page: Page, width: int) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("script", "width"),
    [pytest.param(True, 1280, id="script"), pytest.param(False, 390, id="no script")],
)
def test_analyst_brings_a_file_answers_and_accepts(
    browser: Browser,  # noqa: F811
    address: str,  # noqa: F811
    worker: None,
    tmp_path: Path,
    script: bool,
    width: int,
) -> None:
    slug = SLUGS[script]
    file = tmp_path / "export.csv"
    file.write_text(ASKED)
    with signed_in(
        browser, address, width=width, script=script, person="Dana K"
    ) as page:
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{address}/services/{slug}/data/files/")
        page.get_by_label("The log that the case system exports").set_input_files(file)
        page.get_by_role("button", name="Upload and read").click()
        page.get_by_role("heading", name="Needs an answer").wait_for()
        if script:
            _is_sound(page, width)
        page.get_by_label("first date").check()
        page.get_by_role("button", name="Read it like this").click()
        page.get_by_role("heading", name="Read: look at it").wait_for()
        assert page.get_by_text("48 rows read:").is_visible()
        assert page.get_by_role("heading", name="How the file was read").is_visible()
        if script:
            _is_sound(page, width)
        page.get_by_role("button", name="Accept, and put it in use").click()
        page.get_by_text("The new version is in use.").wait_for()
        page.goto(f"{address}/services/{slug}/")
        assert page.get_by_text("24", exact=False).first.is_visible()


def test_pages_of_files_and_tokens_have_no_axe_violation_on_a_phone(
    browser: Browser,  # noqa: F811
    address: str,  # noqa: F811
) -> None:
    with signed_in(browser, address, width=390, person="Dana K") as page:
        home = "/services/planning/data/files/"
        for path in (home, f"{home}1/", "/account/tokens/"):
            page.goto(f"{address}{path}")
            _is_sound(page, 390)
