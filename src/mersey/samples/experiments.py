"""The borough's outcomes and experiments: plans as a team would have written them.

They are kept as the files they are, with the dates of a borough whose change comes on
29 September 2025; another day of extract moves every date by as many days.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.samples.sample_service import SampleSetting

WRITTEN_FOR: Final = date(2025, 9, 29)
"""The change of the files as they are kept: a Monday, as every change is."""

FOLDER: Final = Path(__file__).parent / "plans"
IDEA: Final = 'id = "list-what-is-missing-at-once"'
"""The idea of the outcome that a demo tries too."""

DATE: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def experiment_files(setting: SampleSetting) -> Mapping[str, bytes]:
    """Path in the borough's folder → the bytes of the file; dates moved as a whole."""
    by = setting.window().change - WRITTEN_FOR
    return {
        f"experiments/{path.name}": _moved(path.read_text("utf-8"), by).encode()
        for path in sorted(FOLDER.glob("*.toml"))
    }


def _moved(text: str, by: timedelta) -> str:
    return DATE.sub(lambda found: str(date.fromisoformat(found[0]) + by), text)


def demo_files(setting: SampleSetting) -> Mapping[str, bytes]:
    """Name → the bytes of the files of a demo: the outcome, and three that stand apart.

    Beside the borough's own experiment, which has its verdict, one that is too early to
    say anything of and an idea.
    """
    by = setting.window().change - WRITTEN_FOR
    paths = [*FOLDER.glob("*.toml"), *(FOLDER / "demo").glob("*.toml")]
    found = {path.name: _moved(path.read_text("utf-8"), by) for path in sorted(paths)}
    outcome = "decision-in-8-weeks.toml"
    found[outcome] = found[outcome].replace(IDEA, f'{IDEA}\nexperiment = "one-letter"')
    return {name: text.encode() for name, text in found.items()}
