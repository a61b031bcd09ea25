"""The borough's files, read without mersey."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def truths(borough: Path) -> dict[str, Any]:
    """What `truths.json` says."""
    text = (borough / "truths.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
