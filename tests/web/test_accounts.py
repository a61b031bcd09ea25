"""Passwords, second steps, attempts, time-outs, mail: what guards an account."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.web.mail_sink import Sink

Visit = Callable[[str], Any]

PASSWORD = "three-odd-words-here"  # noqa: S105  (of nobody)


def _with_password(username: str) -> Any:
    from allauth.account.models import EmailAddress

    from mersey.web.models import Account

    person = Account.objects.get(username=username)
    person.email = f"{username}@thornmere.example"
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(
        user=person, email=person.email, verified=True, primary=True
    )
    return person


def _sign_in(client: Any, username: str, password: str = PASSWORD) -> Any:
    said = {"login": username, "password": password}
    return client.post("/accounts/login/", said)


@pytest.fixture
def served_for_real(site: object, database: None) -> Iterator[None]:
    """The site as if its people were real."""
    from django.conf import settings
    from django.test import override_settings

    config = replace(settings.SITE, is_demo=False)
    with override_settings(SITE=config, LOGIN_URL="account_login"):
        yield


def _code(client: Any) -> tuple[str, str]:
    """The code of the second step that a page offers, and its secret."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    shown = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'value="([A-Z2-7]{32})"', shown)
    assert secret
    return format_hotp_value(hotp_value(secret[1], int(time.time() // 30))), secret[1]


@pytest.mark.parametrize("username", ["grace", "sunita"])
def test_who_decides_must_set_up_a_second_step(
    visit: Visit, served_for_real: None, username: str
) -> None:
    _with_password(username)
    client = visit("")
    _sign_in(client, username)
    assert client.get("/home.json")["Location"] == "/accounts/2fa/totp/activate/"
    client.post("/accounts/2fa/totp/activate/", {"code": _code(client)[0]})
    assert client.get("/home.json").status_code == 200


@pytest.mark.parametrize("username", ["amina", "tom", "dana"])
def test_others_need_no_second_step(
    visit: Visit, served_for_real: None, username: str
) -> None:
    _with_password(username)
    client = visit("")
    _sign_in(client, username)
    assert client.get("/home.json").status_code == 200


def test_second_step_is_asked_at_the_next_sign_in_and_sealed(
    visit: Visit, served_for_real: None
) -> None:
    from allauth.mfa.models import Authenticator

    _with_password("grace")
    client = visit("")
    _sign_in(client, "grace")
    code, secret = _code(client)
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    other = visit("")
    assert _sign_in(other, "grace")["Location"] == "/accounts/2fa/authenticate/"
    assert other.get("/home.json").status_code == 302
    assert not Authenticator.objects.filter(data__icontains=secret).exists()


def test_attempts_are_counted_for_all_processes_and_end(
    visit: Visit, served_for_real: None
) -> None:
    from django.core.cache import cache

    _with_password("amina")
    client = visit("")
    found = [_sign_in(client, "amina", "wrong-wrong-wrong") for _ in range(7)]
    assert b"Too many failed" in found[-1].content or found[-1].status_code == 429
    assert _sign_in(client, "amina").status_code != 302
    assert type(cache._connections["default"]).__name__ == "DatabaseCache"


def test_idle_session_ends_and_a_used_one_stays(visit: Visit) -> None:
    from mersey.web.accounts.account_settings import IDLE

    amina, dana = visit("amina"), visit("dana")
    for client, away in ((amina, IDLE.total_seconds() + 1), (dana, 1200)):
        session = client.session
        session["seen"] -= int(away)
        session.save()
    assert amina.get("/home.json").status_code == 302
    assert dana.get("/home.json").status_code == 200


def test_session_ends_after_a_working_day_however_it_is_used(visit: Visit) -> None:
    from mersey.web.accounts.account_settings import LONGEST

    client = visit("amina")
    session = client.session
    session["began"] -= int(LONGEST.total_seconds()) + 1
    session.save()
    assert client.get("/home.json").status_code == 302


def test_sign_in_makes_a_new_session(visit: Visit, served_for_real: None) -> None:
    _with_password("amina")
    client = visit("")
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    _sign_in(client, "amina")
    assert client.session.session_key != before


def test_changed_password_ends_the_other_sessions(
    visit: Visit, served_for_real: None
) -> None:
    _with_password("amina")
    here, there = visit(""), visit("")
    _sign_in(here, "amina")
    _sign_in(there, "amina")
    said = {"oldpassword": PASSWORD, "password1": f"{PASSWORD}-2"}
    here.post("/accounts/password/change/", said | {"password2": f"{PASSWORD}-2"})
    assert here.get("/home.json").status_code == 200
    assert there.get("/home.json").status_code == 302


def test_invitation_is_sent(visit: Visit, mail: Sink) -> None:
    said = {"email": "nia@thornmere.example", "role": "member"}
    shown = visit("grace").post("/people/invite", said, follow=True)
    assert b"was sent to nia@thornmere.example" in shown.content
    assert "/join/" in mail.taken[0]
    assert "To: nia@thornmere.example" in mail.taken[0]


def test_forgotten_password_is_set_anew_by_mail_once(visit: Visit, mail: Sink) -> None:
    _with_password("amina")
    said = {"email": "amina@thornmere.example"}
    visit("").post("/accounts/password/reset/", said)
    text = mail.taken[0].replace("=\r\n", "").replace("=\n", "")
    path = re.search(r"/accounts/password/reset/key/[\w-]+/", text)
    assert path
    client = visit("")
    form = client.get(path[0])["Location"]
    fresh = f"{PASSWORD}-new"
    client.post(form, {"password1": fresh, "password2": fresh})
    assert _sign_in(visit(""), "amina", fresh).status_code == 302
    again = visit("").get(path[0])
    assert again.status_code == 200


def test_nobody_learns_who_has_an_account(visit: Visit, mail: Sink) -> None:
    _with_password("amina")
    found = [
        visit("").post(
            "/accounts/password/reset/", {"email": f"{name}@thornmere.example"}
        )
        for name in ("amina", "nobody-at-all")
    ]
    assert found[0]["Location"] == found[1]["Location"]


def test_security_txt_says_whom_to_tell(visit: Visit) -> None:
    shown = visit("").get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@thornmere.example\n" in shown
    assert re.search(r"Expires: \d{4}-\d\d-\d\dT00:00:00Z\n", shown)
