"""What the process of a job does: split the cases of a log by columns, and keep it.

Nothing here knows Django: it runs in the process of `child`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mersey.answer import split_answer
from mersey.eventlog import Workspace, with_pack
from mersey.report.sections import groups
from mersey.report.split_json import splits_data
from mersey.web.asked.kept_sections import keep
from mersey.web.kept_answers import LIMITS
from mersey.web.kept_files import forget_others

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load import Progress

SPLITTING: Final = "Splitting the cases"


def split(parameters: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    """Nothing but the version: its splits are kept beside it.

    Args:
        parameters: `workspace`, `service`, `version`; `columns` to split by, and `place`,
            the file in which they are kept.
        tell: Told how far it is.
    """
    tell(SPLITTING, None)
    version, place = str(parameters["version"]), Path(parameters["place"])
    workspace = Workspace(Path(parameters["workspace"]))
    with workspace.reading(str(parameters["service"]), version) as log:
        read = with_pack(log)
        found = split_answer(read.log, read.use, by=parameters["columns"])
        keep(
            place,
            data=splits_data(found.splits),
            sections=groups.sections(found, limits=LIMITS),
        )
    forget_others(place)
    return {"version": version}
