"""Files that unpack to far more than their size, through a page and a job's own process."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.unit.load.formats.workbooks import xlsx

Visit = Callable[[str], Any]

SLUG = "it-incidents"
HOME = f"/services/{SLUG}/data/files/"

UNPACKED = 400 << 20
MOST_KB = 300 << 10
"""Of memory, while a file is refused that unpacks to more than this."""


pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="/proc says how much memory a process had"
)


@pytest.fixture
def service(site: Any, database: None) -> Iterator[str]:
    """A service without a log, and without one afterwards."""
    yield SLUG
    shutil.rmtree(site.workspace / "logs" / SLUG, ignore_errors=True)


class _Watch(threading.Thread):
    """Notes the most memory that any process below this one ever had, in KiB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.peak_kb = 0

    def run(self) -> None:
        while not self.over.wait(0.05):
            self._look(os.getpid())

    def _look(self, parent: int) -> None:
        for listed in Path(f"/proc/{parent}/task").glob("*/children"):
            for pid in _text(listed).split():
                status = _text(Path(f"/proc/{pid}/status"))
                if "VmHWM:" in status and pid not in self._before:
                    kb = int(status.split("VmHWM:")[1].split()[0])
                    self.peak_kb = max(self.peak_kb, kb)
                    self._look(int(pid))

    def __enter__(self) -> Self:
        listed = Path(f"/proc/{os.getpid()}/task").glob("*/children")
        self._before = {pid for one in listed for pid in _text(one).split()}
        self.start()
        return self

    def __exit__(self, *_given: object) -> None:
        self.over.set()
        self.join()


def _text(place: Path) -> str:
    """What the file says; nothing where its process has ended."""
    try:
        return place.read_text()
    except OSError:
        return ""


def test_zip_bomb_ends_in_words_and_takes_little_memory(
    visit: Visit, service: str, site: Any
) -> None:
    from mersey.web.jobs.all_kinds import KINDS
    from mersey.web.jobs.worker import Worker

    client, content = visit("dana"), xlsx({"Log": [["case", "step"]]}, padding=UNPACKED)
    assert len(content) < 1 << 20
    added = client.post(f"{HOME}add", {"file": SimpleUploadedFile("log.xlsx", content)})
    with _Watch() as watch:
        assert Worker(kinds=KINDS).do_one()
    told = client.get(f"{added.url.removesuffix('/')}.json").json()
    assert told["state"] == "failed"
    page = client.get(added.url).content.decode()
    assert "unpack" in page
    assert "a bug of mersey" not in page
    assert 0 < watch.peak_kb < MOST_KB
    assert not (site.workspace / "logs" / SLUG / "current").exists()
