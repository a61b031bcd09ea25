"""The pages as people meet them: in Chromium, wide and on a phone, with script and without."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SIZES = [pytest.param(1280, id="wide"), pytest.param(390, id="phone")]
PAGES = [
    *("/", "/services/planning/", "/services/planning/board/"),
    "/services/planning/board/blockers/1/",
    "/services/planning/experiments/early-officer/",
    *("/services/planning/cases/", "/services/planning/map/"),
    *("/services/planning/what-if/", "/services/planning/notes/"),
    *("/programme/", "/measures/lead_time/", "/ways/a-home-that-fits/board/"),
    *("/account/", "/no-such-page"),
]
"""One of each kind; `test_every_page_in_a_browser` looks at all of them, in the long group."""

PAGES_OF_SUNITA = ["/services/planning/settings/"]
PAGES_OF_GRACE = [
    *("/people/", "/people/invite", "/people/1/", "/people/1/remove"),
    *("/people/invitations/1/", "/trail/", "/accounts/email/", "/accounts/2fa/"),
    *("/accounts/sessions/", "/accounts/logout/"),
]
MOST_REQUESTS = 6


@pytest.fixture(scope="module")
def address(site: object) -> Iterator[str]:
    """Where the site is served, in a thread of this process."""
    from mersey.web.serving import _server

    server = _server(0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("Chromium is not installed: `make test` says how to get it")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()


@contextmanager
def signed_in(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    script: bool = True,
    person: str | re.Pattern[str] = "Amina R",
) -> Iterator[Page]:
    """A page of somebody who pressed their button."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(f"{address}/")
    page.get_by_role("button", name=person).click()
    page.wait_for_url(f"{address}/")
    yield page
    context.close()


@pytest.mark.parametrize("width", SIZES)
def test_pages_have_no_axe_violation_and_fit(
    browser: Browser, address: str, width: int
) -> None:
    with signed_in(browser, address, width=width) as page:
        found = _looked_at(page, address, PAGES)
    assert found == dict.fromkeys(PAGES, (0, width))


@pytest.mark.parametrize("width", SIZES)
def test_pages_of_an_administrator_have_no_axe_violation_and_fit(
    browser: Browser, address: str, width: int
) -> None:
    with signed_in(browser, address, width=width, person="Grace O") as page:
        found = _looked_at(page, address, PAGES_OF_GRACE)
    assert found == dict.fromkeys(PAGES_OF_GRACE, (0, width))


@pytest.mark.parametrize("width", SIZES)
def test_pages_of_an_approver_have_no_axe_violation_and_fit(
    browser: Browser, address: str, width: int
) -> None:
    with signed_in(browser, address, width=width, person="Sunita P") as page:
        found = _looked_at(page, address, PAGES_OF_SUNITA)
    assert found == dict.fromkeys(PAGES_OF_SUNITA, (0, width))


def _looked_at(page: Page, address: str, paths: list[str]) -> dict[str, Any]:
    """Path → violations of axe, and how wide the page is in pixels."""
    found = {}
    for path in paths:
        page.goto(f"{address}{path}")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[path] = (Axe().run(page).violations_count, wide)
    return found


