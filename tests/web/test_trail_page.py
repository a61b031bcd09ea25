"""The trail's page: who sees which entry, and what is in it of refusals and failures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Visit = Callable[[str], Any]


def _entries(client: Any, query: str = "") -> list[dict[str, Any]]:
    return client.get(f"/trail.json{query}").json()["entries"]


def _add(action: str, place: str, **details: Any) -> None:
    from mersey.web import audit_trail
    from mersey.web.models import Account

    someone = Account.objects.get(username="imran")
    audit_trail.add(action, by=someone, place=place, details=details)


def test_page_lists_what_was_done_newest_first(visit: Visit) -> None:
    _add("loaded a log", "services/planning", rows=3, columns=["Ward", "Type"])
    shown = visit("grace").get("/trail/").content.decode()
    assert "<strong>Imran S</strong> loaded a log" in shown
    assert "columns: Ward, Type" in shown


@pytest.mark.parametrize(
    ("query", "count"),
    [("?service=foi&action=did+this", 1), ("?action=ate", 0), ("?action=did+this", 2)],
)
def test_trail_is_filtered(visit: Visit, query: str, count: int) -> None:
    _add("did this", "services/planning")
    _add("did this", "services/foi/board")
    assert len(_entries(visit("grace"), query)) == count


def test_trail_is_filtered_by_person(visit: Visit) -> None:
    from mersey.web.models import Account

    _add("did this", "services/planning")
    key = Account.objects.get(username="imran").pk
    found = _entries(visit("grace"), f"?person={key}")
    assert {one["person"] for one in found} == {"Imran S"}


def test_approver_sees_entries_of_services_that_they_see_alone(visit: Visit) -> None:
    _add("did this", "services/planning")
    _add("did this", "services/adult-social-care/board")
    places = {one["place"] for one in _entries(visit("sunita"))}
    assert "services/planning" in places
    assert not [one for one in places if "adult" in one or "people" in one]


def test_administrator_sees_nothing_of_another_organisation(visit: Visit) -> None:
    from mersey.web.models import Organisation

    Organisation.objects.create(slug="elsewhere", name="Elsewhere")
    _add("did this", "organisations/elsewhere/people")
    _add("did that", "services/planning")
    from mersey.web.models import Membership

    Membership.objects.filter(person__username="imran").delete()
    found = {one["action"] for one in _entries(visit("grace"))}
    assert "did that" in found
    assert "did this" not in found


def test_csv_says_the_same(visit: Visit) -> None:
    _add("=did this", "services/planning", rows=3)
    lines = visit("grace").get("/trail.csv?service=planning").content.decode()
    assert "rows: 3" in lines
    assert ",=did" not in lines


def test_refusal_is_told_once_in_a_while(visit: Visit) -> None:
    tom = visit("tom")
    for _ in range(3):
        tom.get("/people/")
        tom.get("/services/adult-social-care/")
    told = _entries(visit("grace"), "?action=was+refused")
    assert [(one["person"], one["place"]) for one in told] == [
        ("Tom B", "services/adult-social-care"),
        ("Tom B", "people/"),
    ]


def test_what_is_not_there_is_no_refusal(visit: Visit) -> None:
    visit("tom").get("/services/no-such-service/")
    assert _entries(visit("grace"), "?action=was+refused") == []


def test_failed_sign_in_is_told_without_what_was_typed(visit: Visit) -> None:
    said = {"login": "secret-typed-for-a-name", "password": "wrong-wrong-wrong"}
    visit("").post("/accounts/login/", said)
    visit("").post("/accounts/login/", said | {"login": "amina"})
    told = visit("grace").get("/trail.json?action=failed+to+sign+in")
    people = [one["person"] for one in told.json()["entries"]]
    assert people == ["Amina R", None]
    assert b"secret-typed" not in told.content
    assert b"wrong-wrong" not in told.content


def test_signing_out_is_told(visit: Visit) -> None:
    visit("amina").post("/accounts/logout/")
    assert _entries(visit("grace"), "?action=signed+out")[0]["person"] == "Amina R"
