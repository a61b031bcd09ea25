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
        ("amina", f"{HOME}what-if/?from=²", 200),
        ("amina", f"{HOME}what-if/?from={'9' * 5000}", 200),
        ("amina", f"{HOME}map/?detail=²", 200),
        ("amina", f"{HOME}cases/?page=²", 200),
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


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "9" * 30])
def test_odd_number_in_a_services_settings_is_answered(visit: Visit, odd: str) -> None:
    said = {
        "case_reference": "hidden",
        "need_to_know": "no",
        "owner": odd,
        "version": odd,
    }
    assert visit("dana").post(f"{HOME}settings/change", said).status_code == 422
    said["owner"] = ""
    assert visit("dana").post(f"{HOME}settings/change", said).status_code == 409


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "9" * 30])
def test_odd_version_of_a_way_is_taken_for_an_old_one(visit: Visit, odd: str) -> None:
    said = {"name": "Another", "version": odd, "place-planning": "1", "place-foi": "2"}
    there = "/ways/a-home-that-fits/change"
    assert visit("amina").post(there, said).status_code in (404, 409, 422)


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
