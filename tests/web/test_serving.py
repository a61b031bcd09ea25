"""`mersey serve`: starts, says where, answers, and stops."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen


def test_demo_answers_at_the_address_that_it_prints(tmp_path: Path) -> None:
    told = [sys.executable, "-m", "mersey", "serve", "--demo", "--port", "0"]
    with subprocess.Popen(
        [*told, "--workspace", str(tmp_path / "demo")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as run:
        try:
            line = run.stdout.readline() if run.stdout else ""
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert found, line
            with urlopen(f"{found[0]}health", timeout=20) as shown:  # noqa: S310
                assert shown.read() == b"ok\n"
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(timeout=60)
    assert (tmp_path / "demo/made-up-data").is_file()


def test_real_workspace_is_refused_as_a_demo(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    told = subprocess.run(
        [
            *(sys.executable, "-m", "mersey", "serve", "--demo"),
            *("--workspace", str(tmp_path)),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert "anybody signs in as anybody" in told.stderr
    assert "--demo" in told.stderr
