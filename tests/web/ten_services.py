"""A site of its own with all ten services of the borough: its pages against the prompt.

python -m tests.web.ten_services WORKSPACE [SERVICE…] prints, as JSON, service → the parts
of its pages whose numbers are not those of `mersey look --json`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

KEYS = {
    "deadlines": {"clocks": "clocks", "past_any_limit": "past_any_limit"},
    "flow": {
        "flow.lead_time_days": "flow.lead_time_days",
        "flow.arrivals_per_week": "flow.arrivals_per_week",
        "flow.throughput_per_week": "flow.throughput_per_week",
        "flow.wip_per_day": "flow.wip_per_day",
        "flow.outcomes": "flow.outcomes",
        "signals": "signals",
        "demand": "demand",
    },
    "map": {
        "flow.map": "flow.map",
        "flow.variants": "flow.variants",
        "flow.rework": "flow.rework",
        "flow.handovers": "flow.handovers",
    },
    "next": {"forecast": "forecast"},
    "data": {"loading": "loading", "log": "log"},
}
"""Page → its key → where the look has it."""

PAGES = ("", "deadlines/", "flow/", "next/", "map/", "data/", "cases/")


def main(workspace: Path, *services: str) -> None:
    """Load each service, ask pages and prompt, and print what differs."""
    from mersey.samples.borough import SERVICES
    from mersey.web.config import config_of
    from mersey.web.serving import set_up

    set_up(config_of(workspace, port=8000, is_demo=True, environment={}))
    found = {}
    for name in services or SERVICES:
        slug = name.replace("_", "-")
        _load(name, slug, workspace)
        found[slug] = list(_differences(slug, workspace))
    sys.stdout.write(f"{json.dumps(found)}\n")


def _load(name: str, slug: str, workspace: Path) -> None:
    from mersey.samples.borough import SERVICES
    from mersey.samples.sample_service import SampleSetting
    from tests.web.conftest import load

    sample = SERVICES[name]
    file = workspace / sample.file_name
    made = sample.make(SampleSetting(seed=2026, as_at=date(2026, 9, 30)))
    file.write_bytes(sample.write(made))
    load(file, slug)


def _differences(slug: str, workspace: Path) -> Iterator[str]:
    look = _printed(slug, workspace)
    client = _somebody(slug)
    here = f"/services/{slug}"
    shown = _shown(client, f"{here}.json")
    yield from (key for key in look if shown.get(key) != look[key])
    for page, keys in KEYS.items():
        told = _shown(client, f"{here}/{page}.json")
        yield from (
            f"{page}: {key}"
            for key, path in keys.items()
            if told[key] != _below(look, path)
        )
    yield from _of_cases(client, here, look)
    yield from _of_splits(client, here, slug, workspace)
    yield from _without_a_page(client, here, slug)


def _of_cases(client: Any, here: str, look: Any) -> Iterator[str]:
    if not look["flow"]["cases_open"]:
        return
    if _shown(client, f"{here}/cases.json")["n"] != look["flow"]["cases_open"]:
        yield "cases: open"
    past = (look.get("past_any_limit") or {}).get("overdue")
    if (
        past is not None
        and _shown(client, f"{here}/cases.json?needs=past")["n"] != past
    ):
        yield "cases: past a limit"
    older = sum(one["older"] for one in look["flow"]["stages"])
    if _shown(client, f"{here}/cases.json?needs=older")["n"] != older:
        yield "cases: older than usual"
    board = _shown(client, f"{here}/board.json")
    if board["cases_open"] != look["flow"]["cases_open"]:
        yield "board: open"


def _of_splits(client: Any, here: str, slug: str, workspace: Path) -> Iterator[str]:
    """Every column that can be split by, those of the pack apart from the others."""
    from tests.web.worker_here import do_next_job

    columns = _shown(client, f"{here}/split.json")["columns"]
    named = {one["column"] for one in _printed(slug, workspace).get("splits", [])}
    others = [one for one in columns if one not in named]
    if (
        others
        and client.get(f"{here}/split.json", {"by": others[0]}).status_code == 503
    ):
        do_next_job("splits")
    printed = _printed(slug, workspace).get("splits", [])
    if others:
        printed += _printed(slug, workspace, *others)["splits"]
    for one in printed:
        told = _shown(client, f"{here}/split.json", by=one["column"])
        if told["split"] != one:
            yield f"split: {one['column']}"


def _without_a_page(client: Any, here: str, slug: str) -> Iterator[str]:
    """Sections of the report that stand on none of the pages, or on two."""
    from django.conf import settings

    view = settings.SITE_ANSWERS.kept(slug).view
    text = "".join(client.get(f"{here}/{page}").content.decode() for page in PAGES)
    text += "".join(
        client.get(f"{here}/split/", {"by": one["column"]}).content.decode()
        for one in settings.SITE_ANSWERS.kept(slug).look.get("splits", [])
    )
    yield from (
        f"section: {one.id}"
        for one in view.sections
        if text.count(f'<section id="{one.id}"') != 1
    )


def _printed(slug: str, workspace: Path, *by: str) -> Any:
    columns = [word for one in by for word in ("--by", one)]
    told = subprocess.run(
        [
            *(sys.executable, "-m", "mersey", "look", "--service", slug, "--json"),
            *("--workspace", str(workspace), *columns),
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )
    return _plain(told.stdout)


def _shown(client: Any, address: str, **asked: str) -> Any:
    return _plain(client.get(address, asked or None).content)


def _plain(said: bytes) -> Any:
    """As JSON; a prompt names a setting by its flag, a page by its bare name."""
    text = re.sub(
        r"--([a-z]+(?:-[a-z]+)*)", lambda one: one[1].replace("-", "_"), said.decode()
    )
    return json.loads(text)


def _somebody(slug: str) -> Any:
    """A browser of somebody who sees every service, and its cases."""
    from django.test import Client

    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account, CouncilService

    CouncilService.objects.filter(slug=slug).update(is_need_to_know=False)
    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=True)
    client.force_login(Account.objects.get(username="dana"), backend=BACKEND)
    return client


def _below(look: Any, path: str) -> Any:
    for name in path.split("."):
        look = look.get(name) if isinstance(look, dict) else None
    return look


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
