"""Numbers of pages are those of the command line, to the digit, for all ten services."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mersey.samples.borough import SERVICES


@pytest.mark.long
@pytest.mark.parametrize("service", SERVICES)
def test_numbers_of_every_page_are_those_of_the_command_line(
    tmp_path: Path, service: str
) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.web.ten_services", str(tmp_path), service],
        capture_output=True,
        check=True,
        timeout=600,
    )
    found = json.loads(told.stdout.decode().splitlines()[-1])
    assert found == {service.replace("_", "-"): []}
