"""What every test may use."""

from __future__ import annotations

import gc
import os
import subprocess
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer.testing
from hypothesis import settings

from mersey.load.files import apart
from tests.shared_logs import RealLog, borough_in, reading_once
from tests.warm_readers import started

settings.register_profile("same", derandomize=True, max_examples=50, deadline=None)
settings.register_profile("new", print_blob=True, deadline=None)
settings.load_profile(os.environ.get("MERSEY_EXAMPLES", "same"))
"""The same examples in every ordinary run, so that a change is judged by itself; `make test-all` draws new ones,
and twice as many."""

LONG_FIRST = {"acceptance", "exports", "golden", "recipes"}

OBJECTS_BEFORE_COLLECTING = 500_000
"""As the program itself has it: expressions are many small objects, hardly one garbage."""

gc.set_threshold(OBJECTS_BEFORE_COLLECTING)


apart.subprocess = SimpleNamespace(Popen=started, PIPE=subprocess.PIPE)
"""What reads a file apart starts warm, but in the tests of that very start."""

typer.testing._get_command = cache(typer.testing._get_command)
"""The commands are made of their functions once, not for each run."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Folders of long tests come first: short ones fill what is left at the end."""
    items.sort(key=lambda item: not LONG_FIRST.intersection(item.path.parts))


def pytest_collection_finish() -> None:
    """Ten thousand tests stay until the end: nothing looks through them again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """What is left behind is taken apart in order."""
    gc.unfreeze()


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


@pytest.fixture(scope="session")
def real_log(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> RealLog:
    """The real logs as they come, each read once for all tests of a worker."""
    return reading_once(shared_data, lambda: tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up borough as it comes, one for all workers: only to be read."""
    base = tmp_path_factory.getbasetemp()
    return borough_in(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
