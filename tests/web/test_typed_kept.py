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
