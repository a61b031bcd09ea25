"""Cases by any column that was kept: worked out by a job, and the command line's numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.worker_here import do_next_job

Visit = Callable[[str], Any]

PAGE = "/services/planning/split/"


@pytest.fixture
def split(visit: Visit) -> Any:
    """The page by ward as JSON, once its job is done."""
    client = visit("tom")
    if client.get("/services/planning/split.json?by=Ward").status_code == 503:
        do_next_job("splits")
    return client.get("/services/planning/split.json?by=Ward").json()


def test_page_offers_every_column_that_was_kept(visit: Visit) -> None:
    page = visit("amina").get(PAGE).content.decode()
    assert "<option>Ward</option>" in page
    assert "<option>Area Team</option>" in page


def test_split_that_is_not_there_is_worked_out_by_a_job(
    visit: Visit, split: Any
) -> None:
    from django.conf import settings

    for kept in settings.SITE.workspace.glob("logs/planning/*/splits-*.json"):
        kept.unlink()
    client = visit("amina")
    waits = client.get(f"{PAGE}?by=Ward")
    assert (waits.status_code, waits["Retry-After"]) == (503, "20")
    followed = waits.content.decode().split('data-follow="')[1].split('"')[0]
    assert client.get(followed).json()["state"] == "waiting"
    do_next_job("splits")
    assert client.get(followed).json()["state"] == "done"
    assert client.get(f"{PAGE}?by=Ward").status_code == 200


def test_splits_are_those_of_the_command_line(split: Any, site: Any) -> None:
    from mersey.answer import answer
    from mersey.eventlog import Workspace, close_log, with_pack
    from mersey.report import look_json

    log = Workspace(site.workspace).open_current("planning")
    read = with_pack(log)
    printed = look_json(answer(read.log, read.use, by=split["columns"]))["splits"]
    close_log(log)
    by_ward = [one for one in printed if one["column"] == "Ward"]
    assert [split["split"]] == by_ward
    assert split["tried_together"] == len(printed) == len(split["columns"])


def test_page_tells_every_group_and_ranks_none(visit: Visit, split: Any) -> None:
    page = visit("tom").get(f"{PAGE}?by=ward").content.decode()
    names = [one["name"] for one in split["split"]["groups"]]
    assert len(names) > 1
    assert names == sorted(names)
    assert all(name in page for name in names)
    assert "columns were tried together" in page


def test_csv_has_a_row_for_each_group(visit: Visit, split: Any) -> None:
    text = visit("tom").get("/services/planning/split.csv?by=Ward").content.decode()
    rows = list(csv.reader(io.StringIO(text)))
    groups = split["split"]["groups"]
    assert [row[0] for row in rows[1:]] == [one["name"] for one in groups]
    assert [row[1] for row in rows[1:]] == [str(one["cases"]) for one in groups]


def test_small_groups_are_told_by_nobody(split: Any) -> None:
    least = split["split"]["withheld"]["least"]
    assert least == 10
    assert all(one["cases"] >= least for one in split["split"]["groups"])


def test_column_that_was_hidden_or_never_was_is_not_found(visit: Visit) -> None:
    client = visit("amina")
    for name in ("Authority", "Reference", "No such column"):
        assert client.get(PAGE, {"by": name}).status_code == 404


def test_progress_of_other_jobs_is_not_told(visit: Visit) -> None:
    from mersey.web.models import Job

    reading = Job.objects.filter(service__slug="planning", kind="read").first()
    shown = visit("dana").get(f"/services/planning/jobs/{reading.pk}.json")
    assert shown.status_code == 404
