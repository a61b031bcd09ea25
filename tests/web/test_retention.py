"""What is removed of a workspace for its age, and what stays because something needs it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

Visit = Callable[[str], Any]

DAYS = 400
LATER = timedelta(days=DAYS + 1)
GONE, READ = "0" * 12, "1" * 12
"""Versions: one that was replaced before any plan was written, one that plans rest on."""


@pytest.fixture
def logs(site: Any, database: None) -> Iterator[Path]:
    """The logs of planning: two old versions beside the one in use."""
    from mersey.web.models import AcceptedVersion, CouncilService

    home: Path = site.workspace / "logs/planning"
    service = CouncilService.objects.get(slug="planning")
    in_use = AcceptedVersion.objects.filter(service=service)
    in_use.update(accepted_at=timezone.now())
    current = (home / "current").read_text().strip()
    for version, year in ((GONE, 2019), (READ, 2020)):
        shutil.copytree(home / current, home / version)
        AcceptedVersion.objects.create(
            service=service,
            version=version,
            accepted_at=datetime(year, 1, 1, tzinfo=UTC),
        )
    yield home
    for version in (GONE, READ):
        shutil.rmtree(home / version, ignore_errors=True)


def _old(*, later: timedelta = LATER) -> Any:
    from mersey.web.retention import too_old

    return too_old(DAYS, now=timezone.now() + later)


def _removed() -> Any:
    from mersey.web.retention import remove

    found = _old()
    remove(found, days=DAYS)
    return found


def test_version_that_nothing_needs_goes_and_is_told(visit: Visit, logs: Path) -> None:
    from mersey.web.models import TrailEntry

    found = _removed()
    assert found.versions == (("planning", GONE),)
    assert not (logs / GONE).exists()
    assert list(logs.glob(".building-*")) == []
    told = TrailEntry.objects.get(action="removed what was too old")
    assert told.details["versions"] == [f"planning {GONE}"]
    client = visit("dana")
    assert client.get(f"/services/planning/?v={GONE}").status_code == 404
    page = client.get("/services/planning/data/files/").content.decode()
    assert (GONE in page, READ in page) == (False, True)


def test_version_that_an_experiment_was_frozen_or_read_on_stays(
    visit: Visit, logs: Path
) -> None:
    address = "/services/planning/experiments/early-officer.json"
    before = visit("amina").get(address).content
    found = _removed()
    assert found.n_needed == 1
    assert (logs / READ).is_dir()
    assert visit("amina").get(address).content == before


def test_version_that_a_published_file_names_stays(site: Any, logs: Path) -> None:
    place = site.workspace / "published/plays/one.json"
    place.parent.mkdir(parents=True)
    place.write_text(f'{{"log_version": "{GONE}"}}')
    assert _old().versions == ()
    shutil.rmtree(site.workspace / "published")


def test_every_version_stays_where_a_trail_cannot_be_read(
    site: Any, logs: Path
) -> None:
    place = next((site.workspace / "experiments/planning").glob("*trail*"))
    text = place.read_text()
    place.write_text(text.replace('"seq":1', '"seq":7', 1))
    assert _old().versions == ()
    place.write_text(text)


def test_version_that_waits_to_be_accepted_stays(logs: Path) -> None:
    from mersey.web.models import ArrivedFile

    one = ArrivedFile.objects.filter(service__slug="planning").last()
    one.pk, one.is_accepted, one.version = None, None, GONE
    one.save()
    assert _old().versions == ()


def test_nothing_goes_before_its_time(logs: Path) -> None:
    shutil.rmtree(logs / GONE)
    found = _old(later=timedelta(0))
    assert (found.versions, found.n_needed) == ((), 0)


def test_old_what_if_answers_go_and_new_ones_stay(site: Any, logs: Path) -> None:
    from mersey.web.asked.what_if_asking import place_of
    from mersey.web.models import Account, CouncilService, WhatIfQuestion

    made = [
        WhatIfQuestion.objects.create(
            service=CouncilService.objects.get(slug="planning"),
            version=GONE,
            words="with nothing",
            weeks=weeks,
            learn_from=date(2026, 1, 1),
            asked_by=Account.objects.get(username="dana"),
            asked_at=timezone.now() + timedelta(days=at),
        )
        for weeks, at in ((4.0, 0), (8.0, 10))
    ]
    places = [place_of(one) for one in made]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("{}")
    assert set(_removed().answers) >= {places[0]}
    assert [one.exists() for one in places] == [False, True]
    assert [one.pk for one in WhatIfQuestion.objects.all()] == [made[1].pk]
    places[1].unlink()
