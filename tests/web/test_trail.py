"""The trail: added to and never changed, and a change is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def _entries() -> Any:
    from mersey.web.models import TrailEntry

    return TrailEntry.objects.all()


def test_chain_holds_when_entries_are_added(site: object, database: None) -> None:
    from mersey.web import audit_trail
    from mersey.web.models import Account

    amina = Account.objects.get(username="amina")
    audit_trail.add("noted a blocker", by=amina, place="services/planning")
    audit_trail.add("loaded a log", by=None, details={"rows": 3, "columns": ["Ward"]})
    assert audit_trail.first_broken(_entries()) is None
    assert _entries().last().previous == _entries().order_by("-number")[1].digest


@pytest.fixture
def unguarded(database: None) -> None:
    """A database whose owner took the triggers away."""
    from importlib import import_module

    from django.db import connection

    with connection.cursor() as cursor:
        for one in import_module("mersey.web.migrations.0004_people").SQLITE["off"]:
            cursor.execute(one)


@pytest.mark.parametrize("field", ["action", "place", "person_name"])
def test_change_is_found(site: object, unguarded: None, field: str) -> None:
    from mersey.web import audit_trail

    changed = audit_trail.add("loaded a log", by=None)
    audit_trail.add("loaded another", by=None)
    _entries().filter(number=changed.number).update(**{field: "something else"})
    assert audit_trail.first_broken(_entries()) == changed.number


def test_gap_is_found(site: object, unguarded: None) -> None:
    from mersey.web import audit_trail

    gone = audit_trail.add("loaded a log", by=None)
    audit_trail.add("loaded another", by=None)
    _entries().filter(number=gone.number)._raw_delete("default")
    assert audit_trail.first_broken(_entries()) == gone.number


def test_entry_is_not_written_twice_nor_removed(site: object, database: None) -> None:
    from django.db import IntegrityError, transaction

    from mersey.web import audit_trail

    entry = audit_trail.add("loaded a log", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    with pytest.raises(TypeError, match="never removed"):
        entry.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE web_trailentry SET action = 'nothing'",
        "DELETE FROM web_trailentry",
    ],
)
def test_database_itself_refuses_to_change_the_trail(
    site: object, database: None, statement: str
) -> None:
    from django.db import DatabaseError, connection, transaction

    with (
        pytest.raises(DatabaseError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_signing_in_is_told(visit: Callable[[str], Any]) -> None:
    visit("").post("/demo/sign-in", {"person": "amina"})
    last = _entries().last()
    assert (last.action, last.person_name) == ("signed in", "Amina R")
