"""What the process of a job does: simulate a service with a change and without.

Nothing here knows Django: it runs in the process of `child`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mersey.answer.what_if import WhatIfRuns, asked_of, what_if_answer
from mersey.eventlog import Workspace
from mersey.forecast.whatif.asked import ChangesSaid
from mersey.report.what_if_json import answer_json
from mersey.report.what_if_page import what_if_view
from mersey.web.asked.kept_sections import keep
from mersey.web.kept_answers import LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load import Progress


def changes_said(data: Mapping[str, Any]) -> ChangesSaid:
    """The changes from data, where a list is a list."""
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data.items()
    }
    return ChangesSaid(**told)


def work_out_what_if(parameters: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    """Nothing but the version: the answer is kept.

    Args:
        parameters: `workspace`, `service`, `version`, `title`; `said`, what is to be
            different; `weeks` and `pairs` to simulate; `learn_from`, the first day that is
            learnt from, or nothing; `place`, the file of the answer.
        tell: Told what is done.

    Raises:
        MerseyError: The log cannot answer this.
    """
    tell("Opening the log", None)
    version = str(parameters["version"])
    workspace = Workspace(Path(parameters["workspace"]))
    with workspace.reading(str(parameters["service"]), version) as log:
        asked = asked_of(log, changes_said(parameters["said"]).changes())
    since = str(parameters["learn_from"])
    runs = WhatIfRuns(
        weeks=parameters["weeks"],
        pairs=parameters["pairs"],
        learn_from=date.fromisoformat(since) if since else None,
    )
    found, model = what_if_answer(asked, runs, tell=lambda stage: tell(stage, None))
    view = what_if_view(found, title=str(parameters["title"]), limits=LIMITS)
    keep(
        Path(parameters["place"]),
        data={
            "answer": answer_json(found, model),
            "lead": view.lead,
            "notes": list(view.notes),
        },
        sections=view.sections,
    )
    return {"version": version}
