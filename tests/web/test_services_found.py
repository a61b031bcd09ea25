"""Logs that were loaded at the prompt become services of the pages."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def loaded(site: Any) -> Iterator[Path]:
    """The log of planning under another name, as `mersey load` would have it."""
    logs = site.workspace / "logs"
    yield shutil.copytree(logs / "planning", logs / "plans-of-others")
    shutil.rmtree(logs / "plans-of-others")


def test_log_that_was_loaded_becomes_a_service(
    loaded: Path, visit: Callable[[str], Any]
) -> None:
    from mersey.web.services_found import add_found

    amina = visit("amina")
    assert amina.get("/services/plans-of-others/").status_code == 404
    assert (add_found(), add_found()) == (1, 0)
    page = amina.get("/services/plans-of-others/")
    assert (page.status_code, "Planning applications" in page.content.decode()) == (
        200,
        True,
    )


def test_log_that_cannot_be_opened_is_need_to_know(
    loaded: Path, visit: Callable[[str], Any]
) -> None:
    from mersey.web.models import CouncilService
    from mersey.web.services_found import add_found

    (loaded / "current").write_text("nothing", encoding="utf-8")
    add_found()
    found = CouncilService.objects.get(slug="plans-of-others")
    assert (found.is_need_to_know, found.name) == (True, "Plans of others")
    assert visit("amina").get("/services/plans-of-others/").status_code == 404
