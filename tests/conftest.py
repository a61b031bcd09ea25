"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real logs beside the checkout."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        missing = "the real logs are not beside this checkout (../shared/data)"
        if os.environ.get("CI"):
            pytest.fail(f"{missing}: a run that skips them proves too little")
        pytest.skip(missing)
    return folder
