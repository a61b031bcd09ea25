"""A file from its upload to the version in use: read, asked about, accepted, or not."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

Visit = Callable[[str], Any]

SLUG = "it-incidents"
HOME = f"/services/{SLUG}/data/files/"

ASKED = "case id,activity,first date,second date\n" + "".join(
    f"{case},{step},2023-01-{day:02},2023-02-{day:02}\n"
    for case in range(1, 25)
    for day, step in ((1, "Received"), (case % 9 + 2, "Decided"))
)
"""Two columns may be when the step was done."""


@pytest.fixture
def service(site: Any, database: None) -> Iterator[str]:
    """A service without a log, and without one afterwards."""
    yield SLUG
    shutil.rmtree(site.workspace / "logs" / SLUG, ignore_errors=True)


def _upload(client: Any, content: bytes, name: str = "log.csv") -> str:
    shown = client.post(f"{HOME}add", {"file": SimpleUploadedFile(name, content)})
    assert shown.status_code == 302, shown.content
    address: str = shown.url
    return address


def _work() -> None:
    """Do what waits, as a worker does, in this process."""
    from mersey.errors import MerseyError
    from mersey.load.files.progress import silent
    from mersey.web.jobs import arriving, log_work, queue

    while (job := queue.take("tests")) is not None:
        try:
            found = log_work.read_file(job.parameters, silent)
        except MerseyError as error:
            queue.fail(job, error.problem, error.next_step)
        else:
            queue.finish(job, found, arriving.was_read)


def _told(client: Any, address: str) -> dict[str, Any]:
    told: dict[str, Any] = client.get(f"{address.removesuffix('/')}.json").json()
    return told


def _text(client: Any, address: str) -> str:
    text: str = client.get(address).content.decode()
    return text


def _last_in_trail() -> Any:
    from mersey.web.models import TrailEntry

    return TrailEntry.objects.last()


def _is_in_use(client: Any) -> bool:
    return bool(client.get(f"/services/{SLUG}/").status_code == 200)


def test_question_is_asked_in_the_page_and_its_answer_is_kept(
    visit: Visit, service: str
) -> None:
    from mersey.web.models import KeptReading

    client = visit("dana")
    address = _upload(client, ASKED.encode())
    _work()
    told = _told(client, address)
    assert told["state"] == "asked"
    assert [one["value"] for one in told["question"]["answers"]] == [
        "first date",
        "second date",
    ]
    page = _text(client, address)
    assert "⟦" not in page
    assert "checked" not in page
    client.post(f"{address}answer", {"answer": "1"})
    _work()
    assert _told(client, address)["state"] == "read"
    client.post(f"{address}accept")
    kept = KeptReading.objects.get(service__slug=service)
    assert 'time = "second date"' in kept.map_text
    again = _upload(client, ASKED.replace("Decided", "Granted").encode())
    _work()
    assert _told(client, again)["state"] == "read"


def test_question_has_the_words_of_the_command_line(
    visit: Visit, service: str, tmp_path: Path
) -> None:
    from mersey.cli.flags import as_flags
    from mersey.errors import ChoiceNeeded
    from mersey.eventlog import FileReading, log_from_file

    client = visit("dana")
    address = _upload(client, ASKED.encode())
    _work()
    file = tmp_path / "log.csv"
    file.write_text(ASKED)
    with pytest.raises(ChoiceNeeded) as raised:
        log_from_file(
            file,
            tmp_path,
            reading=FileReading(),
            key=None,
            now=datetime(2026, 11, 30, tzinfo=UTC),
        )
    asked = _told(client, address)["question"]
    assert asked["question"] == str(raised.value.problem)
    printed = [as_flags(str(one)) for one in raised.value.options]
    assert printed == ['--time "first date"', '--time "second date"']


def test_answer_that_was_not_chosen_is_asked_for_again(
    visit: Visit, service: str
) -> None:
    client = visit("dana")
    address = _upload(client, ASKED.encode())
    _work()
    shown = client.post(f"{address}answer", {})
    assert shown.status_code == 422
    assert b"There is a problem" in shown.content
    assert _told(client, address)["state"] == "asked"


def test_nothing_is_in_use_before_somebody_accepts(visit: Visit, service: str) -> None:
    client = visit("dana")
    address = _upload(client, ASKED.encode())
    _work()
    client.post(f"{address}answer", {"answer": "0"})
    _work()
    version = _told(client, address)["version"]
    assert not _is_in_use(client)
    assert client.get(f"/services/{SLUG}/?v={version}").status_code == 404
    client.post(f"{address}accept")
    assert _is_in_use(client)
    assert client.get(f"/services/{SLUG}.json").json()["log"]["log_version"] == version
    assert _last_in_trail().action == "put a version in use"
    assert client.get(f"/services/{SLUG}/?v={version}").status_code == 200


def test_version_that_was_not_accepted_is_removed(
    visit: Visit, service: str, site: Any
) -> None:
    from mersey.web.models import ArrivedFile

    client = visit("dana")
    address = _upload(client, ASKED.encode())
    _work()
    client.post(f"{address}answer", {"answer": "0"})
    _work()
    found = ArrivedFile.objects.latest("pk")
    folder = site.workspace / "logs" / SLUG / found.version
    assert folder.is_dir()
    client.post(f"{address}refuse")
    assert not folder.exists()
    assert not (site.workspace / found.place).exists()
    shown = client.post(f"{address}accept", follow=True)
    assert "Somebody changed this" in shown.content.decode()
    assert not _is_in_use(client)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04 no workbook", "log.xlsx", "log.xlsx"),
        (gzip.compress(ASKED.encode())[:-30], "log.csv.gz", "log.csv.gz"),
        (b"%PDF-1.7 hello", "log.csv", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "log.csv", "log.csv"),
    ],
)
def test_damaged_file_is_an_error_in_the_loaders_words(
    visit: Visit, service: str, content: bytes, name: str, said: str
) -> None:
    client = visit("dana")
    address = _upload(client, content, name)
    _work()
    told = _told(client, address)
    assert told["state"] == "failed"
    assert said in told["error"]["problem"]
    assert told["error"]["next_step"]
    assert told["error"]["problem"].split(".")[0] in _text(client, address).replace(
        "&#39;", "'"
    )


def test_damaged_file_leaves_what_was_in_use(visit: Visit) -> None:
    from mersey.web.models import ArrivedFile

    client = visit("dana")
    before = client.get("/services/planning.json").content
    shown = client.post(
        "/services/planning/data/files/add",
        {"file": SimpleUploadedFile("log.xlsx", b"PK\x03\x04 no workbook")},
    )
    _work()
    assert _told(client, shown.url)["state"] == "failed"
    assert client.get("/services/planning.json").content == before
    client.post(f"{shown.url}refuse")
    assert ArrivedFile.objects.latest("pk").is_accepted is False


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "Choose a file."),
        ({"file": SimpleUploadedFile("log.csv", b"")}, "The file is empty."),
    ],
)
def test_upload_without_content_is_told(
    visit: Visit, service: str, posted: Any, said: str
) -> None:
    shown = visit("dana").post(f"{HOME}add", posted)
    assert shown.status_code == 422
    assert shown.content.decode().count(said) == 2


def test_upload_that_is_too_large_is_told_and_not_kept(
    visit: Visit, service: str, site: Any
) -> None:
    from django.test import override_settings

    with override_settings(SITE_LARGEST_UPLOAD=1_000_000):
        shown = visit("dana").post(
            f"{HOME}add", {"file": SimpleUploadedFile("log.csv", bytes(1_200_000))}
        )
    assert shown.status_code == 422
    assert shown.content.decode().count("larger than 1 MB") == 2
    assert list((site.workspace / "incoming").iterdir()) == []


def test_nobody_uploads_without_signing_in(site: Any, visit: Visit) -> None:
    client = visit("")
    client.post(f"{HOME}add", {"file": SimpleUploadedFile("log.csv", b"a,b\n1,2\n")})
    assert list((site.workspace / "incoming").iterdir()) == []


@pytest.mark.parametrize("person", ["tom", "amina", "sunita", "grace", "osric"])
def test_who_may_not_load_brings_and_changes_nothing(visit: Visit, person: str) -> None:
    from mersey.web.models import ArrivedFile

    before = list(ArrivedFile.objects.values())
    client = visit(person)
    home = "/services/planning/data/files/"
    for name in ("accept", "afresh", "answer", "refuse", "stop"):
        assert client.post(f"{home}1/{name}", {"answer": "0"}).status_code == 404
    file = {"file": SimpleUploadedFile("log.csv", b"a,b\n1,2\n")}
    assert client.post(f"{home}add", file).status_code == 404
    assert list(ArrivedFile.objects.values()) == before


def test_reading_that_waits_is_stopped(visit: Visit, service: str) -> None:
    client = visit("dana")
    address = _upload(client, ASKED.encode())
    assert "Waiting for its turn" in _text(client, address)
    client.post(f"{address}stop")
    assert _told(client, address)["state"] == "failed"
    assert "was stopped" in _text(client, address)
    _work()
    client.post(f"{address}afresh")
    _work()
    assert _told(client, address)["state"] == "asked"


def test_rejected_rows_are_downloaded_and_that_is_in_the_trail(visit: Visit) -> None:
    shown = visit("dana").get("/services/planning/data/files/1/rejected")
    text = b"".join(shown.streaming_content).decode()
    assert next(csv.reader(io.StringIO(text)))
    assert shown["Cache-Control"] == "no-store"
    assert _last_in_trail().action == "took the rejected rows"


def test_answer_that_is_not_worked_out_is_asked_of_a_job(
    visit: Visit, site: Any
) -> None:
    from mersey.web.models import Job

    (answer,) = (site.workspace / "logs/planning").glob("*/answer-*.json")
    aside = answer.rename(answer.with_suffix(".aside"))
    try:
        shown = visit("amina").get("/services/planning/")
        visit("amina").get("/services/planning/")
    finally:
        aside.rename(answer)
    assert (shown.status_code, shown["Retry-After"]) == (503, "20")
    (job,) = Job.objects.filter(kind="answer")
    assert job.parameters["service"] == "planning"


def test_answer_that_cannot_be_worked_out_says_why(visit: Visit, site: Any) -> None:
    from mersey.web.jobs import queue, schedule
    from mersey.web.models import CouncilService, Job

    service = CouncilService.objects.get(slug="planning")
    queue.add(schedule.ANSWER, schedule.answer_asked(service), service=service)
    job = queue.take("tests")
    assert job is not None
    queue.fail(job, "Another version wrote it.", "Load it again.")
    (answer,) = (site.workspace / "logs/planning").glob("*/answer-*.json")
    aside = answer.rename(answer.with_suffix(".aside"))
    try:
        shown = visit("amina").get("/services/planning/")
    finally:
        aside.rename(answer)
    assert shown.status_code == 503
    assert "Another version wrote it. Load it again." in shown.content.decode()
    assert Job.objects.filter(kind="answer").count() == 1


@pytest.mark.shared_data
@pytest.mark.parametrize(
    "place",
    [
        "planning_iom/applications_wide_2023.csv",
        "permits_nl/receipt.csv.gz",
        "faults/exports/current_status_rows_dropped.csv",
        "faults/exports/excel_dates_some_text.xlsx",
        "faults/exports/jira_rest_resolutiondate.json",
    ],
)
def test_real_file_is_uploaded_looked_at_and_accepted(
    visit: Visit, service: str, shared_data: Path, place: str
) -> None:
    client = visit("dana")
    file = shared_data / place
    address = _upload(client, file.read_bytes(), file.name)
    _work()
    while (told := _told(client, address))["state"] == "asked":
        client.post(f"{address}answer", {"answer": "0"})
        _work()
    assert told["state"] == "read", json.dumps(told)
    rows = told["rows"]
    assert rows["read"] == rows["loaded"] + rows["rejected"] + rows["duplicate"] > 0
    page = _text(client, address)
    examples = page.split('class="examples"')[1].split("</ul>")[0]
    assert examples.count("<li>") == 3
    client.post(f"{address}accept")
    assert (
        client.get(f"/services/{SLUG}.json").json()["log"]["log_version"]
        == (told["version"])
    )
