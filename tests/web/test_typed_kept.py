"""What was typed when a session ran out: not lost, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

Visit = Callable[[str], Any]

BOARD = "/services/planning/board/"
SENT = {
    f"{BOARD}blockers/": {"case": "TB/26/11339", "words": "Drainage: plan asked for"},
    f"{BOARD}blockers/1/": {"words": "Drainage: plan asked for"},
    f"{BOARD}promises/": {"words": "Drainage: plan asked for"},
    "/services/planning/notes/add": {
        "page": "service-flow",
        "words": "Drainage: plan asked for",
    },
    "/services/planning/experiments/early-officer/note/": {
        "text": "Drainage: plan asked for"
    },
}
WORDS = "Drainage: plan asked for"


def _away(client: Any) -> None:
    from mersey.web.accounts.account_settings import IDLE

    session = client.session
    session["seen"] -= int(IDLE.total_seconds()) + 1
    session.save()


def _post(client: Any, address: str, said: dict[str, str]) -> Any:
    """As a browser sends a plain form."""
    return client.post(
        address, urlencode(said), content_type="application/x-www-form-urlencoded"
    )


def _back(client: Any, username: str) -> None:
    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account

    client.force_login(Account.objects.get(username=username), backend=BACKEND)


@pytest.mark.parametrize("address", SENT)
def test_what_was_typed_is_in_the_form_once_they_signed_in(
    visit: Visit, address: str
) -> None:
    client = visit("amina")
    client.get("/home.json")
    _away(client)
    sent = _post(client, address, SENT[address])
    assert (sent.status_code, "/demo/" in sent["Location"]) == (302, True)
    _back(client, "amina")
    assert WORDS in client.get(address).content.decode()
    assert WORDS not in client.get(address).content.decode()


def test_what_was_typed_is_nobody_elses(visit: Visit) -> None:
    client = visit("amina")
    client.get("/home.json")
    _away(client)
    address = f"{BOARD}promises/"
    _post(client, address, SENT[address])
    assert client.session["typed"]["fields"] == SENT[address]
    _back(client, "sunita")
    assert WORDS not in client.get(address).content.decode()
    assert "typed" not in client.session


def test_neither_passwords_nor_versions_are_kept(visit: Visit) -> None:
    client = visit("amina")
    client.get("/home.json")
    _away(client)
    said = {"words": "x", "version": "3", "password1": "secret", "oldpassword": "s"}
    _post(client, f"{BOARD}promises/", said)
    assert client.session["typed"]["fields"] == {"words": "x"}


def test_what_was_sent_to_an_address_without_a_form_is_shown_to_be_copied(
    visit: Visit,
) -> None:
    client = visit("sunita")
    client.get("/home.json")
    _away(client)
    address = "/services/planning/settings/change"
    _post(client, address, {"late_mail": WORDS, "csrfmiddlewaretoken": "x"})
    _back(client, "sunita")
    page = client.get(address).content.decode()
    assert "<dt>Late mail</dt>" in page
    assert WORDS in page
    assert client.get(address).status_code == 405


def test_what_was_typed_into_the_way_to_a_plan_is_there_again(visit: Visit) -> None:
    client = visit("amina")
    begun = client.post("/services/planning/experiments/begin")["Location"]
    _away(client)
    _post(client, begun, {"outcome": WORDS, "title": WORDS, "revision": "0"})
    _back(client, "amina")
    page = client.get(begun)
    assert page.status_code == 200
    assert "not saved" not in page.content.decode()
    assert "typed" not in client.session
