"""A site on a real PostgreSQL, which the tests start themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web import postgresql

pytestmark = pytest.mark.long

SCRIPT = Path(__file__).with_name("on_postgresql.py")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What the site found, on an empty database."""
    home = tmp_path_factory.mktemp("postgresql")
    with postgresql.running() as address:
        told = subprocess.run(
            [sys.executable, str(SCRIPT), str(home), address],
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        yield json.loads(told.stdout.splitlines()[-1])


def test_site_runs_on_postgresql(found: dict[str, Any]) -> None:
    assert found["vendor"] == "postgresql"
    assert found["broken"] is None


def test_database_refuses_to_change_the_trail(found: dict[str, Any]) -> None:
    assert found["refused"] == [True, True, True]


def test_people_see_what_they_may(found: dict[str, Any]) -> None:
    assert found["answers"] == {
        "grace": [200, 200, 200, 404, 404],
        "amina": [200, 404, 404, 200, 404],
        "osric": [200, 404, 404, 404, 404],
    }


def test_invited_person_joins(found: dict[str, Any]) -> None:
    assert "planning" in found["joined"]
    assert "adult-social-care" not in found["joined"]


def test_migrations_go_back_and_forward(found: dict[str, Any]) -> None:
    assert found["open_before"]
    assert found["refused_after"]
