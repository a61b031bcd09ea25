"""Signing in at a real provider of OpenID Connect, and what of its answers is refused."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.openid_provider import CLIENT, SECRET, Provider, provider

Visit = Callable[[str], Any]

START, BACK = "/accounts/oidc/council/login/", "/accounts/oidc/council/login/callback/"


@pytest.fixture
def beside(site: object, database: None) -> Iterator[Provider]:
    """A provider beside the site, at which the site signs people in."""
    from django.conf import settings
    from django.test import override_settings

    from mersey.web.accounts.account_settings import account_settings
    from mersey.web.outside import SignInProvider

    with provider() as told:
        one = SignInProvider(
            name="Thornmere account",
            issuer=told.issuer,
            client_id=CLIENT,
            client_secret=SECRET,
            gives_roles=True,
        )
        config = replace(settings.SITE, provider=one)
        made = account_settings(config)["SOCIALACCOUNT_PROVIDERS"]
        with override_settings(SITE=config, SOCIALACCOUNT_PROVIDERS=made):
            yield told


def _asked(address: str) -> dict[str, str]:
    found = parse_qs(urlsplit(address).query)
    return {name: value[0] for name, value in found.items()}


def _to_provider(client: Any) -> str:
    """Where the site sends the browser."""
    shown = client.post(START)
    assert shown.status_code == 302
    return str(shown["Location"])


def _from_provider(address: str) -> str:
    """Where the provider sends it back to: path and query."""
    parts = urlsplit(address)
    link = http.client.HTTPConnection(parts.netloc, timeout=10)
    link.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(link.getresponse().headers["Location"])
    link.close()
    return f"{back.path}?{back.query}"


def _sign_in(client: Any) -> Any:
    return client.get(_from_provider(_to_provider(client)))


def _is_in(client: Any) -> bool:
    return bool(client.get("/home.json").status_code == 200)


def test_person_with_a_role_is_signed_in(visit: Visit, beside: Provider) -> None:
    from mersey.web.models import Account, Membership

    beside.person |= {"roles": ["mersey.analyst"], "email": "tom@thornmere.example"}
    client = visit("")
    assert _sign_in(client)["Location"] == "/"
    assert _is_in(client)
    person = Account.objects.get(name="Nia W")
    assert Membership.objects.get(person=person).role == "analyst"
    assert not person.has_usable_password()


def test_second_sign_in_is_the_same_person_with_the_role_of_now(
    visit: Visit, beside: Provider
) -> None:
    from mersey.web.models import Account

    beside.person["roles"] = ["member"]
    _sign_in(visit(""))
    beside.person |= {"roles": ["viewer"], "email": "else@where.example"}
    _sign_in(visit(""))
    person = Account.objects.get(name="Nia W")
    assert person.memberships.get().role == "viewer"


@pytest.mark.parametrize("roles", [[], ["member", "analyst"], ["root"]])
def test_person_without_one_role_is_not_let_in(
    visit: Visit, beside: Provider, roles: list[str]
) -> None:
    beside.person["roles"] = roles
    client = visit("")
    assert _sign_in(client).status_code == 401
    assert not _is_in(client)


def test_who_lost_their_role_is_out(visit: Visit, beside: Provider) -> None:
    from mersey.web.models import Account

    beside.person["roles"] = ["member"]
    first = visit("")
    _sign_in(first)
    beside.person["roles"] = []
    _sign_in(visit(""))
    assert not _is_in(first)
    assert not Account.objects.get(name="Nia W").is_active


def test_email_of_somebody_here_lets_nobody_in_as_them(
    visit: Visit, beside: Provider
) -> None:
    from mersey.web.models import Account

    Account.objects.filter(username="grace").update(email="grace@thornmere.example")
    beside.person |= {"email": "grace@thornmere.example", "email_verified": True}
    client = visit("")
    _sign_in(client)
    assert not _is_in(client)


def test_invited_person_joins_by_the_provider(visit: Visit, beside: Provider) -> None:
    said = {"email": "nia@thornmere.example", "role": "member"}
    shown = visit("grace").post("/people/invite", said, follow=True).content.decode()
    path = shown[shown.index("/join/") :].partition("<")[0]
    client = visit("")
    client.get(path)
    assert b"Join with Thornmere account" in client.get("/join/").content
    _sign_in(client)
    assert _is_in(client)


def test_entra_person_is_known_by_tenant_and_object(site: object) -> None:
    from mersey.web.accounts.council_sign_in import who

    claims = {"sub": "pairwise", "tid": "t", "oid": "o", "email": "a@b.example"}
    assert who(claims) == "t:o"
    assert who({"sub": "s", "email": "a@b.example"}) == "s"


def test_request_carries_pkce_state_and_nonce(visit: Visit, beside: Provider) -> None:
    asked = _asked(_to_provider(visit("")))
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32
    assert {"state", "code_challenge"} <= set(asked)


@pytest.mark.parametrize(
    "fault",
    [
        {"iss": "https://evil.example"},
        {"issuer": "https://evil.example"},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another"]},
        {"nonce": "made-up"},
        {"exp": 1_000_000_000},
    ],
    ids="-".join,
)
def test_answer_that_is_not_what_it_must_be_is_refused(
    visit: Visit, beside: Provider, fault: dict[str, Any]
) -> None:
    beside.person["roles"] = ["member"]
    beside.faults |= fault
    client = visit("")
    assert _sign_in(client).status_code == 401
    assert not _is_in(client)


def test_token_signed_by_another_key_is_refused(visit: Visit, beside: Provider) -> None:
    beside.person["roles"] = ["member"]
    beside.signs_with_other_key = True
    client = visit("")
    assert _sign_in(client).status_code == 401
    assert not _is_in(client)


def test_nonce_of_an_earlier_sign_in_is_refused(visit: Visit, beside: Provider) -> None:
    beside.person["roles"] = ["member"]
    client = visit("")
    beside.faults["nonce"] = _asked(_to_provider(client))["nonce"]
    client.get(_from_provider(_to_provider(client)))
    assert not _is_in(client)


def test_answer_for_another_browser_is_refused(visit: Visit, beside: Provider) -> None:
    beside.person["roles"] = ["member"]
    back = _from_provider(_to_provider(visit("")))
    other = visit("")
    other.get(back)
    assert not _is_in(other)


def test_form_may_lead_to_the_provider_in_the_policy(
    beside: Provider, site: object
) -> None:
    from django.conf import settings

    from mersey.web.settings import _security

    policy = _security(settings.SITE)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert beside.issuer in policy["form-action"]


def _told(shown: Any) -> dict[str, str]:
    """What the trail says under the reference that the person was shown."""
    from mersey.web.models import TrailEntry

    page = shown.content.decode()
    assert (shown.status_code, "You were not signed in" in page) == (401, True)
    entry = TrailEntry.objects.order_by("number").last()
    assert entry.details["reference"] in page
    assert entry.details["why"] not in page
    found: dict[str, str] = entry.details
    return found


@pytest.mark.parametrize(
    ("fault", "why", "kind"),
    [
        ({"exp": 1_000_000_000}, "token is not what", "ExpiredSignatureError"),
        ({"aud": "another-client"}, "token is not what", "InvalidAudienceError"),
        ({"issuer": "https://evil.example"}, "names itself", "AnswerRefused"),
        ({"nonce": "made-up"}, "nonce", "AnswerRefused"),
        ({"roles": []}, "no account here", ""),
    ],
    ids=["expired", "audience", "issuer", "nonce", "role"],
)
def test_failed_sign_in_is_told_under_a_reference(
    visit: Visit, beside: Provider, fault: dict[str, Any], why: str, kind: str
) -> None:
    beside.person["roles"] = ["member"]
    beside.faults |= fault
    told = _told(_sign_in(visit("")))
    assert why in told["why"]
    assert told.get("kind", "") == kind


@pytest.mark.parametrize(
    ("answer", "why", "code"),
    [
        ({"error": "access_denied"}, "stopped", "access_denied"),
        (
            {"error": "server_error", "error_description": "AADSTS50105: Nia W is not"},
            "in place of a code",
            "server_error AADSTS50105",
        ),
        ({"error": "<b>Nia W</b>"}, "in place of a code", ""),
        ({"code": "made-up"}, "gave no token", ""),
    ],
    ids=["cancelled", "entra", "made-up-error", "made-up-code"],
)
def test_answer_in_place_of_a_code_is_told_by_what_is_known_of_it(
    visit: Visit, beside: Provider, answer: dict[str, str], why: str, code: str
) -> None:
    client = visit("")
    state = _asked(_to_provider(client))["state"]
    told = _told(client.get(BACK, answer | {"state": state}))
    assert why in told["why"]
    assert told.get("code", "") == code
    assert not any(one in str(told) for one in ("Nia", "made-up", state))


def test_failed_sign_in_is_in_the_log_without_secrets(
    visit: Visit, beside: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    told = _told(visit("").get(BACK, {"code": "c0de-of-mine", "state": "st4te"}))
    assert "no sign-in of this browser" in told["why"]
    assert told["reference"] in caplog.text
    assert not any(one in caplog.text for one in ("c0de", "st4te", SECRET))


def test_provider_that_is_not_there_is_told(visit: Visit, beside: Provider) -> None:
    client = visit("")
    beside.is_away = True
    assert "could not be reached" in _told(client.post(START))["why"]


def test_trail_is_not_filled_by_who_calls_the_address_often(
    visit: Visit, beside: Provider
) -> None:
    from mersey.web.accounts import not_let_in
    from mersey.web.models import TrailEntry

    client = visit("")
    for _ in range(not_let_in.MOST_TOLD + 10):
        assert client.get(BACK, {"state": "x"}).status_code == 401
    told = TrailEntry.objects.filter(action=not_let_in.ACTION)
    assert told.count() <= not_let_in.MOST_TOLD
