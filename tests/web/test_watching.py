"""Files that come by themselves: taken once they are whole, and told of where not well."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

Visit = Callable[[str], Any]


@pytest.fixture
def inbox(site: Any, visit: Visit) -> Iterator[Path]:
    """The folder of planning, which Dana watches."""
    place = site.workspace / "inbox/planning"
    place.mkdir(parents=True)
    (place / "old.csv").write_text("a,b\n1,2\n")
    shown = visit("dana").post("/services/planning/data/folder", {"late_after_h": "26"})
    assert shown.status_code == 302
    yield place
    shutil.rmtree(place.parent)


def _look() -> Any:
    from mersey.web.jobs import watching

    return watching.look(None)["n_new"]  # type: ignore[arg-type]  # it is not asked


def _newest() -> Any:
    from mersey.web.models import ArrivedFile

    return ArrivedFile.objects.latest("pk")


def test_new_file_is_taken_once_and_when_it_no_longer_grows(inbox: Path) -> None:
    new = inbox / "night.csv"
    new.write_text("a,b\n")
    assert _look() == 0
    new.write_text("a,b\n1,2\n")
    assert _look() == 0
    assert [_look(), _look()] == [1, 0]
    assert (_newest().came_from, _newest().shown_as) == ("folder", "night.csv")
    assert _newest().uses_kept_map
    assert new.is_file()


def test_file_that_is_replaced_comes_again(inbox: Path) -> None:
    (inbox / "old.csv").write_text("a,b\n1,2\n3,4\n")
    assert [_look(), _look()] == [0, 1]


def test_links_and_hidden_files_are_left_alone(inbox: Path) -> None:
    (inbox / ".part").write_text("x")
    (inbox / "link.csv").symlink_to("/etc/hostname")
    assert [_look(), _look()] == [0, 0]


def test_owner_is_told_when_the_data_is_late(inbox: Path) -> None:
    from mersey.web.jobs import watching
    from mersey.web.models import Account

    dana = Account.objects.get(username="dana")
    now = datetime(2026, 11, 30, tzinfo=UTC)
    watched = dana and watching.WatchedFolder.objects.get(owner=dana)
    watched.set_at = now
    watched.save()
    assert watching.notices(dana, now + timedelta(hours=25)) == []
    (late,) = watching.notices(dana, now + timedelta(hours=27))
    assert late.said == "The data is late: no file came within 26 hours."
    other = Account.objects.get(username="sunita")
    assert watching.notices(other, now + timedelta(hours=27)) == []


def test_owner_is_told_when_rows_were_rejected(inbox: Path, visit: Visit) -> None:
    (inbox / "night.csv").write_text("a,b\n1,2\n")
    _look()
    _look()
    arrived = _newest()
    arrived.counts = {"read": 100, "loaded": 90, "rejected": 10, "duplicate": 0}
    arrived.save()
    page = visit("dana").get("/").content.decode()
    assert "Of 100 rows of the last file that came by itself, 10 were rejected." in page
    assert "were rejected" not in visit("amina").get("/").content.decode()


def test_owner_is_told_when_the_folder_is_gone(inbox: Path, visit: Visit) -> None:
    shutil.rmtree(inbox)
    _look()
    assert "The folder is not there" in visit("dana").get("/").content.decode()
    inbox.mkdir()


@pytest.mark.parametrize(("rejected", "is_in_use"), [(5, True), (6, False)])
def test_file_with_many_rejected_rows_waits_for_a_person(
    site: Any, database: None, rejected: int, is_in_use: bool
) -> None:
    from mersey.web.jobs import arriving
    from mersey.web.models import ArrivedFile

    counts = {"read": 100, "loaded": 100 - rejected, "rejected": rejected}
    told = ArrivedFile(came_from="folder", uses_kept_map=True, counts=counts)
    assert arriving._needs_nobody(told) is is_in_use


def test_hours_that_are_none_are_asked_for_again(visit: Visit) -> None:
    shown = visit("dana").post(
        "/services/planning/data/folder", {"late_after_h": "a day"}
    )
    assert shown.status_code == 422
    assert 'value="a day"' in shown.content.decode()


def test_folder_is_not_watched_when_somebody_says_so(inbox: Path, visit: Visit) -> None:
    visit("dana").post("/services/planning/data/folder", {"stop": "1"})
    (inbox / "night.csv").write_text("a,b\n1,2\n")
    assert [_look(), _look()] == [0, 0]
