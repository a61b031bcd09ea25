"""Inviting, joining, roles, access and leaving; each of it in the trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

Visit = Callable[[str], Any]

PASSWORD = "three-odd-words-here"  # noqa: S105  (of nobody)


def _person(username: str) -> Any:
    from mersey.web.models import Account

    return Account.objects.get(username=username)


def _told() -> list[tuple[str, str]]:
    from mersey.web.models import TrailEntry

    found = TrailEntry.objects.order_by("-number")[:6]
    return [(one.person_name, one.action) for one in found]


def _invited(visit: Visit, email: str = "nia@thornmere.example", **more: Any) -> str:
    """The path of the address that the page of a new invitation shows."""
    said = {"email": email, "role": "member", **more}
    shown = visit("grace").post("/people/invite", said, follow=True)
    start = shown.content.decode().index("/join/")
    return shown.content.decode()[start:].partition("<")[0]


def _join(visit: Visit, path: str, **said: str) -> Any:
    client = visit("")
    client.get(path)
    given = {"name": "Nia W", "password": PASSWORD, **said}
    return client, client.post("/join/", given)


def test_invited_person_joins_and_sees_what_was_given_alone(visit: Visit) -> None:
    path = _invited(visit, services=["adult-social-care"], teams=["planning"])
    client, shown = _join(visit, path)
    assert (shown.status_code, shown["Location"]) == (302, "/")
    listed = {x["service"] for x in client.get("/services.json").json()["services"]}
    assert "adult-social-care" in listed
    assert "childrens-social-care" not in listed
    assert ("Nia W", "took up an invitation") in _told()
    assert ("Grace O", "invited a person") in _told()


def test_need_to_know_service_is_hidden_from_who_was_not_given_it(visit: Visit) -> None:
    client, _ = _join(visit, _invited(visit))
    assert client.get("/services/adult-social-care/").status_code == 404


def test_invitation_works_once(visit: Visit) -> None:
    path = _invited(visit)
    _join(visit, path)
    second = visit("")
    second.get(path)
    assert second.get("/join/").status_code == 410


def test_invitation_ends_after_seven_days(visit: Visit) -> None:
    from django.utils import timezone

    from mersey.web.models import Invitation
    from mersey.web.people.inviting import open_invitation

    _invited(visit)
    made = Invitation.objects.last()
    assert open_invitation(made.token_digest, timezone.now() + timedelta(days=6.9))
    assert not open_invitation(made.token_digest, timezone.now() + timedelta(days=7.1))


def test_database_holds_no_token(visit: Visit) -> None:
    from mersey.web.models import Invitation

    token = _invited(visit).split("/")[2]
    made = Invitation.objects.last()
    kept = [str(value) for value in vars(made).values()]
    assert len(token) == 64
    assert not [one for one in kept if token in one]


def test_address_with_the_token_is_left_at_once(visit: Visit) -> None:
    shown = visit("").get(_invited(visit))
    assert (shown.status_code, shown["Location"]) == (302, "/join/")


def test_new_invitation_ends_the_one_before_it(visit: Visit) -> None:
    first = _invited(visit)
    assert _invited(visit) != first
    client = visit("")
    client.get(first)
    assert client.get("/join/").status_code == 410


def test_withdrawn_invitation_is_of_no_use(visit: Visit) -> None:
    from mersey.web.models import Invitation

    path = _invited(visit)
    key = Invitation.objects.last().pk
    visit("grace").post(f"/people/invitations/{key}/withdraw")
    client = visit("")
    client.get(path)
    assert client.get("/join/").status_code == 410
    assert _told()[0][1] != "invited a person"


@pytest.mark.parametrize(
    "password", ["short", "password123456", "nia@thornmere.example"]
)
def test_weak_password_is_refused_and_the_name_kept(
    visit: Visit, password: str
) -> None:
    _, shown = _join(visit, _invited(visit), password=password)
    assert shown.status_code == 200
    assert b"There is a problem" in shown.content
    assert b'value="Nia W"' in shown.content


def test_password_is_kept_by_argon2(visit: Visit) -> None:
    _join(visit, _invited(visit))
    assert _person("nia@thornmere.example").password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("email", ["nobody", "", "a b@c"])
def test_address_that_is_none_is_refused_with_what_was_typed(
    visit: Visit, email: str
) -> None:
    shown = visit("grace").post("/people/invite", {"email": email, "role": "viewer"})
    assert shown.status_code == 200
    assert b"This is no e-mail address" in shown.content
    assert f'value="{email}"'.encode() in shown.content or not email


def test_invitation_names_a_role(visit: Visit) -> None:
    shown = visit("grace").post("/people/invite", {"email": "x@y.example"})
    assert b"No role is chosen" in shown.content


def test_role_is_changed_and_told(visit: Visit) -> None:
    key = _person("tom").pk
    client = visit("tom")
    visit("grace").post(f"/people/{key}/", {"role": "analyst"})
    assert client.get("/home.json").status_code == 200
    assert _person("tom").memberships.get().role == "analyst"
    assert ("Grace O", "changed a role") in _told()


def test_service_is_given_and_taken_away(visit: Visit) -> None:
    key, there = _person("amina").pk, "/services/adult-social-care/"
    amina, grace = visit("amina"), visit("grace")
    said = {"role": "member", "teams": ["planning"]}
    grace.post(f"/people/{key}/", said | {"services": ["adult-social-care"]})
    listed = amina.get("/services.json").content.decode()
    assert "adult-social-care" in listed
    grace.post(f"/people/{key}/", said)
    assert amina.get(there).status_code == 404
    actions = [action for _, action in _told()]
    assert {"gave a service", "took a service away"} <= set(actions)


def test_leaver_is_out_in_every_browser_at_once(visit: Visit) -> None:
    browsers = [visit("amina"), visit("amina")]
    visit("grace").post(f"/people/{_person('amina').pk}/remove")
    for one in browsers:
        assert one.get("/")["Location"].startswith("/demo/")
    amina = _person("amina")
    assert (amina.is_active, amina.has_usable_password()) == (False, False)
    assert ("Grace O", "removed a person") in _told()


def test_sessions_of_a_leaver_are_gone_and_of_others_stay(visit: Visit) -> None:
    from mersey.web.people.standing import end_sessions

    end_sessions(_person("amina"))
    visit("amina")
    dana = visit("dana")
    assert end_sessions(_person("amina")) == 1
    assert dana.get("/home.json").status_code == 200


def test_last_administrator_is_neither_removed_nor_changed(visit: Visit) -> None:
    key = _person("grace").pk
    client = visit("grace")
    for path, said in (
        (f"/people/{key}/remove", {}),
        (f"/people/{key}/", {"role": "viewer"}),
    ):
        shown = client.post(path, said)
        assert b"Nobody would be left" in shown.content
    assert _person("grace").memberships.get().role == "administrator"


def test_administrator_leaves_when_there_is_another(visit: Visit) -> None:
    key = _person("grace").pk
    visit("grace").post(f"/people/{_person('tom').pk}/", {"role": "administrator"})
    visit("grace").post(f"/people/{key}/remove")
    assert not _person("grace").is_active


def test_who_comes_back_is_the_same_person(visit: Visit) -> None:
    _join(visit, _invited(visit))
    before = _person("nia@thornmere.example")
    visit("grace").post(f"/people/{before.pk}/remove")
    client, _ = _join(visit, _invited(visit))
    after = _person("nia@thornmere.example")
    assert (after.pk, after.is_active) == (before.pk, True)
    assert client.get("/home.json").status_code == 200


def test_people_of_another_organisation_are_not_found(visit: Visit) -> None:
    from mersey.web.models import Membership, Organisation

    other = Organisation.objects.create(slug="elsewhere", name="Elsewhere")
    osric = _person("osric")
    Membership.objects.create(person=osric, organisation=other, role="member")
    grace = visit("grace")
    assert grace.get(f"/people/{osric.pk}/").status_code == 404
    assert b"Osric" not in grace.get("/people/").content


def test_nothing_is_changed_by_somebody_who_may_not(visit: Visit) -> None:
    key = _person("tom").pk
    for name in ("amina", "sunita", "osric"):
        shown = visit(name).post(f"/people/{key}/", {"role": "administrator"})
        assert shown.status_code == 404
    assert _person("tom").memberships.get().role == "viewer"
