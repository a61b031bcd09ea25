"""Notes on pages of a service, and what somebody is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Visit = Callable[[str], Any]

ADD = "/services/planning/notes/add"
FLOW = "/services/planning/flow/"
WORDS = "The Friday rule began on 1 June: read the chart with it."


def _page(client: Any, address: str) -> str:
    return client.get(address).content.decode()


def _note(client: Any, page: str = "service-flow", words: str = WORDS) -> Any:
    return client.post(ADD, {"page": page, "words": words})


@pytest.mark.parametrize(
    ("page", "address"),
    [("service-flow", FLOW), ("service-board", "/services/planning/board/")],
)
def test_a_note_stands_on_its_page_alone_and_in_the_trail(
    visit: Visit, page: str, address: str
) -> None:
    from mersey.web.models import TrailEntry

    client = visit("amina")
    assert 'id="notes"' in _page(client, address)
    assert _note(client, page)["Location"] == f"{address}#notes"
    assert WORDS in _page(visit("sunita"), address)
    assert WORDS not in _page(client, "/services/planning/deadlines/")
    entry = TrailEntry.objects.filter(action="noted a note").last()
    assert (str(entry.person_name), list(entry.details)) == ("Amina R", ["note"])
    (told,) = client.get("/services/planning/notes.json").json()["notes"]
    assert (told["words"], told["by"]) == (WORDS, "Amina R")


def test_a_browser_that_has_the_page_asks_for_it_anew_after_a_note(
    visit: Visit,
) -> None:
    client = visit("sunita")
    tag = client.get(FLOW)["ETag"]
    assert client.get(FLOW, headers={"if-none-match": tag}).status_code == 304
    _note(visit("amina"))
    assert client.get(FLOW, headers={"if-none-match": tag}).status_code == 200


def test_who_sees_no_cases_sees_no_notes(visit: Visit) -> None:
    _note(visit("amina"))
    page = _page(visit("tom"), FLOW)
    assert WORDS not in page
    assert 'id="notes"' not in page
    assert visit("tom").get("/services/planning/notes/").status_code == 404


def test_a_note_is_undone_by_its_writer_alone(visit: Visit) -> None:
    client = visit("amina")
    _note(client)
    change = re.search(r'name="change" value="(\d+)"', _page(client, FLOW))
    assert change
    visit("sunita").post("/services/planning/board/undo", {"change": change[1]})
    assert WORDS in _page(client, FLOW)
    sent = client.post("/services/planning/board/undo", {"change": change[1]})
    assert sent["Location"] == f"{FLOW}#notes"
    assert WORDS not in _page(client, FLOW)


@pytest.mark.parametrize(
    ("page", "words"),
    [("service-flow", "  "), ("service-flow", "x" * 301), ("people", "Hello")],
)
def test_a_note_that_cannot_stand_is_kept_in_the_form(
    visit: Visit, page: str, words: str
) -> None:
    from mersey.web.models import PageNote

    shown = _note(visit("amina"), page, words)
    text = shown.content.decode()
    assert shown.status_code == 422
    assert "There is a problem" in text
    assert words.strip() in text
    assert not PageNote.objects.exists()


def _told(client: Any) -> dict[str, dict[str, Any]]:
    found = client.get("/notifications.json").json()["notifications"]
    return {one["words"]: one for one in found}


def test_who_is_named_is_told_until_they_say_that_they_read_it(visit: Visit) -> None:
    client = visit("sunita")
    told = _told(client)
    assert told["Highways: reply asked"]["kind"] == "blocker"
    assert not told["Highways: reply asked"]["is_read"]
    assert "section 106 agreement" not in told
    page = _page(client, "/notifications/")
    keys = re.findall(r'name="key" value="(\w+)"', page)
    assert f"<strong>{len(keys)} not read yet</strong>" in _page(client, "/")
    client.post("/notifications/read", {"key": [*keys, "of-nobody"]})
    assert all(one["is_read"] for one in _told(client).values())
    assert "not read yet" not in _page(client, "/")


def test_what_changes_after_it_was_read_is_new(visit: Visit) -> None:
    from mersey.web.models import BoardBlocker

    client = visit("sunita")
    keys = re.findall(r'name="key" value="(\w+)"', _page(client, "/notifications/"))
    client.post("/notifications/read", {"key": keys})
    BoardBlocker.objects.filter(words="Highways: reply asked").update(
        next_step="Decide without it"
    )
    assert not _told(client)["Highways: reply asked"]["is_read"]


def test_plans_to_read_are_for_others_than_their_writer(
    visit: Visit, site: Any
) -> None:
    from mersey.web.experiments.place import folder_of
    from mersey.web.models import Account, CouncilService, ExperimentDraft

    planning = CouncilService.objects.get(slug="planning")
    plan = next(
        one for one in folder_of(planning).glob("*.toml") if one.stem == "one-letter"
    )
    copy = plan.with_name("another-letter.toml")
    text = plan.read_text(encoding="utf-8")
    copy.write_text(text.replace('id = "one-letter"', 'id = "another-letter"'))
    try:
        ExperimentDraft.objects.create(
            service=planning,
            author=Account.objects.get(username="dana"),
            experiment="another-letter",
            begun="2026-09-01T00:00Z",
            changed="2026-09-01T00:00Z",
        )
        kinds = {
            name: {one["kind"] for one in _told(visit(name)).values()}
            for name in ("dana", "sunita", "tom")
        }
    finally:
        copy.unlink()
    assert "plan" in kinds["sunita"]
    assert "plan" not in kinds["dana"] | kinds["tom"]


def test_nobody_else_is_told_what_bears_a_name(visit: Visit) -> None:
    assert _told(visit("tom")) == {}
    assert _told(visit("osric")) == {}
