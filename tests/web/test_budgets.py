"""What a page may weigh, and what it may ask for besides itself."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Any

import pytest

from mersey.web.permissions import MAY, NEEDS_NO_SIGN_IN, MemberRole
from tests.web.routes import Route, address, routes
from tests.web.test_routes import CAST

MOST_BYTES = 30_000
"""Of a page as it is sent, packed."""

MOST_SCRIPT_BYTES = 35_000
MOST_REQUESTS = 6

ASKED = re.compile(
    r'<(?:link[^>]*rel="(?:stylesheet|icon)"[^>]*href|script[^>]*src|img[^>]*src|'
    r'(?:iframe|source|video|audio|embed)[^>]*src)="([^"]+)"'
)


def _pages(site: Any) -> Iterator[tuple[Route, str]]:
    """Every page of every route, as somebody who may see it."""
    from django.test import Client

    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account

    for route in routes():
        client = Client(headers={"host": "127.0.0.1"})
        role = next(one for one in reversed(MemberRole) if one in MAY[route.action])
        if route.action not in NEEDS_NO_SIGN_IN or route.name.startswith("mfa"):
            person = Account.objects.get(username=CAST[role])
            client.force_login(person, backend=BACKEND)
        shown = client.get(address(route))
        if shown.get("Content-Type", "").startswith("text/html"):
            yield route, shown.content.decode()


@pytest.fixture(scope="module")
def pages(site: Any) -> dict[str, str]:
    """Route → its page."""
    from django.db import transaction

    with transaction.atomic():
        found = {route.name: page for route, page in _pages(site)}
        transaction.set_rollback(True)
    assert len(found) > 40
    return found


def _asked(page: str) -> set[str]:
    return {one for one in ASKED.findall(page) if not one.startswith("data:")}


def test_pages_are_light(pages: dict[str, str]) -> None:
    sizes = {name: len(gzip.compress(one.encode(), 6)) for name, one in pages.items()}
    assert {name: n for name, n in sizes.items() if n > MOST_BYTES} == {}


def test_pages_ask_for_little_and_for_nothing_from_elsewhere(
    pages: dict[str, str],
) -> None:
    found = {name: _asked(one) for name, one in pages.items()}
    elsewhere = {one for asked in found.values() for one in asked if one[0] != "/"}
    assert elsewhere | {one for one in elsewhere if one.startswith("//")} == set()
    counts = {name: len(asked) + 1 for name, asked in found.items()}
    assert {name: n for name, n in counts.items() if n > MOST_REQUESTS} == {}


def test_scripts_of_a_page_are_light(pages: dict[str, str]) -> None:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    sizes = {}
    for one in {one for page in pages.values() for one in _asked(page)}:
        shown = client.get(one)
        content = b"".join(shown.streaming_content)
        shown.close()
        sizes[one] = len(gzip.compress(content, 6))
    found = {
        name: sum(sizes[one] for one in _asked(page) if one.endswith(".js"))
        for name, page in pages.items()
    }
    assert any(found.values())
    assert {name: n for name, n in found.items() if n > MOST_SCRIPT_BYTES} == {}


def test_nothing_that_a_page_asks_for_is_missing_or_styled_in_place(
    pages: dict[str, str],
) -> None:
    assert [name for name, page in pages.items() if " style=" in page] == []
    assert [name for name, page in pages.items() if "<style" in page] == []
