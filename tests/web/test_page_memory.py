"""Pages that are shown again as they were set, and never for longer than they hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from mersey.web import page_memory
from mersey.web.page_memory import PageMemory, RememberedPage

Visit = Callable[[str], Any]

OVERVIEW = "/services/planning/"
BOARD = "/services/planning/board/"


def _page(n_bytes: int) -> RememberedPage:
    return RememberedPage(body=bytes(n_bytes), content_type="text/html", version="1")


def test_memory_lets_the_oldest_go_when_it_is_full() -> None:
    memory = PageMemory(most_bytes=10)
    memory.keep("a", _page(4))
    memory.keep("b", _page(4))
    assert memory.find("a") is not None
    memory.keep("c", _page(4))
    assert [name for name in "abc" if memory.find(name)] == ["a", "c"]


def test_memory_keeps_nothing_that_is_larger_than_itself() -> None:
    memory = PageMemory(most_bytes=10)
    memory.keep("a", _page(11))
    memory.keep("b", _page(10))
    assert (memory.find("a"), memory.find("b")) == (None, _page(10))


def test_pages_are_set_anew_each_minute_but_not_all_in_the_same_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def minutes(at: float) -> list[int]:
        monkeypatch.setattr(page_memory.time, "time", lambda: at)
        return [page_memory._minute(f"/page {n}") for n in range(200)]

    first = minutes(0.0)
    assert all(b == a + 1 for a, b in zip(first, minutes(60.0), strict=True))
    changed = [a != b for a, b in zip(minutes(29.0), minutes(30.0), strict=True)]
    assert sum(changed) < 20


@pytest.fixture
def set_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of pages that had to be set."""
    from mersey.web import page

    found: list[str] = []
    made = page._made

    def noted(request: Any, *others: Any) -> Any:
        found.append(request.get_full_path())
        return made(request, *others)

    monkeypatch.setattr(page, "_made", noted)
    return found


def _plain(shown: Any) -> str:
    return re.sub(r'middlewaretoken" value="\w+"', "", shown.content.decode())


@pytest.mark.parametrize("address", ["/", OVERVIEW, BOARD, f"{OVERVIEW}cases/"])
def test_page_is_set_once_and_is_the_same_afterwards(
    visit: Visit, set_pages: list[str], address: str
) -> None:
    client = visit("amina")
    client.get(address)  # its names are noted in the trail
    first, again = client.get(address), client.get(address)
    assert _plain(first) == _plain(again)
    assert first["Cache-Control"] == again["Cache-Control"]
    assert first.get("ETag") == again.get("ETag")
    assert len(set_pages) <= 2


def test_page_is_set_anew_when_something_was_done(
    visit: Visit, set_pages: list[str]
) -> None:
    client = visit("amina")
    client.get(BOARD)
    said = {"words": "Ring the agency", "who": "Amina"}
    assert client.post(f"{BOARD}promises/", said).status_code == 302
    assert "Ring the agency" in client.get(BOARD).content.decode()


def test_page_of_one_person_is_not_shown_to_another(visit: Visit) -> None:
    shown = {
        name: visit(name).get(OVERVIEW).content.decode()
        for name in ("amina", "dana", "tom")
    }
    assert "Amina R" in shown["amina"]
    assert not any("Amina R" in shown[name] for name in ("dana", "tom"))


def test_names_of_cases_are_noted_for_each_session(visit: Visit) -> None:
    from mersey.web.models import TrailEntry

    before = TrailEntry.objects.filter(action="saw names of cases").count()
    for client in (visit("amina"), visit("amina")):
        for _ in range(3):
            client.get(BOARD)
    after = TrailEntry.objects.filter(action="saw names of cases").count()
    assert after - before == 2


def test_form_of_a_page_that_is_shown_again_can_be_sent(
    site: object, visit: Visit
) -> None:
    from django.test import Client

    client = visit("amina")
    client.get(BOARD)
    client.get(BOARD)
    shown = client.get(BOARD).content.decode()
    strict = Client(headers={"host": "127.0.0.1"}, enforce_csrf_checks=True)
    strict.cookies = client.cookies
    (token, *_) = re.findall(r'middlewaretoken" value="(\w+)"', shown)
    said = {"words": "Ring them", "who": "Amina", "csrfmiddlewaretoken": token}
    assert strict.post(f"{BOARD}promises/", said).status_code == 302


def test_page_of_a_board_is_not_set_for_each_session(
    visit: Visit, set_pages: list[str]
) -> None:
    for client in (visit("amina"), visit("amina"), visit("amina")):
        for _ in range(3):
            client.get(BOARD)
    assert len(set_pages) == 4  # each session's first sight, and one for all of them


def test_who_is_given_another_role_has_another_page(visit: Visit) -> None:
    from mersey.web.models import Membership

    client = visit("amina")
    first = client.get(OVERVIEW)
    Membership.objects.filter(person__username="amina").update(role="viewer")
    tag = {"if-none-match": first["ETag"]}
    again = client.get(OVERVIEW, headers=tag)
    assert again.status_code == 200
    assert "board/" not in again.content.decode()


def test_who_lost_access_is_shown_nothing_again(visit: Visit) -> None:
    from mersey.web.models import Membership

    client = visit("amina")
    client.get(OVERVIEW)
    Membership.objects.filter(person__username="amina").delete()
    assert client.get(OVERVIEW).status_code == 404
