"""What is settled of a service: by whom, with a second look, and in the trail."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.mail_sink import Sink

Visit = Callable[[str], Any]

HERE = "/services/planning/settings/"
CHANGE = f"{HERE}change"
FORM = {
    "case_reference": "public",
    "need_to_know": "no",
    "case_url": "",
    "owner": "",
    "late_mail": "",
}
LINK = "https://cases.thornmere.example/case/{reference}"


def _version(client: Any) -> dict[str, str]:
    found = re.search(r'name="version" value="(\d+)"', _page(client, HERE))
    assert found
    return {"version": found[1]}


def _page(client: Any, address: str) -> str:
    return client.get(address).content.decode()


def _last() -> Any:
    from mersey.web.models import TrailEntry

    return TrailEntry.objects.order_by("-number").first()


def _hide() -> None:
    from mersey.web.models import BoardSetting

    BoardSetting.objects.update(case_reference="hidden")


def test_a_link_leads_from_a_card_into_the_case_system(visit: Visit) -> None:
    client = visit("dana")
    sent = client.post(CHANGE, FORM | _version(client) | {"case_url": LINK})
    assert sent["Location"] == HERE
    assert 'href="https://cases.thornmere.example/case/TB%2F26%2F11355"' in _page(
        visit("amina"), "/services/planning/board/"
    )
    assert _last().details["log_version"]
    assert client.get(f"{HERE[:-1]}.json").json()["case_url"] == LINK


def test_each_change_is_in_the_trail_without_the_address(visit: Visit) -> None:
    client = visit("dana")
    mail = {"late_mail": "data@thornmere.example"}
    client.post(CHANGE, FORM | _version(client) | mail | {"case_reference": "team"})
    entry = _last()
    assert (entry.action, str(entry.person_name)) == ("changed the settings", "Dana K")
    assert entry.details == {
        "case_reference": ["public", "team"],
        "late_mail": "changed",
    }
    before = entry.number
    client.post(CHANGE, FORM | _version(client) | mail | {"case_reference": "team"})
    assert _last().number == before


def test_more_is_shown_by_an_approver_after_a_second_look_alone(visit: Visit) -> None:
    _hide()
    refused = visit("dana").post(CHANGE, FORM)
    assert refused.status_code == 422
    assert "Only an approver" in refused.content.decode()
    client = visit("sunita")
    sent = FORM | _version(client)
    looked = client.post(CHANGE, sent)
    said = " ".join(looked.content.decode().split())
    assert looked.status_code == 200
    assert "4 more people will see the case system’s own names of 75" in said
    assert "Amina R, Dana K, Imran S, Sunita P" in said
    assert client.get(f"{HERE[:-1]}.json").json()["case_reference"] == "hidden"
    assert client.post(CHANGE, sent | {"looked": "yes"}).status_code == 302
    assert client.get(f"{HERE[:-1]}.json").json()["case_reference"] == "public"


def test_names_are_removed_where_nobody_may_see_them(
    visit: Visit, site: Any, django_commits: Callable[[], None]
) -> None:
    place = site.workspace / "references" / "planning.bin"
    kept = place.read_bytes()
    client = visit("dana")
    client.post(CHANGE, FORM | _version(client) | {"case_reference": "hidden"})
    try:
        django_commits()
        assert not place.exists()
    finally:
        place.write_bytes(kept)


def test_a_need_to_know_service_is_there_for_its_teams_alone(visit: Visit) -> None:
    client = visit("sunita")
    client.post(CHANGE, FORM | _version(client) | {"need_to_know": "yes"})
    assert visit("tom").get("/services/planning/").status_code == 404
    assert visit("imran").get("/services/planning/").status_code == 404
    assert visit("amina").get("/services/planning/board/").status_code == 200


def test_nobody_shuts_themselves_out(visit: Visit) -> None:
    from mersey.web.models import CouncilService, Membership

    Membership.objects.get(person__username="dana").teams.clear()
    client = visit("dana")
    shown = client.post(CHANGE, FORM | _version(client) | {"need_to_know": "yes"})
    assert shown.status_code == 422
    assert "You would not see this service any more" in shown.content.decode()
    assert not CouncilService.objects.get(slug="planning").is_need_to_know


@pytest.mark.parametrize(
    "said",
    [
        *("javascript:alert({reference})", "https://{reference}.example/"),
        *("https://a.example/case", "cases/{reference}", "https://a.example/{key}"),
        *("https://me@a.example/{reference}", "https://a.example/{reference} x"),
    ],
)
def test_a_link_that_leads_elsewhere_is_refused_and_kept_in_the_form(
    visit: Visit, said: str
) -> None:
    from django.utils.html import escape

    client = visit("dana")
    shown = client.post(CHANGE, FORM | _version(client) | {"case_url": said})
    page = shown.content.decode()
    assert shown.status_code == 422
    assert "There is a problem" in page
    assert f'value="{escape(said)}"' in page


def test_two_people_who_change_them_are_told(visit: Visit) -> None:
    dana, sunita = visit("dana"), visit("sunita")
    old = _version(dana)
    sunita.post(CHANGE, FORM | old | {"late_mail": "first@thornmere.example"})
    shown = dana.post(CHANGE, FORM | old | {"late_mail": "second@thornmere.example"})
    page = shown.content.decode()
    assert shown.status_code == 409
    assert "Sunita P changed these while you were at it" in page
    assert "first@thornmere.example" in page
    assert 'value="second@thornmere.example"' in page


def test_owner_is_told_on_their_first_page(visit: Visit) -> None:
    from mersey.web.models import Account, ArrivedFile, ArrivedFrom

    client = visit("sunita")
    owner = Account.objects.get(username="dana").pk
    client.post(CHANGE, FORM | _version(client) | {"owner": str(owner)})
    ArrivedFile.objects.update(
        came_from=ArrivedFrom.FOLDER, counts={"read": 9, "rejected": 2}
    )
    said = "Of 9 rows of the last file that came by itself, 2 were rejected."
    assert said in _page(visit("dana"), "/")
    assert said not in _page(visit("amina"), "/")


def test_who_answers_is_mailed_once_until_something_changes(
    visit: Visit, mail: Sink
) -> None:
    from mersey.web.jobs import care_mail
    from mersey.web.models import ArrivedFile, ArrivedFrom

    client = visit("dana")
    client.post(
        CHANGE, FORM | _version(client) | {"late_mail": "data@thornmere.example"}
    )
    ArrivedFile.objects.update(
        came_from=ArrivedFrom.FOLDER, counts={"read": 9, "rejected": 2}
    )
    assert [care_mail.tell(None)["n_sent"] for _ in range(2)] == [1, 0]
    assert "To: data@thornmere.example" in mail.taken[0]
    assert "2 were rejected" in mail.taken[0]
    assert "TB/26" not in mail.taken[0]
    ArrivedFile.objects.update(counts={"read": 9, "rejected": 3})
    assert care_mail.tell(None)["n_sent"] == 1


def test_a_mail_that_was_not_taken_is_sent_later(visit: Visit, mail: Sink) -> None:
    from django.test import override_settings

    from mersey.web.jobs import care_mail
    from mersey.web.models import ArrivedFile, ArrivedFrom

    client = visit("dana")
    client.post(
        CHANGE, FORM | _version(client) | {"late_mail": "data@thornmere.example"}
    )
    ArrivedFile.objects.update(
        came_from=ArrivedFrom.FOLDER, counts={"read": 9, "rejected": 2}
    )
    with override_settings(EMAIL_PORT=1):
        assert care_mail.tell(None)["n_sent"] == 0
    assert care_mail.tell(None)["n_sent"] == 1
