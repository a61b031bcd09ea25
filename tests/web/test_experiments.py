"""A team's experiment in the web: frozen by a second, sealed, judged, decided."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.evidence.borough_log import planning_file
from tests.web.experiment_walk import (
    EARLY,
    FREEZING,
    HERE,
    ID,
    LAST_LOOK,
    Visit,
    at,
    defaults,
    files,
    frozen,
    planned,
    texts,
)

__all__ = ["at", "files"]

pytestmark = pytest.mark.usefixtures("files")


def test_writer_does_not_freeze_and_a_colleague_does(
    visit: Visit, at: Any, files: Path
) -> None:
    planned(visit, at)
    refused = visit("amina").post(f"{HERE}/{ID}/freeze/", {"read": "yes"})
    assert refused.status_code == 409
    assert not (files / f"{ID}.v1.json").exists()
    at(FREEZING)
    visit("dana").post(f"{HERE}/{ID}/freeze/", {"read": "yes"})
    sealing = json.loads((files / f"{ID}.v1.json").read_text("utf-8"))["frozen"]
    assert (sealing["by"], sealing["read_by"]) == ("Amina R", "Dana K")
    assert sealing["at"] == "2025-09-19T09:00:00Z"


def test_freezing_is_refused_while_nobody_says_that_they_read_it(
    visit: Visit, at: Any, files: Path
) -> None:
    planned(visit, at)
    shown = visit("dana").post(f"{HERE}/{ID}/freeze/")
    assert shown.status_code == 422
    assert not (files / f"{ID}.v1.json").exists()


def test_nothing_is_compared_before_the_first_look(visit: Visit, at: Any) -> None:
    frozen(visit, at)
    at(EARLY)
    page, data, table = texts(visit("amina"))
    assert "Too early to say" in page
    assert json.loads(data)["verdict"] == "too_early"
    for text in (page, data, table):
        for word in ("Likely between", "Cases have taken", "estimate", "anytime"):
            assert word not in text, word
    assert not {"effect", "steps", "guardrails", "secondary"} & json.loads(data).keys()
    assert "effect." not in table


def test_look_ahead_is_asked_for_recorded_and_apart(visit: Visit, at: Any) -> None:
    frozen(visit, at)
    at(EARLY)
    client = visit("amina")
    assert "1.55 times as wide" in client.get(f"{HERE}/{ID}/ahead/").content.decode()
    assert client.get(f"{HERE}/{ID}/looks/2025-11-24/").status_code == 404
    taken = client.post(f"{HERE}/{ID}/ahead/")
    assert taken.url == f"{HERE}/{ID}/looks/2025-11-24/"
    apart = client.get(taken.url).content.decode()
    assert "Nothing can be concluded" in apart
    page, data, _ = texts(client)
    assert "Amina R looked" in page
    assert "effect" not in data
    at(LAST_LOOK)
    assert json.loads(texts(client)[1])["look"]["looks_ahead"] == 1


def test_note_stands_on_the_page_and_in_the_verdict(visit: Visit, at: Any) -> None:
    frozen(visit, at)
    at(EARLY)
    said = {"text": "A new officer began", "on-day": "3", "on-month": "11"}
    visit("sunita").post(f"{HERE}/{ID}/note/", said | {"on-year": "2025"})
    assert "A new officer began." in texts(visit("amina"))[0]
    at(LAST_LOOK)
    assert "A new officer began" in texts(visit("amina"))[0]


def test_verdict_is_that_of_the_command_line(
    visit: Visit, site: Any, files: Path, tmp_path: Path
) -> None:
    copied = shutil.copytree(files, tmp_path / "experiments")
    log = planning_file(tmp_path)
    told = subprocess.run(
        [
            *(sys.executable, "-m", "mersey", "evidence", "verdict"),
            *(str(copied / "early-officer.toml"), str(log), "--json"),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    printed = json.loads(told.stdout)
    shown = visit("tom").get(f"{HERE}/early-officer.json").json()
    alike = {"log_version": ""}
    assert _digits({**shown, **alike}) == _digits({**printed, **alike})


def _digits(told: Any) -> Any:
    """The same with numbers to twelve digits: sums of products differ in the last few."""
    if isinstance(told, dict):
        return {name: _digits(one) for name, one in told.items()}
    if isinstance(told, list):
        return [_digits(one) for one in told]
    return float(f"{told:.12g}") if isinstance(told, float) else told


def test_verdict_is_written_in_the_trail(visit: Visit, at: Any, files: Path) -> None:
    from mersey.evidence.kept import read_kept

    frozen(visit, at)
    at(LAST_LOOK)
    page, data, _ = texts(visit("tom"))
    told = json.loads(data)
    assert told["verdict"] == "improved"
    assert told["effect"]["interval"]["high"] < -5
    assert "Improved" in page
    assert read_kept(files / f"{ID}.toml").trail.verdict == "improved"


def test_verdict_is_worked_out_once(
    visit: Visit, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mersey.web.experiments import kept_views

    frozen(visit, at)
    at(LAST_LOOK)
    first = texts(visit("amina"))
    monkeypatch.setattr(kept_views, "looked_on", None)
    assert texts(visit("amina"))[1:] == first[1:]


def test_what_one_proposes_another_confirms(visit: Visit, at: Any, files: Path) -> None:
    from mersey.evidence.kept import read_kept

    frozen(visit, at)
    at(LAST_LOOK)
    amina = visit("amina")
    asked = amina.get(f"{HERE}/{ID}/propose/").content.decode()
    assert "checked" not in asked
    said = {"decision": "adopt", "learned": "Only with a list of free officers"}
    amina.post(f"{HERE}/{ID}/propose/", said)
    assert amina.post(f"{HERE}/{ID}/confirm/", {"seq": "3"}).status_code == 404
    sunita = visit("sunita")
    boxes = defaults(sunita.get(f"{HERE}/{ID}/confirm/").content.decode())
    assert sunita.post(f"{HERE}/{ID}/confirm/", boxes).status_code == 302
    decided = read_kept(files / f"{ID}.toml").trail.decided
    assert decided is not None
    assert (decided.by, decided.data["proposed_by"]) == ("Sunita P", "Amina R")
    assert "Only with a list of free officers" in texts(sunita)[0]


def test_everything_that_was_done_is_in_the_trail_of_the_site(
    visit: Visit, at: Any
) -> None:
    from mersey.web.audit_trail import first_broken
    from mersey.web.models import TrailEntry

    frozen(visit, at)
    at(LAST_LOOK)
    said = {"decision": "adopt", "learned": "It works"}
    visit("amina").post(f"{HERE}/{ID}/propose/", said)
    place = f"services/planning/experiments/{ID}"
    found = TrailEntry.objects.filter(place=place).values_list("action", "person_name")
    assert list(found) == [
        ("planned an experiment", "Amina R"),
        ("froze a plan", "Dana K"),
        ("proposed a decision", "Amina R"),
    ]
    assert first_broken(TrailEntry.objects.all()) is None


def test_list_tells_where_each_stands(visit: Visit) -> None:
    listed = visit("tom").get(f"{HERE}.json").json()
    states = {one["id"]: one["state"] for one in listed["experiments"]}
    assert states == {
        "early-officer": "verdict",
        "one-letter": "too_early",
        "report-in-one-sitting": "idea",
    }
    page = visit("tom").get(f"{HERE}/").content.decode()
    assert "Plan an experiment" not in page
    assert "Say everything that is missing in one letter" in page


def test_file_that_is_broken_is_told_and_breaks_no_page(
    visit: Visit, files: Path
) -> None:
    (files / "one-letter.toml").write_text("schema = 3\n", "utf-8")
    for address in (f"{HERE}/", f"{HERE}/one-letter/"):
        text = visit("amina").get(address).content.decode()
        assert "one-letter.toml: schema" in text
    assert visit("amina").get(f"{HERE}/early-officer/").status_code == 200


def test_plan_that_was_changed_by_hand_after_freezing_is_refused(
    visit: Visit, files: Path
) -> None:
    path = files / "early-officer.v1.json"
    path.write_text(path.read_text("utf-8").replace('"low": 10', '"low": 1'), "utf-8")
    text = visit("amina").get(f"{HERE}/early-officer/").content.decode()
    assert "changed since it was frozen" in text
    assert "days sooner" not in text


def test_a_planned_look_that_a_board_reads_stands_in_both_trails(
    visit: Visit, site: Any
) -> None:
    from mersey.evidence.kept import trail_path
    from mersey.web.experiments import under_way
    from mersey.web.models import TrailEntry

    folder = site.workspace / "experiments" / "planning"
    place = trail_path(folder / "early-officer.toml")
    kept = place.read_bytes()
    lines = kept.splitlines(keepends=True)
    before = [one for one in lines if json.loads(one)["kind"] != "look"]
    place.write_bytes(b"".join(before))
    under_way._seen.cache_clear()
    n = TrailEntry.objects.filter(action="looked at an experiment").count()
    try:
        visit("amina").get("/services/planning/board/")
        found = [json.loads(one)["kind"] for one in place.read_bytes().splitlines()]
    finally:
        place.write_bytes(kept)
    assert found[len(before) :] == ["look"]
    entries = TrailEntry.objects.filter(action="looked at an experiment")
    assert entries.count() == n + 1
