"""What every response carries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.routes import address, routes

Visit = Callable[[str], Any]


def _policy(text: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in text.split(";"))
    return {name: sources for name, _, sources in parts}


@pytest.mark.parametrize("person", ["amina", ""])
def test_every_response_is_careful(visit: Visit, person: str) -> None:
    client = visit(person)
    for one in [*routes(), None]:
        shown = client.get(address(one) if one else "/no-such-page")
        policy = _policy(shown["Content-Security-Policy"])
        assert policy["default-src"] == "'none'"
        assert "unsafe" not in shown["Content-Security-Policy"]
        assert policy["form-action"] == "'self'"
        assert shown["X-Content-Type-Options"] == "nosniff"
        assert shown["X-Frame-Options"] == "DENY"
        assert shown["Referrer-Policy"] == "same-origin"
        assert shown["Cross-Origin-Opener-Policy"] == "same-origin"
        kept = set(shown["Cache-Control"].split(", "))
        assert "no-store" in kept or kept == {"private", "no-cache"}


def test_pages_about_people_are_never_kept_by_a_browser(visit: Visit) -> None:
    client = visit("amina")
    assert client.get("/account/")["Cache-Control"] == "no-store"
    assert "no-store" in client.get("/accounts/password/change/")["Cache-Control"]


def test_session_cookie_is_for_this_site_and_no_script(visit: Visit) -> None:
    client = visit("")
    client.post("/demo/sign-in", {"person": "amina"})
    cookie = client.cookies["mersey-session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_form_from_elsewhere_is_refused(site: object, database: None) -> None:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"}, enforce_csrf_checks=True)
    shown = client.post("/demo/sign-in", {"person": "amina"})
    assert shown.status_code == 403
    assert b"too old" in shown.content


def test_host_that_is_not_ours_is_refused(visit: Visit) -> None:
    shown = visit("").get("/health", headers={"host": "evil.example"})
    assert shown.status_code == 400


def test_styles_are_kept_for_a_year_at_an_address_of_their_own(site: object) -> None:
    from django.conf import settings
    from django.test import Client

    shown = Client(headers={"host": "127.0.0.1"}).get(
        f"{settings.STATIC_URL}mersey/web.css"
    )
    shown.close()
    assert shown.status_code == 200
    assert "immutable" in shown["Cache-Control"]


def test_styles_of_the_design_system_name_no_font_and_no_picture_of_the_state(
    site: object,
) -> None:
    from pathlib import Path

    import mersey.web

    css = Path(mersey.web.__path__[0], "static/mersey/govuk.css").read_text("utf-8")
    assert '--govuk-frontend-version: "6.3.0"' in css
    assert "url(" not in css
    assert "GDS Transport" not in css
    assert "crown" not in css
