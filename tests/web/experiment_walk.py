"""A team's way through an experiment in the web, for several tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

Visit = Callable[[str], Any]

HERE = "/services/planning/experiments"
PLANNING = datetime(2025, 9, 15, 9, 0, tzinfo=UTC)
FREEZING = datetime(2025, 9, 19, 9, 0, tzinfo=UTC)
EARLY = datetime(2025, 11, 24, 9, 0, tzinfo=UTC)
FIRST_LOOK = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
LAST_LOOK = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
ID = "name-the-officer-early"

ANSWERS = {
    "outcome": {"outcome": "decision-in-8-weeks"},
    "change": {
        "title": "Name the officer early",
        "change": "Name an officer on day 14",
    },
    "why": {
        "question": "Is a decision sooner?",
        "why": "Files wait three weeks in a tray",
        "owner": "Planning manager",
    },
    "measure": {"measure": "days"},
    "prediction": {"expects_low": "10", "expects_high": "14", "worth_having": "5"},
    "way": {"from_step": "consultation-end", "to_step": "officer-allocated"},
    "dates": {
        "picked_on-day": "1",
        "picked_on-month": "9",
        "picked_on-year": "2025",
        "start-day": "29",
        "start-month": "9",
        "start-year": "2025",
    },
    "guardrails": {},
    "notes": {"equality_note": "Nobody waits longer for it"},
}


@pytest.fixture
def files(site: Any, tmp_path: Path) -> Iterator[Path]:
    """The folder of planning's experiments; what a test writes there is taken back."""
    folder = site.workspace / "experiments" / "planning"
    shutil.copytree(folder, tmp_path / "kept")
    for views in (site.workspace / "logs" / "planning").glob("*/experiments"):
        shutil.rmtree(views)  # a look is told to the trail when its view is made
    yield folder
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "kept", folder)


@pytest.fixture
def at(site: Any) -> Iterator[Callable[[datetime], None]]:
    """Moves the clock that pages go by."""
    from django.conf import settings

    before = settings.SITE_CLOCK
    yield lambda now: setattr(settings, "SITE_CLOCK", lambda: now)
    settings.SITE_CLOCK = before


def begun(client: Any) -> str:
    """The address of a new draft."""
    begun = client.post(f"{HERE}/begin")
    return begun.url.removesuffix("outcome/")


def defaults(html: str) -> dict[str, str]:
    """What stands in the boxes of a page."""
    from html.parser import HTMLParser

    found: dict[str, str] = {}

    class Boxes(HTMLParser):
        inside = ""

        def handle_data(self, data: str) -> None:
            if self.inside:
                found[self.inside] = found.get(self.inside, "") + data

        def handle_endtag(self, _tag: str) -> None:
            self.inside = ""

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            said = dict(attrs)
            self.inside = said.get("name", "") if tag == "textarea" else ""
            ticks = said.get("type") in ("checkbox", "radio")
            if tag == "input" and (not ticks or "checked" in said):
                found[said.get("name", "")] = said.get("value") or ""

    Boxes().feed(html)
    return {name: value for name, value in found.items() if name}


def walk(client: Any, draft: str, *, keep: tuple[str, ...] = ()) -> str:
    """Answer every page but those that are kept; the address after the last one."""
    address = f"{draft}outcome/"
    while not address.endswith("/check/"):
        page = address.rstrip("/").rsplit("/", 1)[1]
        boxes = defaults(client.get(address).content.decode())
        said = {} if page in keep else ANSWERS[page]
        sent = client.post(address, boxes | said)
        assert sent.status_code == 302, (page, sent.content.decode()[-3000:])
        address = sent.url
    return address


def planned(visit: Visit, at: Any) -> None:
    at(PLANNING)
    client = visit("amina")
    check = walk(client, begun(client))
    assert client.post(check).url == f"{HERE}/{ID}/"


def frozen(visit: Visit, at: Any) -> None:
    planned(visit, at)
    at(FREEZING)
    assert (
        visit("dana").post(f"{HERE}/{ID}/freeze/", {"read": "yes"}).status_code == 302
    )


def texts(client: Any) -> list[str]:
    """The experiment in its three forms."""
    forms = (f"{HERE}/{ID}/", f"{HERE}/{ID}.json", f"{HERE}/{ID}.csv")
    return [client.get(form).content.decode() for form in forms]
