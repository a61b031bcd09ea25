"""What a board needs of a log, put together once and kept beside the store.

`logs/<service>/<log version>/board-<code>.bin` is a pickle, signed with a key of the
workspace: a file that anybody else put there is never opened.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import pickle
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mersey.answer.board import BoardFacts, board_facts, board_week
from mersey.eventlog import Workspace
from mersey.scratch import write_whole
from mersey.web.kept_files import forget_others

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.answer import Answer

A_DAY: Final = timedelta(days=1)
MANIFEST: Final = "manifest.json"
MOST_IN_MEMORY: Final = 32
SIGNATURE_BYTES: Final = 32


def keep_facts(folder: Path, code: str, found: Answer) -> None:
    """Keep what the boards of an answer need, beside its log.

    They are told as on the day after the log ends: from then on nothing in them changes
    but the day itself.
    """
    facts = board_facts(found, now=found.log.facts.as_at_date + A_DAY)
    said = pickle.dumps(facts)
    place = _place(folder, code)
    write_whole(place, _signature(said, _key(folder)) + said)
    forget_others(place)


def kept_facts(folder: Path, code: str) -> BoardFacts | None:
    """What was kept; None where there is nothing, or nothing that was signed here."""
    place = _place(folder, code)
    return _read(place, _key(folder)) if place.is_file() else None


def on_day(facts: BoardFacts, day: date) -> BoardFacts:
    """The same as they are told on a day: the log does not change, the calendar does."""
    return replace(facts, week=board_week(day, as_at=facts.week.as_at))


def version_of(logs: Path, monday: date) -> str:
    """The log that was in use on a Monday; empty where none of that week is kept.

    The last that ended up to that Monday, if it is not older than a week; else the first
    that ended in that week.
    """
    ends = sorted((_end(one), one.parent.name) for one in logs.glob(f"*/{MANIFEST}"))
    before = [name for end, name in ends if monday - 7 * A_DAY < end <= monday]
    within = [name for end, name in ends if monday < end < monday + 7 * A_DAY]
    return before[-1] if before else (within[0] if within else "")


def _end(manifest: Path) -> date:
    told = json.loads(manifest.read_text(encoding="utf-8"))["facts"]
    return date.fromisoformat(str(told["as_at_date"])[:10])


def _place(folder: Path, code: str) -> Path:
    return folder / f"board-{code}.bin"


def _key(folder: Path) -> bytes:
    """The key of the workspace in which a version lies, made where there is none."""
    return Workspace(folder.parents[2]).key("board-facts")


def _signature(said: bytes, key: bytes) -> bytes:
    return hmac.digest(key, said, hashlib.sha256)


@lru_cache(maxsize=MOST_IN_MEMORY)
def _read(place: Path, key: bytes) -> BoardFacts | None:
    """The facts at a place, which never change once they are there."""
    told = place.read_bytes()
    signed, said = told[:SIGNATURE_BYTES], told[SIGNATURE_BYTES:]
    if not hmac.compare_digest(signed, _signature(said, key)):
        return None
    facts = pickle.loads(said)  # noqa: S301  (signed by this workspace)
    return facts if isinstance(facts, BoardFacts) else None
