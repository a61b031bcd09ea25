"""How long somebody stays signed in: what they are told of it, and what prolongs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Visit = Callable[[str], Any]

ASKED, STAY = "/account/session.json", "/account/stay"


def _earlier(client: Any, seconds: int, *keys: str) -> None:
    session = client.session
    for key in keys:
        session[key] -= seconds
    session.save()


def _in(visit: Visit) -> Any:
    client = visit("amina")
    client.get("/home.json")
    return client


def test_asking_how_long_is_left_does_not_prolong_it(visit: Visit) -> None:
    client = _in(visit)
    _earlier(client, 3400, "seen")
    for _ in range(2):
        told = client.get(ASKED).json()
        assert told["seconds_left"] in range(190, 201)
        assert (told["schema"], told["can_stay"]) == ("mersey.session/1", True)
    _earlier(client, 300, "seen")
    assert client.get(ASKED).json()["seconds_left"] == 0
    assert client.get("/home.json").status_code == 302


def test_staying_begins_the_hour_anew_and_only_a_form_does_it(visit: Visit) -> None:
    client = _in(visit)
    _earlier(client, 3400, "seen")
    assert client.get(STAY).status_code == 405
    _earlier(client, 3400, "seen")
    assert client.post(STAY).json()["seconds_left"] in range(3590, 3601)


def test_a_working_day_ends_all_the_same(visit: Visit) -> None:
    client = _in(visit)
    _earlier(client, 12 * 3600 - 60, "began")
    told = client.post(STAY).json()
    assert told["seconds_left"] in range(50, 61)
    assert told["can_stay"] is False


def test_pages_say_when_somebody_is_signed_out_without_a_script_too(
    visit: Visit,
) -> None:
    said = "You are signed out after an hour in which no page was asked for"
    page = visit("amina").get("/").content.decode()
    assert said in page
    assert 'id="staying"' in page
    page = visit("").get("/demo/").content.decode()
    assert said not in page
    assert 'id="staying"' not in page
