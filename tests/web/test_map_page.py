"""The map in more or less detail, by how often or how long, drawn by a job and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.worker_here import do_next_job

Visit = Callable[[str], Any]

PAGE = "/services/planning/map/"


@pytest.fixture
def maps(visit: Visit) -> Any:
    """Somebody who sees the map, once every map is drawn."""
    client = visit("tom")
    if client.get(PAGE, {"detail": "20"}).status_code == 503:
        do_next_job("maps")
    return client


def _drawing(page: str) -> str:
    return page.split('id="process-map"')[1].split("</svg>", maxsplit=1)[0]


def test_usual_map_is_that_of_the_report(visit: Visit) -> None:
    client = visit("tom")
    plain = client.get(PAGE).content.decode()
    asked = client.get(PAGE, {"detail": "60", "by": "both"}).content.decode()
    assert 'type="range"' in plain
    assert _drawing(plain) == _drawing(asked)
    assert "Arrows: how often, and the median time between." in plain


def test_less_detail_shows_fewer_steps(maps: Any) -> None:
    few, many = (
        _drawing(maps.get(PAGE, {"detail": said}).content.decode()).count("<rect")
        for said in ("20", "100")
    )
    assert 0 < few < many


@pytest.mark.parametrize(
    ("by", "said"),
    [("frequency", "Arrows: how often."), ("time", "Arrows: the median time between;")],
)
def test_arrows_tell_what_is_asked_for(maps: Any, by: str, said: str) -> None:
    page = maps.get(PAGE, {"by": by}).content.decode()
    assert said in page
    assert ("Plum: most waiting" in page) is (by == "time")
    assert f'<option value="{by}" selected>' in page


@pytest.mark.parametrize("said", ["", "x", "59", "61", "60"])
def test_detail_that_is_none_of_the_slider_is_the_nearest(
    visit: Visit, said: str
) -> None:
    page = visit("tom").get(PAGE, {"detail": said}).content.decode()
    assert 'step="20" value="60"' in page


def test_paths_and_hand_overs_stand_open_on_the_page(visit: Visit) -> None:
    page = visit("tom").get(PAGE).content.decode()
    assert "Most frequent paths" in page
    assert 'class="folded"' not in page


def test_numbers_of_the_map_are_the_same_in_every_detail(maps: Any) -> None:
    plain = maps.get("/services/planning/map.json").json()
    asked = maps.get("/services/planning/map.json", {"detail": "20"}).json()
    assert plain == asked
