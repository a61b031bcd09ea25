"""Every route, asked for by every role, by nobody, and by a colleague without access."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from mersey.web.permissions import MAY, NEEDS_NO_SIGN_IN, MemberRole
from tests.web.routes import address, routes

CAST = {
    MemberRole.VIEWER: "tom",
    MemberRole.MEMBER: "amina",
    MemberRole.ANALYST: "dana",
    MemberRole.APPROVER: "sunita",
    MemberRole.ADMINISTRATOR: "grace",
}
OWN = {
    *("service-job", "what-if", "what-if-json", "what-if-csv"),
    *("experiment-check", "experiment-step"),
    *("experiment-ahead", "experiment-ahead-json", "experiment-ahead-csv"),
    *("experiment-ahead-xlsx", "what-if-xlsx"),
}
"""Routes to what one person began, or what is there only once it was asked for."""

POSTS_ALONE = {
    *("board-undo", "demo-sign-in", "experiment-begin", "experiment-drop"),
    *("service-file-accept", "service-file-add", "service-file-afresh"),
    *("service-file-answer", "service-file-refuse", "service-file-stop"),
    *("service-folder", "what-if-ask", "what-if-stop"),
    *("service-settings-change", "way-remove"),
    *("service-note-add", "notifications-read", "account-monday", "account-stay"),
    *("people-withdraw", "token-make", "token-revoke"),
}
"""Routes that change something: a plain GET is told so."""

OTHERWISE = {
    "join": 410,
    "join-token": 302,
    "socialaccount_login_error": 401,
    **dict.fromkeys(["account_login", "account_signup", "mfa_authenticate"], 302),
    **dict.fromkeys(["account_change_password", "socialaccount_signup"], 302),
    # The cast has neither password nor second step.
    **dict.fromkeys(["account_reauthenticate", "account_set_password"], 403),
    **dict.fromkeys(["mfa_reauthenticate", "mfa_activate_totp"], 403),
    "mfa_generate_recovery_codes": 403,
    **dict.fromkeys(["mfa_deactivate_totp", "mfa_download_recovery_codes"], 404),
    **dict.fromkeys(["mfa_view_recovery_codes", "openid_connect_login"], 404),
    "openid_connect_callback": 404,
}
"""What a plain GET by somebody signed in is told, where that is no page."""

Visit = Callable[[str], Any]


def _without_token(html: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", html)


def _expected(name: str, *, may: bool) -> int:
    if not may or name in OWN:
        return 404
    return 405 if name in POSTS_ALONE else OTHERWISE.get(name, 200)


def test_every_route_has_an_action(site: object) -> None:
    assert [one.name for one in routes() if one.action is None] == []


def test_every_address_of_allauth_is_served_or_left_out_on_purpose(
    site: object,
) -> None:
    from allauth.urls import urlpatterns

    from mersey.web.accounts.routes import LEFT_OUT, SERVED, all_of_allauth

    named = {one.name for _, one in all_of_allauth(urlpatterns) if one.name}
    assert named == set(SERVED) | LEFT_OUT


@pytest.mark.parametrize("role", MemberRole)
def test_routes_answer_those_who_may_alone(visit: Visit, role: MemberRole) -> None:
    client = visit(CAST[role])
    found = {one.name: client.get(address(one)).status_code for one in routes()}
    wanted = {
        one.name: _expected(one.name, may=role in MAY[one.action]) for one in routes()
    }
    assert found == wanted


def test_routes_of_services_are_not_found_by_a_colleague_without_access(
    visit: Visit,
) -> None:
    client = visit("osric")
    of_services = [one for one in routes() if "service" in one.parts]
    found = {one.name: client.get(address(one)).status_code for one in of_services}
    assert len(found) > 5
    assert set(found.values()) == {404}


def test_lists_are_not_found_or_empty_for_a_colleague_without_access(
    visit: Visit,
) -> None:
    client = visit("osric")
    assert client.get("/services/").status_code == 404
    assert client.get("/home.json").json()["services"] == []
    assert b"Planning" not in client.get("/").content


def test_routes_ask_nobody_to_sign_in_before_they_say_anything(visit: Visit) -> None:
    client = visit("")
    closed = [one for one in routes() if one.action not in NEEDS_NO_SIGN_IN]
    for one in closed:
        shown = client.get(address(one))
        assert (shown.status_code, shown.url.split("?")[0]) == (302, "/demo/")


def test_a_service_that_is_not_there_is_told_like_one_that_must_not_be_seen(
    visit: Visit,
) -> None:
    client = visit("amina")
    hidden = client.get("/services/childrens-social-care/")
    missing = client.get("/services/no-such-service/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert _without_token(hidden.content) == _without_token(missing.content)


@pytest.mark.parametrize(
    ("person", "sees"), [("imran", True), ("amina", False), ("tom", False)]
)
def test_need_to_know_services_are_listed_for_their_teams_alone(
    visit: Visit, person: str, sees: bool
) -> None:
    listed = visit(person).get("/services.json").json()["services"]
    names = {one["service"] for one in listed}
    assert ("childrens-social-care" in names) is sees
    assert "planning" in names


def test_somebody_who_left_is_out_at_once(visit: Visit) -> None:
    from mersey.web.models import Account

    client = visit("amina")
    assert client.get("/services/planning/").status_code == 200
    Account.objects.filter(username="amina").update(is_active=False)
    assert client.get("/services/planning/").status_code == 302


def test_nobody_is_removed_by_asking_for_an_account(visit: Visit) -> None:
    shown = visit("").post("/accounts/signup/", {"username": "me", "email": "m@e.uk"})
    from mersey.web.models import Account

    assert shown.status_code == 200
    assert not Account.objects.filter(username="me").exists()
