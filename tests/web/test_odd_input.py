"""What once was a bug for a page: odd numbers, days and names, which are answered in words.

`test_wrong_things` sends many more to every address.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest

Visit = Callable[[str], Any]

LONG = "x" * 10_000
HOME = "/services/planning/"


@pytest.mark.parametrize(
    ("person", "address", "status"),
    [
        ("sunita", "/trail/?person=²", 200),
        ("amina", f"{HOME}board/?week=0001-01-01", 404),
        ("amina", f"{HOME}board/?week=9999-12-31", 404),
        ("amina", f"{HOME}?v={LONG}", 404),
        ("amina", f"{HOME}experiments/early-officer/?v={LONG}", 404),
        ("amina", f"{HOME}experiments/{LONG}/", 404),
        ("grace", f"/people/{10**40}/", 404),
    ],
    ids=lambda one: str(one)[:40],
)
def test_odd_address_is_answered(
    visit: Visit, person: str, address: str, status: int
) -> None:
    assert visit(person).get(address).status_code == status


@pytest.mark.parametrize(
    ("address", "said", "status"),
    [
        (f"{HOME}data/files/1/answer", {"answer": "²"}, 422),
        ("/account/tokens/revoke", {"token": "²"}, 404),
        ("/account/tokens/revoke", {"token": "9" * 5000}, 404),
        (f"{HOME}data/folder", {"late_after_h": "²"}, 422),
    ],
)
def test_odd_number_in_a_form_is_answered(
    visit: Visit, address: str, said: dict[str, str], status: int
) -> None:
    assert visit("dana").post(address, said).status_code == status


IDEA = "report-in-one-sitting"


@pytest.mark.parametrize("idea", ["../foi/quiet", f"./{IDEA}", "a/b", LONG, "."])
def test_idea_of_another_place_is_not_found(visit: Visit, site: Any, idea: str) -> None:
    there = site.workspace / "experiments/foi"
    shutil.copytree(site.workspace / "experiments/planning", there)
    (there / f"{IDEA}.toml").rename(there / "quiet.toml")
    try:
        shown = visit("amina").post(f"{HOME}experiments/begin", {"idea": idea})
    finally:
        shutil.rmtree(there)
    assert shown.status_code == 404


def test_idea_of_the_service_is_begun(visit: Visit) -> None:
    shown = visit("amina").post(f"{HOME}experiments/begin", {"idea": IDEA})
    assert shown.status_code == 302
