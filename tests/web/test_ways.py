"""Ways across services: what each reader sees of them, and who changes them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

Visit = Callable[[str], Any]

WAYS = "/ways/"
BOARD = "/ways/a-home-that-fits/board/"
CHANGE = "/ways/a-home-that-fits/change"
BLOCKER = {
    "case": "TB/26/11339",
    "reason": "team",
    "words": "Ramp: plan asked for",
    "since": "2026-09-29",
    "for_team": "Housing repairs",
}


@pytest.fixture
def repairs(site: Any) -> Iterator[None]:
    """A log of repairs beside that of planning: the same cases under another name."""
    logs = site.workspace / "logs"
    shutil.copytree(logs / "planning", logs / "housing-repairs", symlinks=True)
    yield
    shutil.rmtree(logs / "housing-repairs")


def _page(client: Any, address: str = BOARD) -> str:
    return client.get(address).content.decode()


def _form(client: Any) -> dict[str, str]:
    page = _page(client, CHANGE)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    return {"version": version[1], "name": "A home that fits"}


def _place(**places: str) -> dict[str, str]:
    return {f"place-{name.replace('_', '-')}": at for name, at in places.items()}


def test_a_reader_sees_their_parts_and_that_one_is_withheld(
    visit: Visit, repairs: None
) -> None:
    page = _page(visit("amina"))
    assert "A part of this way is withheld from you" in page
    assert "Adult" not in page
    tiles = re.findall(r"board-tile[^>]*>\n<h3>([^<]*)", page)
    assert tiles == ["Planning applications", "Housing repairs"]
    told = visit("amina").get("/ways/a-home-that-fits/board.json").json()
    assert (told["parts"], told["is_withheld"]) == (
        ["planning", "housing-repairs"],
        True,
    )


def test_who_sees_all_parts_is_told_which_log_is_missing(visit: Visit) -> None:
    page = _page(visit("imran"))
    assert "withheld" not in page
    assert "Adult social care is not told below" in page
    assert "Housing repairs is not told below" in page


@pytest.mark.parametrize("person", ["osric", "tom", "grace"])
def test_nothing_of_a_way_is_seen_without_a_part(visit: Visit, person: str) -> None:
    for address in (WAYS, BOARD, f"{BOARD}wall/", CHANGE):
        assert visit(person).get(address).status_code == 404


def test_a_way_of_withheld_parts_alone_is_not_there(visit: Visit) -> None:
    from mersey.web.models import BoardWayPart

    BoardWayPart.objects.exclude(service__slug="adult-social-care").delete()
    assert "A home that fits" not in _page(visit("amina"), WAYS)
    assert visit("amina").get(BOARD).status_code == 404
    assert "A home that fits" in _page(visit("imran"), WAYS)


def test_what_one_service_waits_for_is_seen_from_both_sides(
    visit: Visit, repairs: None
) -> None:
    visit("amina").post("/services/planning/board/blockers/", BLOCKER)
    page = " ".join(_page(visit("imran")).split())
    assert "Who waits for whom" in page
    assert (
        "<strong>Planning applications</strong> waits for Housing repairs: TB/26/11339: "
        "Ramp: plan asked for" in page
    )
    own = " ".join(_page(visit("sunita"), "/services/housing-repairs/board/").split())
    assert "<strong>Planning applications</strong> waits for us" in own


def test_names_seen_on_a_way_are_in_the_trail_of_their_service(visit: Visit) -> None:
    from mersey.web.models import TrailEntry

    client = visit("amina")
    assert "TB/26/11355" in _page(client)
    entry = TrailEntry.objects.order_by("-number").first()
    assert (entry.action, entry.place) == (
        "saw names of cases",
        "services/planning/board",
    )


def test_a_member_makes_a_way_and_takes_it_away(visit: Visit) -> None:
    from mersey.web.models import TrailEntry

    client = visit("amina")
    sent = {"name": " From plan  to repair "} | _place(planning="2", foi="1")
    made = client.post("/ways/new", sent)
    assert made["Location"] == "/ways/from-plan-to-repair/board/"
    (told,) = [
        one
        for one in client.get("/ways.json").json()["ways"]
        if one["way"] == "from-plan-to-repair"
    ]
    assert told["services"] == ["foi", "planning"]
    entry = TrailEntry.objects.filter(action="made a way").last()
    assert entry.details["services"] == ["foi", "planning"]
    client.post("/ways/from-plan-to-repair/remove", {"version": "1"})
    assert client.get("/ways/from-plan-to-repair/board/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "One"} | _place(planning="1"), "Give 2 to 6 services"),
        ({"name": " "} | _place(planning="1", foi="2"), "Name it"),
        (
            {"name": "Hidden"} | _place(planning="1", adult_social_care="2"),
            "Give 2 to 6 services",
        ),
    ],
)
def test_what_is_wrong_with_a_way_is_said_and_kept(
    visit: Visit, sent: dict[str, str], said: str
) -> None:
    shown = visit("amina").post("/ways/new", sent)
    page = shown.content.decode()
    assert shown.status_code == 422
    assert said in page
    assert '<option value="1" selected>' in page


def test_a_withheld_part_stays_where_it_is(visit: Visit) -> None:
    client = visit("amina")
    client.post(CHANGE, _form(client) | _place(planning="2"))
    told = visit("imran").get("/ways.json").json()["ways"][0]
    assert told["services"] == ["adult-social-care", "planning"]


def test_two_people_who_change_a_way_are_told(visit: Visit) -> None:
    amina, imran = visit("amina"), visit("imran")
    old = _form(amina)
    imran.post(CHANGE, old | _place(planning="1", adult_social_care="2"))
    shown = amina.post(CHANGE, old | {"name": "Mine"} | _place(planning="1", foi="2"))
    page = shown.content.decode()
    assert shown.status_code == 409
    assert "Imran S changed this while you were at it" in page
    assert 'value="Mine"' in page
    assert "Adult" not in page
