"""What the processes of jobs do with logs: read a file, and work out an answer.

Nothing here knows Django: it runs in the process of `child`.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import ChoiceNeeded
from mersey.eventlog import Workspace, close_log, log_from_file, with_pack
from mersey.load import write_map
from mersey.web.boards.kept_references import write_beside
from mersey.web.code_version import answer_code
from mersey.web.jobs.case_tables import write_case_tables
from mersey.web.jobs.said_of_file import (
    can_be_answered,
    question_as_data,
    reading_of,
)
from mersey.web.kept_answers import KeptAnswers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.eventlog import EventLog
    from mersey.load import Progress

ANSWERING: Final = "Working out the answers"


def read_file(parameters: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    """The version that was made of a file, or the question that it leaves open.

    Args:
        parameters: `workspace`, `service`, `title`, `file`; `answers` that a person gave,
            and `map_text` of the map that is kept for the service, or nothing;
            `keeps_references` where its open cases go by their own names.
        tell: Told how far it is.

    Raises:
        MerseyError: The file cannot be read, or not like this.
    """
    try:
        return _read(parameters, tell)
    except ChoiceNeeded as question:
        if not can_be_answered(question):
            raise
        return {"question": question_as_data(question)}


def work_out(parameters: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    """Nothing but the version: its answer and its tables of cases are kept beside it.

    Args:
        parameters: `workspace`, `service`, `title`, `version`.
        tell: Told how far it is.
    """
    tell(ANSWERING, None)
    workspace, service = Path(parameters["workspace"]), str(parameters["service"])
    version = str(parameters["version"])
    _keep_answer(workspace, service, version, title=str(parameters["title"]))
    return {"version": version}


def _read(parameters: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    workspace, service = Path(parameters["workspace"]), str(parameters["service"])
    with tempfile.TemporaryDirectory(prefix="mersey-map-") as folder:
        map_file = _map_file(Path(folder), str(parameters.get("map_text", "")))
        reading = reading_of(parameters.get("answers", ()), map_file=map_file)
        written = Path(folder) / "made.toml"

        def make(scratch: Path, key: bytes) -> EventLog:
            loaded, log = log_from_file(
                Path(parameters["file"]),
                scratch,
                reading=reading,
                key=key,
                now=datetime.now(UTC),
                progress=tell,
            )
            write_map(loaded.mapping, written, use=with_pack(log).use)
            return log

        stored = Workspace(workspace).load_beside(service, make)
        version, loading = stored.log.facts.log_version, stored.log.loading
        if parameters.get("keeps_references"):
            file = Path(parameters["file"])
            write_beside(workspace, service, file, log=stored.log, reading=reading)
        close_log(stored.log)
        map_text = written.read_text(encoding="utf-8")
    tell(ANSWERING, None)
    _keep_answer(workspace, service, version, title=str(parameters["title"]))
    return {
        "version": version,
        "map_text": map_text,
        "counts": {
            "read": loading.n_read,
            "loaded": loading.n_loaded,
            "rejected": loading.n_rejected,
            "duplicate": loading.n_duplicate,
        },
    }


def _map_file(folder: Path, text: str) -> Path | None:
    if not text:
        return None
    place = folder / "kept.toml"
    place.write_text(text, encoding="utf-8")
    return place


def _keep_answer(workspace: Path, service: str, version: str, *, title: str) -> None:
    KeptAnswers(workspace, answer_code()).make(service, version, title=title)
    folder = workspace / "logs" / service / version
    with Workspace(workspace).reading(service, version) as log:
        write_case_tables(log, folder)
