"""A first pack of a council's own: a commented folder that passes `mersey pack check`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import UsageError
from mersey.scratch import scratch_folder
from mersey.services.known_packs import PACKS, find_pack
from mersey.services.pack_file import PACK_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

SAMPLE: Final = "sample.csv"
EXPECTED: Final = "expected.json"

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")

_HEAD: Final = """\
# A service pack: what `{name}` is, for every log of it.
# Check it with: mersey pack check {name}   Use it with: mersey look FILE --service {name}
id = "{name}"
version = "{year}"
name = "{title}"
"""

_OVERLAY: Final = """\
# It lies over mersey's own pack: what is not said here is said there. Entries with the
# same id take the place of the base's; new ids are added.
extends = "{base}@{version}"

# A clock of your own, such as a promise to answer sooner than the law asks:
# [[clocks]]
# id = "{name}.promise"
# title = "Answered within 10 working days"
# authority = "local"                        # never "statutory" for a rule of your own
# duration = {{ n = 10, unit = "working_days" }}
# start = {{ events = ["{first}"] }}
# stop = {{ events = ["{last}"] }}
# calendar = "england_wales"
# source = {{ instrument = "Our customer charter" }}

# How your case system writes a step of the base. An entry replaces the base's whole, so
# copy its aliases too:
# [[events]]
# id = "{first}"
# title = "…"
# stage = "…"
# aliases = ["…"]
"""

_WHOLE: Final = """\
summary = "What the service does, in a sentence."
family = "other"

[[stages]]
id = "start"
title = "Asked for"

[[stages]]
id = "finish"
title = "Done"

# What happens to a case. Aliases are how files write it: as a value of the column of
# steps, or as the heading of a column of dates. Letter case and marks do not matter.
# `ends = true`: it ends a case. Say it of every way to end; nothing else then does.
[[events]]
id = "received"
title = "Request received"
stage = "start"
required = true
aliases = ["date received", "request received"]

[[events]]
id = "done"
title = "Request done"
stage = "finish"
ends = true
aliases = ["date closed", "completed"]

# Facts about a case. kind: kind, outcome, due, exemption, team, person, equity, demand,
# case or other.
[[fields]]
id = "ward"
title = "Ward"
kind = "equity"
aliases = ["electoral ward"]

# A rule of your own is "local"; `mersey list clocks` shows how others are written.
[[clocks]]
id = "{name}.done_20wd"
title = "Done within 20 working days"
authority = "local"
duration = {{ n = 20, unit = "working_days" }}
start = {{ events = ["received"] }}
stop = {{ events = ["done"] }}
count_from = "day_after"
calendar = "england_wales"
source = {{ instrument = "Our service standard" }}
"""

_CHANGELOG: Final = """
[[changelog]]
version = "{year}"
on = {today}
text = "First version."
"""

_SAMPLE: Final = """\
Reference,Date received,Date closed,Ward
MADE-UP-1,2026-03-02,2026-03-16,North
MADE-UP-2,2026-03-03,2026-04-20,South
MADE-UP-3,2026-03-04,,North
"""

_FIGURES: Final = {
    "as_at": "2026-04-20",
    "cases": 3,
    "events": 5,
    "open": 1,
    "closed": 2,
}

_README: Final = """\
# {title}

What the pack is for, who keeps it, and what its clocks rest on.

`sample.csv` is made up. `expected.json` holds the figures that it must give, worked out
by hand; `mersey pack check` compares them.
"""


def new_pack(name: str, folder: Path, *, extends: str = "", today: date) -> Path:
    """The folder of a new pack, written below `folder`.

    Args:
        name: Its id: lower-case letters, digits and `_`.
        folder: Where it goes; made if it is missing.
        extends: Id of the pack that it lies over; empty for none.
        today: For its first version.

    Raises:
        UsageError: The name cannot be one, or the folder is there already.
        UnknownName: There is no pack to extend of that name.
    """
    if not _NAME.fullmatch(name):
        msg = f'"{name}" cannot name a pack.'
        raise UsageError(msg, next_step="Use lower-case letters, digits and _.")
    home = folder / name
    if home.exists():
        msg = f"{home} is there already, and nothing was written."
        raise UsageError(msg, next_step="Choose another name or folder.")
    said = {
        "name": name,
        "title": name.replace("_", " ").capitalize(),
        "year": today.year,
        "today": today.isoformat(),
    }
    files = _overlay(said, extends) if extends else _whole(said)
    files["README.md"] = _README.format(**said)
    with scratch_folder(folder) as scratch:  # whole, or not at all
        made = scratch / name
        made.mkdir()
        for file, text in files.items():
            (made / file).write_text(text, encoding="utf-8")
        made.rename(home)
    return home


def _whole(said: Mapping[str, Any]) -> dict[str, str]:
    text = _HEAD + _WHOLE + _CHANGELOG
    return {
        PACK_FILE: text.format(**said),
        SAMPLE: _SAMPLE,
        EXPECTED: json.dumps(_FIGURES, indent=2) + "\n",
    }


def _overlay(said: Mapping[str, Any], extends: str) -> dict[str, str]:
    """The overlay, with the sample and the figures of its base, which it still gives."""
    base = find_pack(extends)
    names = {
        "base": base.id,
        "version": base.version,
        "first": base.events[0].id,
        "last": base.events[-1].id,
    }
    text = _HEAD + _OVERLAY + _CHANGELOG
    files = {PACK_FILE: text.format(**said, **names)}
    for name in (SAMPLE, EXPECTED):
        if (PACKS / base.id / name).is_file():
            files[name] = (PACKS / base.id / name).read_text(encoding="utf-8")
    return files
