"""Definitions: every number of a service's pages links to its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from mersey.flow import MEASURES
from mersey.flow.definition_hash import definition_hash

Visit = Callable[[str], Any]

PAGES = [
    f"/services/planning/{one}" for one in ("", "flow/", "next/", "map/", "cases/")
]


def test_every_measure_has_its_page(visit: Visit) -> None:
    client = visit("tom")
    listed = client.get("/measures.json").json()["measures"]
    assert [one["id"] for one in listed] == list(MEASURES)
    for one in listed:
        told = client.get(f"/measures/{one['id']}.json").json()
        assert told["hash"] == one["hash"] == definition_hash(MEASURES[one["id"]])
        page = client.get(f"/measures/{one['id']}/").content.decode()
        assert one["hash"] in page
        assert MEASURES[one["id"]].description.split(".")[0][:30] in page


@pytest.mark.parametrize("page", PAGES)
def test_numbers_of_a_page_link_to_definitions_that_are_there(
    visit: Visit, page: str
) -> None:
    client = visit("amina")
    links = set(
        re.findall(r'href="(/measures/\w+/)"', client.get(page).content.decode())
    )
    assert links
    assert {client.get(one).status_code for one in links} == {200}


def test_every_tile_links_to_a_definition(visit: Visit) -> None:
    page = visit("amina").get("/services/planning/").content.decode()
    titles = page.count('<span class="tile-title">')
    assert titles == page.count('<span class="tile-title"><a href="') == 4


def test_definitions_say_on_which_pages_they_stand(visit: Visit) -> None:
    used = visit("tom").get("/measures/lead_time.json").json()["used"]
    assert "/services/planning/flow/" in used
    assert not any("/foi/" in one for one in used)


def test_definitions_link_to_cases_for_those_who_may_see_them(visit: Visit) -> None:
    cases = "/services/planning/cases/"
    assert cases in visit("amina").get("/measures/wip.json").json()["used"]
    assert cases not in visit("tom").get("/measures/wip.json").json()["used"]


def test_definitions_tell_nobody_of_a_service_that_they_may_not_see(
    visit: Visit, site: Any
) -> None:
    from mersey.web.models import CouncilService

    CouncilService.objects.filter(slug="planning").update(is_need_to_know=True)
    assert visit("tom").get("/measures/lead_time.json").json()["used"] == []


def test_measure_that_is_not_there_is_not_found(visit: Visit) -> None:
    assert visit("tom").get("/measures/no_such/").status_code == 404
