"""What a site on PostgreSQL does, in a process of its own: prints what it found as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mersey.web.config import config_of


def main(workspace: str, address: str) -> None:
    from mersey.web.serving import set_up

    config = config_of(
        Path(workspace), port=8000, is_demo=True, environment={"DATABASE_URL": address}
    )
    set_up(config)
    print(json.dumps({**_found(), **_migrated()}))  # noqa: T201  (for the test)


def _found() -> dict[str, Any]:
    from django.db import connection

    from mersey.web import audit_trail
    from mersey.web.models import TrailEntry

    audit_trail.add("loaded a log", by=None, details={"rows": 3})
    return {
        "vendor": connection.vendor,
        "refused": [_refused(one) for one in STATEMENTS],
        "broken": audit_trail.first_broken(TrailEntry.objects.all()),
        "answers": {name: _answers(name) for name in ("grace", "amina", "osric")},
        "joined": _joined(),
    }


STATEMENTS = (
    "UPDATE web_trailentry SET action = 'nothing'",
    "DELETE FROM web_trailentry",
    "TRUNCATE web_trailentry",
)


def _refused(statement: str) -> bool:
    from django.db import DatabaseError, connection, transaction

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "only added to" in str(error)
    return False


def _client(username: str) -> Any:
    from django.test import Client

    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account

    client = Client(headers={"host": "127.0.0.1"})
    if username:
        client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def _answers(username: str) -> list[int]:
    client = _client(username)
    paths = ("/", "/people/", "/trail/", "/services/", "/services/adult-social-care/")
    return [client.get(path).status_code for path in paths]


def _joined() -> list[str]:
    said = {"email": "nia@thornmere.example", "role": "member"}
    shown = _client("grace").post("/people/invite", said, follow=True).content.decode()
    client = _client("")
    client.get(shown[shown.index("/join/") :].partition("<")[0])
    client.post("/join/", {"name": "Nia W", "password": "three-odd-words-here"})
    return [one["service"] for one in client.get("/services.json").json()["services"]]


def _migrated() -> dict[str, Any]:
    """Every migration of ours back to the first and forward again."""
    from django.core.management import call_command

    call_command("migrate", "web", "0001_initial", verbosity=0)
    is_open = not _refused("UPDATE web_trailentry SET action = action")
    call_command("migrate", verbosity=0)
    return {
        "open_before": is_open,
        "refused_after": _refused("UPDATE web_trailentry SET action = action"),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
