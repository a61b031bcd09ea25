"""Small packs, written to a folder of a test."""

from __future__ import annotations

from pathlib import Path

HEAD = """
id = "allotments"
version = "2026"
name = "Allotments"
summary = "Plots asked for and let."
family = "place"
"""

BODY = """
[[stages]]
id = "ask"
title = "Asked"

[[events]]
id = "asked"
title = "Plot asked for"
stage = "ask"
required = true
aliases = ["Asked for", "request received"]

[[events]]
id = "let"
title = "Plot let"
stage = "ask"
aliases = ["Let"]

[[clocks]]
id = "allotments.let_30d"
title = "Plot let within 30 days"
authority = "local"
duration = { n = 30, unit = "days" }
start = { events = ["asked"] }
stop = { events = ["let"] }
source = { instrument = "The council's own rule" }
"""


def write_pack(folder: Path, text: str = HEAD + BODY) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "service.toml").write_text(text, encoding="utf-8")
    return folder
