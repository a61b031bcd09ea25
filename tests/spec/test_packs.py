"""Each service pack: what it says makes sense, and its sample gives its own numbers.

`expected.json` was worked out by a script of its own in plain Python, not by mersey.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mersey.engine import open_duckdb
from mersey.eventlog import EventLog, prepare, use_pack
from mersey.flow import differences, pack_figures, summarise
from mersey.load import ReadOptions, read_log
from mersey.services import PACKS, load_packs, problems_of
from mersey.services.service import Service

NOW = datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None)
COUNTS = ("cases", "events", "open", "closed")

packs = pytest.mark.parametrize("pack", load_packs().values(), ids=load_packs().keys())


def expected(pack: Service) -> dict[str, Any]:
    told = (PACKS / pack.id / "expected.json").read_text(encoding="utf-8")
    return dict(json.loads(told))


def sample_log(pack: Service, folder: Path) -> EventLog:
    session = open_duckdb(folder)
    options = ReadOptions(service=pack.id)
    loaded = read_log(PACKS / pack.id / "sample.csv", session=session, options=options)
    as_at = date.fromisoformat(expected(pack)["as_at"])
    log = prepare(loaded, folder / "store", as_at=as_at, now=NOW)
    session.close()
    return log


@packs
def test_pack_says_only_what_makes_sense(pack: Service) -> None:
    assert problems_of(pack) == ()


@packs
def test_pack_is_a_whole_folder(pack: Service) -> None:
    names = {path.name for path in (PACKS / pack.id).iterdir()}
    assert {"service.toml", "sample.csv", "expected.json", "README.md"} <= names


@packs
def test_pack_calls_no_local_clock_statutory(pack: Service) -> None:
    local = [c for c in pack.clocks if not c.counts_unasked]
    assert [c.id for c in local if "statutory" in c.title.lower()] == []


@packs
def test_sample_gives_the_counts_of_its_pack(pack: Service, tmp_path: Path) -> None:
    log = sample_log(pack, tmp_path)
    every = [clock.id for clock in pack.clocks]
    use = use_pack(log, pack, why="the test says so", limits=every)
    figures = pack_figures(log, summarise(log, use))
    assert differences(expected(pack), figures) == ()


def test_no_clock_belongs_to_two_packs_when_all_are_read() -> None:
    owners = {
        (clock.id, pack.id) for pack in load_packs().values() for clock in pack.clocks
    }
    assert len(owners) == len({name for name, _ in owners})


@packs
def test_data_card_names_each_clock_whose_words_nobody_has_read(pack: Service) -> None:
    card = (PACKS / pack.id / "README.md").read_text(encoding="utf-8")
    told = next((line for line in card.splitlines() if " a day out: " in line), "")
    unread = {
        clock.id
        for clock in pack.clocks
        if clock.counts_unasked and clock.source.checked_on is None
    }
    assert set(re.findall(r"`([^`]+)`", told)) == unread
