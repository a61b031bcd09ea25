"""A workspace copied while people write, made again of the copy: the same pages."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mersey.web.backups import back_up, restore
from tests.web.pages_told import NOTES, PLACE, pages

N_BEFORE = 3


def _note(client: Any, words: str) -> None:
    said = {"page": "service-flow", "words": words}
    assert client.post(f"{PLACE}/notes/add", said).status_code == 302


@pytest.fixture
def taken_back(site: Any) -> Iterator[None]:
    """What is typed is really written, as no transaction may hold others up."""
    from mersey.web.models import BoardChange, PageNote

    last = BoardChange.objects.order_by("pk").last()
    yield
    BoardChange.objects.filter(pk__gt=last.pk if last else 0).delete()
    PageNote.objects.filter(words__regex=r"^(before|while) \d+$").delete()


def _client() -> Any:
    from django.test import Client

    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Account.objects.get(username="sunita"), backend=BACKEND)
    return client


@contextmanager
def _over_and_over(work: Callable[[], None]) -> Iterator[None]:
    """The work is done again and again in a thread; it was done before and after."""
    stop, begun = threading.Event(), threading.Event()

    def run() -> None:
        from django.db import connection

        while not stop.is_set():
            work()
            begun.set()
        connection.close()

    one = threading.Thread(target=run)
    one.start()
    assert begun.wait(30)
    yield
    stop.set()
    one.join()


def _words(told: Any) -> list[str]:
    return [one["words"] for one in told["notes"]]


def test_backup_taken_while_people_write_shows_the_same_pages(
    site: Any, taken_back: None, tmp_path: Path
) -> None:
    """What was acknowledged before is in it, and nothing by halves."""
    client, written = _client(), iter(range(10**6))
    sent: list[str] = []
    incoming = site.workspace / "incoming"

    def type_a_note() -> None:
        sent.append(f"while {next(written)}")
        _note(client, sent[-1])

    def bring_a_file() -> None:
        place = incoming / f"upload-{next(written)}"
        place.write_bytes(bytes(1000))
        place.unlink()

    for n in range(N_BEFORE):
        _note(client, f"before {n}")
    before = pages()
    with _over_and_over(type_a_note), _over_and_over(bring_a_file):
        back_up(site.workspace, tmp_path / "copy", keys=tmp_path / "safe")
    restore(tmp_path / "again", tmp_path / "copy", keys=tmp_path / "safe")
    found = _told(tmp_path / "again")
    assert found["broken"] is None
    assert {one: found["pages"][one] for one in before} == before
    notes = _words(found["pages"][NOTES])
    assert {f"before {n}" for n in range(N_BEFORE)} <= set(notes)
    kept = [one for one in reversed(notes) if one.startswith("while")]
    assert kept == sent[: len(kept)]


def _told(workspace: Path) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.web.pages_told", str(workspace)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return told
