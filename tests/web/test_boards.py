"""The Monday board: what is typed is there, in the trail, and never lost to another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Visit = Callable[[str], Any]

BOARD = "/services/planning/board/"
BLOCKER = {
    "case": "TB/26/11339",
    "reason": "team",
    "words": "Drainage: plan asked for",
    "next_step": "Ring them",
    "who": "Amina",
    "by": "2026-10-02",
    "since": "2026-09-29",
    "for_team": "",
}
PROMISE = {"words": "No new checks on Friday", "who": "Amina", "by": "2/10/2026"}


def _page(client: Any, address: str = BOARD) -> str:
    return client.get(address).content.decode()


def _last_entry() -> Any:
    from mersey.web.models import TrailEntry

    return TrailEntry.objects.order_by("-number").first()


def _fields(text: str, form: str) -> dict[str, str]:
    """The hidden version of the form that goes to an address."""
    found = re.search(
        rf'action="{form}".*?name="version" value="(\d+)"', text, re.DOTALL
    )
    assert found is not None
    return {"version": found[1]}


def test_board_is_the_first_tab_of_those_who_see_cases(visit: Visit) -> None:
    first = '<nav class="of-service" aria-label="Pages of this service">\n<ul>\n<li><a class="govuk-link" href="'
    assert f"{first}{BOARD}" in _page(visit("amina"), "/services/planning/")
    assert f"{first}/services/planning/" in _page(visit("tom"), "/services/planning/")


def test_board_shows_what_the_demo_typed(visit: Visit) -> None:
    page = _page(visit("amina"))
    assert "Monday board, 28 September" in page
    assert "6 applications are blocked." in page
    assert "Return applications unpaid for 28 days" in page


def test_board_says_where_each_change_stands_and_no_more(visit: Visit) -> None:
    page = _page(visit("amina"), BOARD)
    working = page[page.index('id="working"') : page.index('id="next"')]
    assert "No change is being tried" not in working
    assert "Verdict is in: improved" in working
    assert "/services/planning/experiments/early-officer/" in working
    early = working[working.index("Too early to say") :]
    assert "Results stay sealed until then" in early
    assert "It came out" not in early.split("</article>")[0]


def test_board_says_so_when_an_experiment_cannot_be_read(
    visit: Visit, site: Any
) -> None:
    file = site.workspace / "experiments" / "planning" / "broken.toml"
    file.write_text("id = [", encoding="utf-8")
    try:
        page = _page(visit("amina"), BOARD)
    finally:
        file.unlink()
    working = page[page.index('id="working"') : page.index('id="next"')]
    assert "Not known:" in working
    assert "No change is being tried" not in working


def test_a_blocker_is_noted_where_it_stands_and_in_the_trail(visit: Visit) -> None:
    client = visit("amina")
    sent = client.post(f"{BOARD}blockers/", BLOCKER)
    assert sent.status_code == 302
    place = sent.url.partition("#")
    assert place[0] == BOARD
    page = _page(client)
    assert f'id="{place[2]}"' in page
    assert "Drainage: plan asked for" in page
    assert "The blocker is noted." in page
    assert _last_entry().action == "noted a blocker"
    assert "Drainage" not in str(_last_entry().details)


def test_the_same_form_sent_twice_notes_one_blocker(visit: Visit) -> None:
    from mersey.web.models import BoardBlocker

    client, before = visit("amina"), BoardBlocker.objects.count()
    first = client.post(f"{BOARD}blockers/", BLOCKER)
    again = client.post(f"{BOARD}blockers/", BLOCKER)
    assert first.url == again.url
    assert BoardBlocker.objects.count() == before + 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"case": "TB/99/1"}, "No open case has that name"),
        ({"case": ""}, "No open case has that name"),
        ({"reason": "weather"}, "Choose what it waits for"),
        ({"words": "  "}, "Say in a few words"),
        ({"words": "x" * 201}, "200 characters or fewer"),
        ({"by": "soon"}, "Write a day as"),
        ({"since": "2026-12-31"}, "This day is still to come"),
        ({"for_team": "Nobody’s team"}, "Choose a team from the list"),
    ],
)
def test_a_form_that_is_wrong_says_so_and_keeps_the_words(
    visit: Visit, wrong: dict[str, str], said: str
) -> None:
    from mersey.web.models import BoardBlocker

    before = BoardBlocker.objects.count()
    shown = visit("amina").post(f"{BOARD}blockers/", BLOCKER | wrong)
    page = shown.content.decode()
    assert shown.status_code == 422
    assert "There is a problem" in page
    assert said in page
    assert 'value="Ring them"' in page
    assert BoardBlocker.objects.count() == before


def test_two_people_who_change_one_blocker_lose_no_words(visit: Visit) -> None:
    first, second = visit("amina"), visit("sunita")
    address = first.post(f"{BOARD}blockers/", BLOCKER).url.rpartition("-")[2]
    form = f"{BOARD}blockers/{address}/"
    version = _fields(_page(second, form), form)
    first.post(form, BLOCKER | version | {"words": "Drainage: plan came"})
    theirs = second.post(form, BLOCKER | version | {"words": "Drainage: ring again"})
    page = theirs.content.decode()
    assert theirs.status_code == 409
    assert "Amina R changed this while you were typing" in page
    assert "Drainage: plan came" in page
    assert 'value="Drainage: ring again"' in page
    fresh = _fields(page, form)
    second.post(form, BLOCKER | fresh | {"words": "Drainage: ring again"})
    assert "Drainage: ring again" in _page(first)


def test_an_unblocked_case_is_told_until_next_monday(visit: Visit) -> None:
    client = visit("amina")
    number = client.post(f"{BOARD}blockers/", BLOCKER).url.rpartition("-")[2]
    form = f"{BOARD}blockers/{number}/"
    sent = client.post(
        form, BLOCKER | _fields(_page(client, form), form) | {"cleared": "yes"}
    )
    assert sent.url == f"{BOARD}#blocked"
    page = _page(client)
    assert f'id="blocker-{number}"' not in page
    (told,) = re.findall(r"\d+ unblocked since last Monday: [^<]*", page)
    assert "Drainage: plan asked for" in told


def test_the_last_note_is_undone_by_its_writer_alone(visit: Visit) -> None:
    client = visit("amina")
    client.post(f"{BOARD}blockers/", BLOCKER)
    change = re.search(r'name="change" value="(\d+)"', _page(client))
    assert change is not None
    visit("sunita").post(f"{BOARD}undo", {"change": change[1]})
    assert "Drainage: plan asked for" in _page(client)
    client.post(f"{BOARD}undo", {"change": change[1]})
    assert "Drainage: plan asked for" not in _page(client)
    assert _last_entry().action == "undid a blocker"


def test_nothing_is_undone_that_somebody_changed_since(visit: Visit) -> None:
    client, other = visit("amina"), visit("sunita")
    number = client.post(f"{BOARD}blockers/", BLOCKER).url.rpartition("-")[2]
    form = f"{BOARD}blockers/{number}/"
    version = _fields(_page(other, form), form)
    other.post(form, BLOCKER | version | {"words": "Drainage: plan came"})
    assert f'action="{BOARD}undo"' not in _page(client)


def test_a_promise_is_made_and_kept(visit: Visit) -> None:
    client = visit("amina")
    number = client.post(f"{BOARD}promises/", PROMISE).url.rpartition("-")[2]
    assert "No new checks on Friday" in _page(client)
    form = f"{BOARD}promises/{number}/"
    version = _fields(_page(client, form), form)
    told = PROMISE | version | {"note": "Two came back.", "done": "yes"}
    assert client.post(form, told).status_code == 302
    assert "Two came back." in _page(client)


def test_two_promises_are_enough_for_a_week(visit: Visit) -> None:
    client = visit("amina")
    for words in ("One", "Two"):
        client.post(f"{BOARD}promises/", PROMISE | {"words": words})
    assert 'action="/services/planning/board/promises/"' not in _page(client)
    third = client.post(f"{BOARD}promises/", PROMISE | {"words": "Three"})
    assert third.status_code == 422
    assert 'value="Three"' in third.content.decode()


def test_a_promise_becomes_an_experiment_by_a_button(visit: Visit) -> None:
    from mersey.web.models import ExperimentDraft

    client = visit("amina")
    client.post(f"{BOARD}promises/", PROMISE)
    form = re.search(
        r'action="(/services/planning/experiments/begin)".*?'
        r'name="title" value="(No new checks on Friday)"',
        _page(client),
        re.DOTALL,
    )
    assert form is not None
    client.post(form[1], {"title": form[2], "change": form[2]})
    assert ExperimentDraft.objects.first().answers["change"] == form[2]
    assert "experiments/begin" not in _page(visit("sunita"))


def _limits(client: Any) -> dict[str, str]:
    page = _page(client, f"{BOARD}limits/")
    return dict(re.findall(r'name="((?:column|version)-\d)" value="([^"]*)"', page))


def test_the_team_sets_a_limit_and_takes_it_back(visit: Visit) -> None:
    client = visit("amina")
    sent = {**_limits(client), "limit-0": "19", "limit-1": "none", "limit-2": "none"}
    assert client.post(f"{BOARD}limits/", sent).url == f"{BOARD}#waiting"
    columns = client.get("/services/planning/board.json").json()["columns"]
    assert (columns[0]["limit"], columns[0]["limit_is_set"]) == (19, True)
    assert (columns[1]["limit"], columns[1]["limit_is_set"]) == (None, True)
    client.post(f"{BOARD}limits/", {**_limits(client), "limit-0": ""})
    columns = client.get("/services/planning/board.json").json()["columns"]
    assert (columns[0]["limit"], columns[0]["limit_is_set"]) == (14, False)


def test_two_people_who_set_one_limit_are_told(visit: Visit) -> None:
    client = visit("amina")
    client.post(f"{BOARD}limits/", {**_limits(client), "limit-0": "19"})
    old = _limits(client)
    visit("sunita").post(f"{BOARD}limits/", {**old, "limit-0": "18"})
    shown = client.post(f"{BOARD}limits/", {**old, "limit-0": "17"})
    assert shown.status_code == 409
    assert "Sunita P changed this" in shown.content.decode()


def test_names_of_cases_are_in_the_trail_once_a_session(visit: Visit) -> None:
    from mersey.web.models import TrailEntry

    client = visit("amina")
    before = TrailEntry.objects.filter(action="saw names of cases").count()
    assert "TB/26/11355" in _page(client)
    _page(client)
    entries = TrailEntry.objects.filter(action="saw names of cases")
    assert entries.count() == before + 1
    assert entries.last().details["cases"] == 75


@pytest.mark.parametrize(
    ("policy", "person", "sees"),
    [
        ("hidden", "amina", False),
        ("team", "amina", True),
        ("team", "imran", False),
        ("public", "imran", True),
    ],
)
def test_names_are_for_those_whom_the_service_lets_see_them(
    visit: Visit, policy: str, person: str, sees: bool
) -> None:
    from mersey.web.models import BoardSetting

    BoardSetting.objects.update(case_reference=policy)
    for page in (BOARD, f"{BOARD}wall/", "/services/planning/board.json"):
        assert ("TB/26/" in _page(visit(person), page)) is sees
    for page in ("/services/planning/cases/", "/services/planning/cases.csv"):
        assert ("TB/26/" in _page(visit(person), page)) is sees


def test_references_lie_encrypted_and_apart(site: Any) -> None:
    from mersey.web.boards.kept_references import references

    place = site.workspace / "references" / "planning.bin"
    key = site.workspace / "keys" / "planning.references-key"
    assert b"TB/26" not in place.read_bytes()
    assert key.stat().st_mode & 0o077 == 0
    assert "TB/26/11355" in references(site.workspace, "planning").values()
    for store in (site.workspace / "logs" / "planning").rglob("*"):
        assert not store.is_file() or b"TB/26/11355" not in store.read_bytes()


def test_board_of_a_week_without_a_log_says_so(visit: Visit) -> None:
    client = visit("amina")
    page = client.get(f"{BOARD}?week=2026-08-03")
    assert (page.status_code, "cannot be shown" in page.content.decode()) == (200, True)
    assert client.get(f"{BOARD}?week=monday").status_code == 404


def test_another_service_sees_what_is_waited_for_from_it(visit: Visit) -> None:
    from mersey.web.access import visitor
    from mersey.web.boards.typed_in import typed_of
    from mersey.web.models import Account, CouncilService

    client = visit("amina")
    client.post(f"{BOARD}blockers/", BLOCKER | {"for_team": "Housing repairs"})
    repairs = CouncilService.objects.get(slug="housing-repairs")
    asked = typed_of(repairs, visitor(Account.objects.get(username="sunita"))).typed
    (one,) = asked.asked_of_us
    assert (one.service, one.case) == ("Planning applications", "TB/26/11339")


def test_home_names_what_bears_the_persons_name(visit: Visit) -> None:
    page = _page(visit("sunita"), "/")
    assert "What needs you" in page
    assert "Highways: reply asked" in page
    assert "section 106 agreement" not in page
    assert "What needs you" not in _page(visit("tom"), "/")
