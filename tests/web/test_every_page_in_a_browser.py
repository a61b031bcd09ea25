"""Every page of every route as a person meets it: axe, forced colours, on paper."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from mersey.web.permissions import MAY, NEEDS_NO_SIGN_IN, MemberRole
from tests.web.routes import address as address_of
from tests.web.routes import routes
from tests.web.test_pages_in_a_browser import address, browser, signed_in
from tests.web.test_routes import POSTS_ALONE

__all__ = ["address", "browser"]

pytestmark = [pytest.mark.browser, pytest.mark.long]

NAMES = {
    MemberRole.VIEWER: "Tom",
    MemberRole.MEMBER: "Amina",
    MemberRole.ANALYST: "Dana",
    MemberRole.APPROVER: "Sunita",
    MemberRole.ADMINISTRATOR: "Grace",
}
SHEETS = {
    "/services/planning/board/": 1,
    "/services/planning/experiments/early-officer/": 2,
}
PAPER = {
    "/services/planning/board/": {"format": "A3", "landscape": True},
    "/services/planning/experiments/early-officer/": {"format": "A4"},
}
Found = TypeVar("Found")


def _apart(work: Callable[[], Found]) -> Found:
    """What the work gives in a thread: Django's tables are not asked in Playwright's."""
    found: list[Found] = []
    one = threading.Thread(target=lambda: found.append(work()))
    one.start()
    one.join()
    return found[0]


def _pages() -> dict[MemberRole, list[str]]:
    """Role → the pages that it is the first to see; without JSON, CSV and files."""
    from django.test import Client

    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account
    from tests.web.test_routes import CAST

    found: dict[MemberRole, list[str]] = {}
    for route in routes():
        if route.name in POSTS_ALONE or route.action in NEEDS_NO_SIGN_IN:
            continue
        role = next(one for one in MemberRole if one in MAY[route.action])
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(Account.objects.get(username=CAST[role]), backend=BACKEND)
        shown = client.get(address_of(route))
        if shown.status_code == 200 and shown["Content-Type"].startswith("text/html"):
            found.setdefault(role, []).append(address_of(route))
    return found


@pytest.fixture(scope="module")
def pages(site: Any) -> dict[MemberRole, list[str]]:
    return _apart(_pages)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("role", MemberRole)
def test_every_page_has_no_axe_violation_and_fits(
    browser: Browser,
    address: str,
    pages: dict[MemberRole, list[str]],
    role: MemberRole,
    width: int,
) -> None:
    person = re.compile(f"^{NAMES[role]}")
    found = {}
    with signed_in(browser, address, width=width, person=person) as page:
        for path in pages.get(role, ()):
            found[path] = _wrong(page, f"{address}{path}", width)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def _wrong(page: Page, url: str, width: int) -> list[str]:
    """What axe finds in words, and whether the page is wider than the window."""
    page.goto(url)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
    wide = page.evaluate("document.documentElement.scrollWidth")
    told = [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in Axe().run(page).response["violations"]
    ]
    is_wall = url.endswith("/wall/")  # for a screen on a wall, and no other
    return [*told, *([f"{wide} pixels wide"] if wide > width and not is_wall else [])]


@pytest.mark.parametrize("path", SHEETS)
def test_page_prints_on_so_many_sheets(
    browser: Browser, address: str, path: str
) -> None:
    with signed_in(browser, address) as page:
        page.goto(f"{address}{path}")
        paper = page.pdf(**PAPER[path], prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= SHEETS[path]


FAINT = """() => [...document.querySelectorAll('main a, main button, main p, main td, main h1')]
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter(one => {
    const own = getComputedStyle(one);
    return own.color === own.backgroundColor && own.color !== 'rgba(0, 0, 0, 0)';
  }).map(one => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("path", SHEETS)
def test_page_is_read_in_forced_colours(
    browser: Browser, address: str, path: str
) -> None:
    with signed_in(browser, address) as page:
        page.emulate_media(forced_colors="active")
        page.goto(f"{address}{path}")
        assert page.evaluate(FAINT) == []
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert Axe().run(page).violations_count == 0


def test_keyboard_alone_notes_a_promise(browser: Browser, address: str) -> None:
    with signed_in(browser, address) as page:
        page.goto(f"{address}/services/planning/board/promises/")
        _to(page, "words")
        page.keyboard.type("Ring the agency by keyboard")
        _to(page, "who")
        page.keyboard.type("Amina")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("board/#promise-"))
        assert page.get_by_text("Ring the agency by keyboard").is_visible()
        page.get_by_role("button", name="Undo").click()


def _to(page: Page, name: str) -> None:
    """Go on by the key until the field has it, and see that it shows so."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            shown = page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle"
            )
            assert shown != "none"
            return
    pytest.fail(f"no key leads to {name}")
