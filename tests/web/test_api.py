"""What other programs get, with which token, and that nobody else does."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mersey.web.permissions import MAY, Action, MemberRole
from tests.web.test_routes import CAST

pytestmark = pytest.mark.usefixtures("site", "database")

HOME = "/api/v1/services"

OF_PLANNING = {
    f"{HOME}/planning": ("read", Action.SEE_SERVICE),
    f"{HOME}/planning/data": ("read", Action.SEE_SERVICE),
    f"{HOME}/planning/cases.csv": ("cases", Action.SEE_CASES),
    f"{HOME}/planning/cases.parquet": ("cases", Action.SEE_CASES),
    f"{HOME}/planning/files": ("load", Action.LOAD_DATA),
    f"{HOME}/planning/files/1": ("load", Action.LOAD_DATA),
}
"""Every address of a service, with its scope and its action."""

EVERYTHING = ("read", "cases", "load")


def _token(username: str, *scopes: str) -> tuple[Any, str]:
    from mersey.web.api import token_making
    from mersey.web.models import Account

    person = Account.objects.get(username=username)
    said = [token_making.TokenScope(one) for one in scopes]
    return token_making.make(person, name="a report", scopes=said, days=30)


def _ask(address: str, token: str, **more: Any) -> Any:
    from django.test import Client

    headers = {"host": "127.0.0.1", "authorization": f"Bearer {token}"}
    client = Client(headers=headers)
    if more:
        return client.post(address, more)
    return client.get(address)


def _body(shown: Any) -> bytes:
    return b"".join(shown.streaming_content) if shown.streaming else shown.content


def test_every_address_of_the_api_is_walked_here() -> None:
    from mersey.web.api.version_1 import api

    told = set(api.get_openapi_schema()["paths"])
    walked = {
        one.replace("planning", "{service}").replace("files/1", "files/{file}")
        for one in (HOME, *OF_PLANNING)
    }
    assert told == walked


@pytest.mark.parametrize("role", MemberRole)
def test_token_may_what_its_person_may(role: MemberRole) -> None:
    _, text = _token(CAST[role], *EVERYTHING)
    found, wanted = {}, {}
    for address, (_, action) in OF_PLANNING.items():
        shown = _ask(address, text)
        found[address] = shown.status_code
        _body(shown)
        wanted[address] = 200 if role in MAY[action] else 404
    assert found == wanted


@pytest.mark.parametrize("scope", EVERYTHING)
def test_token_may_no_more_than_its_scopes(scope: str) -> None:
    _, text = _token("dana", scope)
    for address, (needed, _) in OF_PLANNING.items():
        shown = _ask(address, text)
        _body(shown)
        assert shown.status_code == (200 if needed == scope else 403), address


def test_need_to_know_service_is_not_found_by_a_token_of_somebody_else() -> None:
    _, text = _token("dana", *EVERYTHING)
    shown = _ask(f"{HOME}/childrens-social-care", text)
    assert shown.status_code == 404
    listed = _ask(HOME, text).json()["services"]
    assert "childrens-social-care" not in {one["service"] for one in listed}


@pytest.mark.parametrize("address", [HOME, *OF_PLANNING])
def test_nobody_gets_anything_without_a_token(
    visit: Callable[[str], Any], address: str
) -> None:
    assert _ask(address, "mersey_no-such-token").status_code == 401
    assert visit("dana").get(address).status_code == 401


def test_token_that_was_revoked_or_whose_person_left_opens_nothing() -> None:
    from mersey.web.api import token_making
    from mersey.web.models import Account

    revoked, first = _token("dana", "read")
    _, second = _token("amina", "read")
    token_making.revoke(revoked, by=revoked.person)
    Account.objects.filter(username="amina").update(is_active=False)
    assert [_ask(HOME, one).status_code for one in (first, second)] == [401, 401]


def test_token_is_kept_as_a_digest_alone() -> None:
    from mersey.web.models import ApiToken, TrailEntry

    token, text = _token("dana", "read")
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert text not in str(row)
    assert text not in str(TrailEntry.objects.last().details)
    assert text.startswith(token.begins)


def test_answer_is_that_of_the_page(visit: Callable[[str], Any]) -> None:
    _, text = _token("dana", "read")
    assert (
        _ask(f"{HOME}/planning", text).content
        == visit("dana").get("/services/planning.json").content
    )


def test_table_of_cases_holds_every_case_under_a_pseudonym() -> None:
    _, text = _token("dana", "read", "cases")
    look = _ask(f"{HOME}/planning", text).json()
    table = _body(_ask(f"{HOME}/planning/cases.csv", text)).decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == look["log"]["cases"]
    assert {one["state"] for one in rows} <= {"open", "closed", "silent"}
    assert len({one["pseudonym"] for one in rows}) == len(rows)


def test_parquet_is_the_same_table() -> None:
    from pyarrow.parquet import read_table

    _, text = _token("dana", "cases")
    table = _body(_ask(f"{HOME}/planning/cases.csv", text)).decode()
    parquet = read_table(
        io.BytesIO(_body(_ask(f"{HOME}/planning/cases.parquet", text)))
    )
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [one["pseudonym"] for one in rows] == parquet["pseudonym"].to_pylist()
    assert list(rows[0]) == parquet.column_names


def test_file_is_brought_and_read_by_a_job() -> None:
    from mersey.web.models import ArrivedFile, Job

    _, text = _token("dana", "load")
    file = SimpleUploadedFile("nightly.csv", b"a,b\n1,2\n")
    shown = _ask(f"{HOME}/planning/files", text, file=file)
    assert (shown.status_code, shown.json()["state"]) == (202, "reading")
    arrived = ArrivedFile.objects.latest("pk")
    assert (arrived.came_from, str(arrived.brought_by)) == ("api", "Dana K")
    assert arrived.uses_kept_map
    assert Job.objects.get(pk=arrived.job_id).parameters["map_text"]
    assert _ask(f"{HOME}/planning/files", text, other="1").status_code == 422


def test_token_is_told_when_it_asks_too_often() -> None:
    from django.core.cache import cache

    _, text = _token("dana", "read")
    cache.clear()
    found = [_ask(f"{HOME}/no-such-service", text).status_code for _ in range(121)]
    cache.clear()
    assert (found[0], found[-1]) == (404, 429)


def test_token_is_made_and_revoked_in_a_page(visit: Callable[[str], Any]) -> None:
    from mersey.web.models import ApiToken

    client = visit("dana")
    told = {"name": "Power BI", "scopes": ["read", "cases"], "days": "90"}
    page = client.post("/account/tokens/make", told)
    text = page.content.decode().split('class="whole">')[1].split("<")[0]
    assert page["Cache-Control"] == "no-store"
    assert _ask(HOME, text).status_code == 200
    assert text not in client.get("/account/tokens/").content.decode()
    client.post("/account/tokens/revoke", {"token": ApiToken.objects.latest("pk").pk})
    assert _ask(HOME, text).status_code == 401


def test_token_is_not_made_when_something_is_missing(
    visit: Callable[[str], Any],
) -> None:
    page = visit("dana").post("/account/tokens/make", {"name": "Power BI"})
    assert page.status_code == 422
    assert "Choose what it may be used for." in page.content.decode()
    assert 'value="Power BI"' in page.content.decode()


def test_token_of_somebody_else_is_not_revoked(visit: Callable[[str], Any]) -> None:
    token, text = _token("dana", "read")
    shown = visit("amina").post("/account/tokens/revoke", {"token": token.pk})
    assert shown.status_code == 404
    assert _ask(HOME, text).status_code == 200
