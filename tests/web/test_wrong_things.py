"""Wrong things at every address: whatever is sent, the answer is in words and no bug."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mersey.web.permissions import MAY, MemberRole
from tests.web.routes import Route, address, routes
from tests.web.test_routes import CAST

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2] / "src/mersey/web"
SENT = re.compile(r'\.(?:get|getlist|text|day)\(\s*"([\w-]+)"|(?:POST|GET)\["([\w-]+)"')
IN_FORMS = re.compile(r'name="([\w-]+)"')
HUGE = "9" * 40

ODD = {
    "nothing": "",
    "ten thousand letters": "x" * 10_000,
    "a zero byte": "a\0b",
    "no digit of ours": "²",
    "a number beyond all": HUGE,
    "more digits than are read": "9" * 10_000,
    "less than nothing": "-1",
    "no day": "2026-02-31",
    "a day before all": "0001-01-01",
    "half a letter": "\ud800".encode("utf-8", "surrogatepass"),
    "signs": "{{ 7*7 }}<script>'\"; --⟦x⟧",
}


def _fields() -> set[str]:
    """Every name under which something is sent, in code or in a form."""
    found = {
        name
        for path in [*ROOT.rglob("*.py"), *ROOT.rglob("*.j2")]
        for pattern in (SENT, IN_FORMS)
        for groups in pattern.findall(path.read_text("utf-8"))
        for name in ([groups] if isinstance(groups, str) else groups)
        if name
    }
    return found - {"csrfmiddlewaretoken"}


FIELDS = sorted(_fields())


def _clients(site: Any) -> Iterator[tuple[Route, Any]]:
    """Each route with a browser of somebody who may."""
    from django.test import Client

    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account

    people = {one.username: one for one in Account.objects.all()}
    for route in routes():
        role = next((one for one in MemberRole if one in MAY[route.action]), None)
        client = Client(headers={"host": "127.0.0.1"})
        if role is not None:
            client.force_login(people[CAST[role]], backend=BACKEND)
        yield route, client


def _told(client: Any, method: str, at: str, *sent: Any, **more: Any) -> str:
    """What is wrong with the answer: empty where it is in words."""
    from django.db import transaction

    try:
        with transaction.atomic():
            shown = getattr(client, method)(at, *sent, **more)
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is found)
        return f"{type(error).__name__}: {error}"[:200]
    said = b"" if shown.streaming else shown.content
    if shown.status_code >= 500 and shown.status_code != 503:
        return f"{shown.status_code}"
    return "a traceback" if b"Traceback" in said else ""


def test_names_that_are_sent_are_found() -> None:
    assert {"words", "reason", "version", "week", "email", "role", "answer"} <= set(
        FIELDS
    )


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_odd_values_of_every_field_are_answered_in_words(
    site: Any, database: None, value: Any
) -> None:
    said = dict.fromkeys(FIELDS, value)
    found = {
        f"{method} {one.name}": told
        for one, client in _clients(site)
        for method in ("post", "get")
        if (told := _told(client, method, address(one), said))
    }
    assert found == {}


BODIES = {
    "json": ("application/json", b'{"words": ["a", {"b": null}]}'),
    "no json": ("application/json", b"{"),
    "broken parts": ("multipart/form-data; boundary=x", b"--x\r\nnothing"),
    "no boundary": ("multipart/form-data", b"--x\r\n"),
    "unknown letters": ("application/x-www-form-urlencoded; charset=none", b"a=1"),
    "bytes": ("application/octet-stream", bytes(range(256))),
    "ten megabytes": ("application/x-www-form-urlencoded", b"words=" + b"x" * 10**7),
    "many fields": ("application/x-www-form-urlencoded", b"a=1&" * 2000),
}


@pytest.mark.parametrize(("kind", "body"), BODIES.values(), ids=BODIES)
def test_odd_bodies_are_answered_in_words(
    site: Any, database: None, kind: str, body: bytes
) -> None:
    found = {
        one.name: told
        for one, client in _clients(site)
        if (
            told := _told(
                client, "generic", "POST", address(one), body, content_type=kind
            )
        )
    }
    assert found == {}


WRONG_PARTS = {
    "beyond all": HUGE,
    "nothing there": "404",
    "ten thousand letters": "x" * 10_000,
}


@pytest.mark.parametrize("part", WRONG_PARTS.values(), ids=WRONG_PARTS)
def test_wrong_parts_of_addresses_are_answered_in_words(
    site: Any, database: None, part: str
) -> None:
    from django.urls import NoReverseMatch

    found = {}
    for one, client in _clients(site):
        for wrong in one.parts:
            try:
                at = address(one, **{wrong: part})
            except NoReverseMatch:
                continue
            for method in ("get", "post"):
                if told := _told(client, method, at):
                    found[f"{method} {one.name} {wrong}"] = told
    assert found == {}


def test_file_with_a_name_of_ten_thousand_letters_is_taken_or_told(
    site: Any, database: None
) -> None:
    from django.test import Client

    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Account.objects.get(username="dana"), backend=BACKEND)
    at = "/services/planning/data/files/add"
    for name in ("x" * 10_000 + ".csv", "../../../etc/passwd", "a\0b.csv", "."):
        sent = {"file": SimpleUploadedFile("log.csv", b"a,b\n1,2\n")}
        sent["file"]._name = name
        assert _told(client, "post", at, sent) == ""
    assert not (site.workspace.parent / "etc").exists()