def test_sign_in_pages_have_no_axe_violation(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for path in ("/demo/", "/accounts/login/", "/accounts/password/reset/", "/join/"):
        page.goto(f"{address}{path}")
        assert Axe().run(page).violations_count == 0, path
    page.close()


def test_page_breaks_no_policy_and_asks_for_little(
    browser: Browser, address: str
) -> None:
    with signed_in(browser, address) as page:
        page.wait_for_load_state(
            "networkidle"
        )  # the page before asks for its icon late
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/services/planning/")
    assert said == []
    assert len(asked) <= MOST_REQUESTS
    assert all(one.startswith(address) for one in asked)


def test_a_person_finds_their_service_and_leaves_when_there_is_no_script(
    browser: Browser, address: str
) -> None:
    with signed_in(browser, address, script=False) as page:
        page.get_by_role("link", name="Planning applications").first.click()
        page.get_by_role("link", name="Data and method").click()
        assert page.get_by_role("heading", name="How the file was read").is_visible()
        page.get_by_role("button", name="Sign out").click()
        assert page.get_by_role(
            "heading", name="Who would you like to be?"
        ).is_visible()


def test_keyboard_alone_reaches_the_content(browser: Browser, address: str) -> None:
    with signed_in(browser, address) as page:
        page.goto(f"{address}/services/planning/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#content"


@pytest.mark.parametrize(
    "script", [pytest.param(True, id="script"), pytest.param(False, id="none")]
)
def test_a_mixed_team_runs_its_monday_board_in_order(
    browser: Browser, address: str, *, script: bool
) -> None:
    with signed_in(browser, address, script=script) as page:
        page.get_by_role("link", name="Monday board, 28 September").click()
        for question in ("What changed?", "Who is waiting?", "What is blocked?"):
            page.get_by_role("link", name=question).click()
        page.get_by_role("link", name=re.compile("Blocked.*11423")).click()
        assert (
            page.get_by_role("combobox", name="Application").input_value()
            == "TB/26/11423"
        )
        page.get_by_label("It waits for", exact=True).select_option(
            "Another public body"
        )
        page.get_by_role("button", name="Save the blocker").click()
        page.get_by_role("link", name="Say in a few words what it waits for.").click()
        page.get_by_label("In a few words", exact=True).fill(
            f"Flood agency, script {script}"
        )
        page.get_by_role("button", name="Save the blocker").click()
        row = page.get_by_role("row", name="Flood agency")
        assert "blocker-" in page.url
        assert row.is_visible()
        page.get_by_role("link", name="What is our next small step?").click()
        page.get_by_label("We will").fill(f"Ring the agency, script {script}")
        page.get_by_label("Who", exact=True).fill("Amina")
        page.get_by_role("button", name="Save the promise").click()
        promised = page.locator(".board-promise").filter(
            has_text=f"Ring the agency, script {script}"
        )
        assert promised.get_by_role("button", name="Make it an exp").is_visible()
        page.get_by_role("button", name="Undo").click()
        assert promised.count() == 0
        row.get_by_role("link", name="Change").click()
        page.get_by_role("button", name="It is unblocked").click()
        assert page.get_by_text("unblocked since last Monday").is_visible()


def _waits(page: Page, seconds: int) -> None:
    """As if they had asked for no page for so long."""
    key = next(one for one in page.context.cookies() if "session" in one["name"])
    one = threading.Thread(target=_move, args=(key["value"], seconds))
    one.start()
    one.join()


def _move(key: str, seconds: int) -> None:
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection

    session = SessionStore(session_key=key)
    session["seen"] -= seconds
    session.save()
    connection.close()


def test_who_is_soon_signed_out_is_told_and_loses_nothing(
    browser: Browser, address: str
) -> None:
    """A button to stay; and what is sent after the end is in the form again."""
    with signed_in(browser, address) as page:
        page.clock.install()
        page.goto(f"{address}/services/planning/board/promises/")
        box = page.get_by_role("textbox").first
        box.fill("Ring the applicants")
        _waits(page, 3400)
        page.clock.run_for(301_000)
        warning = page.get_by_role("dialog", name="You will soon be signed out")
        warning.wait_for()
        assert "In about 3 minutes" in warning.inner_text()
        assert Axe().run(page).violations_count == 0
        warning.get_by_role("button", name="Stay signed in").click()
        warning.wait_for(state="hidden")
        assert box.input_value() == "Ring the applicants"
        _waits(page, 4000)
        page.clock.run_for(301_000)
        page.get_by_role("dialog", name="You are signed out").wait_for()
        page.get_by_role("button", name="Close this").click()
        box.press("Enter")
        page.wait_for_url("**/demo/**")
        page.get_by_role("button", name="Amina R").click()
        page.wait_for_url(f"{address}/")
        page.goto(f"{address}/services/planning/board/promises/")
        assert box.input_value() == "Ring the applicants"
