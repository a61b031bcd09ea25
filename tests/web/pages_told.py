"""What pages of a workspace say: `python -m tests.web.pages_told WORKSPACE`, as JSON."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

PLACE = "/services/planning"
PAGES = (
    *("/home.json", "/services.json", "/measures.json", f"{PLACE}.json"),
    *(f"{PLACE}/cases.json", f"{PLACE}/flow.json", f"{PLACE}/map.json"),
    *(f"{PLACE}/experiments.json", f"{PLACE}/experiments/early-officer.json"),
)
NOTES = f"{PLACE}/notes.json"


def pages(*more: str) -> dict[str, Any]:
    """Page → what it says to a member."""
    from django.test import Client

    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Account.objects.get(username="amina"), backend=BACKEND)
    return {one: client.get(one).json() for one in (*PAGES, *more)}


def main(workspace: Path) -> None:
    """Print them, and whether the trail is whole."""
    from mersey.web.config import config_of
    from mersey.web.serving import set_up

    set_up(config_of(workspace, port=8000, is_demo=True, environment=os.environ))
    from mersey.web.audit_trail import first_broken
    from mersey.web.models import TrailEntry

    told = pages(NOTES)
    entries = TrailEntry.objects.order_by("number")
    found = {"pages": told, "broken": first_broken(entries.iterator())}
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
