"""Behind a proxy of the council's own, which says how a request came and from where."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

FORWARDED = {
    "Host": "mersey.example.gov.uk",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.7",
}


@contextmanager
def _served(workspace: Path, proxies: str) -> Iterator[str]:
    """Host and port of a site that is reached by HTTPS, behind so many proxies."""
    told = [sys.executable, "-m", "mersey", "serve", "--port", "0"]
    said = {
        "MERSEY_ADDRESS": "https://mersey.example.gov.uk",
        "MERSEY_PROXIES": proxies,
    }
    with subprocess.Popen(
        [*told, "--workspace", str(workspace)],
        env=os.environ | said,
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        try:
            line = run.stdout.readline() if run.stdout else ""
            found = re.search(r"http://\S+", line)
            assert found, line
            yield urlsplit(found[0]).netloc
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(timeout=60)


@pytest.mark.parametrize(("proxies", "is_believed"), [("1", True), ("0", False)])
def test_proxy_is_believed_where_the_council_says_there_is_one(
    tmp_path: Path, proxies: str, *, is_believed: bool
) -> None:
    with _served(tmp_path / "workspace", proxies) as place:
        link = HTTPConnection(place, timeout=20)
        link.request("GET", "/health", headers=FORWARDED)
        shown = link.getresponse()
        assert shown.status == 200
        assert ("Strict-Transport-Security" in shown.headers) is is_believed
        link.close()
