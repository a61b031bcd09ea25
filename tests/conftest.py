"""What every test may use."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("new", print_blob=True)
settings.load_profile(os.environ.get("MERSEY_EXAMPLES", "same"))
"""The same examples in every ordinary run, so that a change is judged by itself; `make test-all` draws new ones."""

OBJECTS_BEFORE_COLLECTING = 500_000
"""As the program itself has it: expressions are many small objects, hardly one garbage."""

gc.set_threshold(OBJECTS_BEFORE_COLLECTING)


def pytest_collection_finish() -> None:
    """Ten thousand tests stay until the end: nothing looks through them again."""
    gc.collect()
    gc.freeze()


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
