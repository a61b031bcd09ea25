"""One borough for all tests of the samples, and its files read without mersey."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mersey.samples import write_borough


@pytest.fixture(scope="session")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up borough, written once."""
    folder = tmp_path_factory.mktemp("borough")
    write_borough(folder)
    return folder


@pytest.fixture(scope="session")
def truths(borough: Path) -> dict[str, Any]:
    """What `truths.json` says."""
    text = (borough / "truths.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
