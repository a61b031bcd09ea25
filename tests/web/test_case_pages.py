"""The list of open cases: filters, pages, links from numbers, and pinned versions."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

Visit = Callable[[str], Any]

PAGE = "/services/planning/cases/"


def _told(client: Any, **asked: str) -> Any:
    return client.get("/services/planning/cases.json", asked).json()


def _rows(page: str) -> int:
    return page.split('id="every-case"')[1].count('<th scope="row"')


def test_filters_count_as_the_answer_counts(visit: Visit) -> None:
    client = visit("amina")
    look = client.get("/services/planning.json").json()
    past, older = _told(client, needs="past"), _told(client, needs="older")
    assert past["n"] == len(past["cases"]) == look["past_any_limit"]["overdue"] > 0
    assert all(one["is_past_limit"] for one in past["cases"])
    assert older["n"] == sum(one["older"] for one in look["flow"]["stages"])


def test_filters_meet_and_what_means_nothing_is_left_out(visit: Visit) -> None:
    client = visit("amina")
    every = _told(client)["cases"]
    where = every[0]["where"]
    both = _told(client, where=where, needs="past")
    assert both["asked"] == {"where": where, "needs": "past"}
    assert both["cases"] == [
        one for one in every if one["where"] == where and one["is_past_limit"]
    ]
    assert _told(client, where="Nowhere", needs="x", page="z")["cases"] == every


def test_long_list_is_paged_and_its_csv_is_whole(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mersey.web.boards import case_filters

    monkeypatch.setattr(case_filters, "PAGE_OF", 20)
    client = visit("amina")
    n = _told(client)["n"]
    first = client.get(PAGE).content.decode()
    last = client.get(PAGE, {"page": "999"}).content.decode()
    assert (_rows(first), _rows(last)) == (20, n - 20 * ((n - 1) // 20))
    assert "page=2#every-case" in first
    text = client.get("/services/planning/cases.csv").content.decode()
    assert len(list(csv.reader(io.StringIO(text)))) == n + 1


def test_csv_and_json_of_a_filtered_list_are_filtered(visit: Visit) -> None:
    client = visit("amina")
    page = client.get(PAGE, {"needs": "past"}).content.decode()
    address = re.search(r'href="(/services/planning/cases.csv[^"]*)"', page)
    assert address is not None
    text = client.get(address[1]).content.decode()
    assert len(text.splitlines()) == _told(client, needs="past")["n"] + 1


def test_numbers_link_to_the_cases_behind_them_for_those_allowed(visit: Visit) -> None:
    link = 'href="/services/planning/cases/?needs=past#every-case"'
    for page in ("/services/planning/", "/services/planning/deadlines/"):
        assert link in visit("amina").get(page).content.decode(), page
        assert link not in visit("tom").get(page).content.decode(), page


@pytest.mark.parametrize("page", ["board", "cases"])
def test_version_in_the_address_pins_board_and_cases(visit: Visit, page: str) -> None:
    client = visit("amina")
    version = client.get("/services/planning.json").json()["log"]["log_version"]
    address = f"/services/planning/{page}/"
    pinned = client.get(address, {"v": version})
    assert pinned.status_code == 200
    assert f"You see version <code>{version}</code>" in pinned.content.decode()
    assert f"/services/planning/{page}.csv?v={version}" in pinned.content.decode()
    assert client.get(address, {"v": "0123456789ab"}).status_code == 404
