"""Answers, worked out once for each log and each state of the code, kept beside the store.

`logs/<service>/<log version>/answer-<code>.json` holds what the pages say of a log: the
JSON of `mersey look`, the page's view with its drawings, and each chart's numbers as CSV.
"""

from __future__ import annotations

import base64
import json
import threading
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter

from mersey.answer import answer
from mersey.eventlog import Workspace, with_pack
from mersey.report import look_json
from mersey.report.page_view import page_view
from mersey.report.view import FigureView, PageLimits, PageView
from mersey.scratch import write_whole
from mersey.web.boards.kept_facts import keep_facts
from mersey.web.kept_files import forget_others

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mersey.report.view import Block, Section

LIMITS: Final = PageLimits(csv_bytes=5_000_000)
"""Each chart's numbers in full: they are asked for one by one."""

SCHEMA: Final = "mersey.kept-answer/1"

MOST_IN_MEMORY: Final = 64

_VIEWS: Final = TypeAdapter(PageView)

_MAKING: Final = threading.Lock()
"""One answer at a time: each takes a processor for seconds."""


class AnswerNotYet(Exception):
    """The answer was not worked out yet: a job was asked for it, or says why it cannot.

    Attributes:
        problem: Why it cannot be worked out; empty while it may be.
        job: The job that works it out, to be followed; None where it is not told.
    """

    def __init__(self, problem: str = "", job: Any = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.job = job


@dataclass(frozen=True, kw_only=True)
class KeptAnswer:
    """What the pages say of a log.

    Attributes:
        look: As `mersey look --json` prints it.
        view: The page's words, tables and drawings.
        csv: Figure's id → the numbers behind it as CSV.
    """

    look: dict[str, Any]
    view: PageView
    csv: dict[str, str]


@dataclass(frozen=True)
class KeptAnswers:
    """The answers of a workspace, made by the code of that digest."""

    workspace: Path
    code: str

    def version(self, service: str) -> str:
        """What the answer of a service depends on: its log and the code.

        Raises:
            UnknownName: No log of it was loaded.
        """
        return f"{Workspace(self.workspace).version(service)}-{self.code}"

    def is_made(self, service: str, version: str = "") -> bool:
        """Whether the answer is there to be read; of the version in use, or another."""
        return self._place(service, version).is_file()

    def kept(self, service: str, version: str = "") -> KeptAnswer | None:
        """The answer, where it was worked out; None where it was not yet.

        Raises:
            UnknownName: No log of the service was loaded.
        """
        place = self._place(service, version)
        return _read(place) if place.is_file() else None

    def make(self, service: str, version: str, *, title: str) -> None:
        """Work out the answer of a version and keep it; nothing where it is kept."""
        place = self._place(service, version)
        if not place.is_file():
            self._make(service, place, title=title)

    def of(self, service: str, *, title: str) -> KeptAnswer:
        """The answer; worked out and kept where it is not there yet: seconds.

        Raises:
            UnknownName: No log of the service was loaded.
            DataError: Another version of mersey wrote the log.
            WorkspaceError: There is no room to keep it.
        """
        place = self._place(service)
        if not place.is_file():
            with _MAKING:
                if not place.is_file():
                    self._make(service, place, title=title)
        return _read(place)

    def folder(self, service: str, version: str = "") -> Path:
        """Where a version of the log of a service and all that is kept of it are.

        Raises:
            UnknownName: No log of it was loaded.
        """
        return self._place(service, version).parent

    def _place(self, service: str, version: str = "") -> Path:
        version = version or Workspace(self.workspace).version(service)
        folder = self.workspace / "logs" / service / version
        return folder / f"answer-{self.code}.json"

    def _make(self, service: str, place: Path, *, title: str) -> None:
        with Workspace(self.workspace).reading(service, place.parent.name) as log:
            read = with_pack(log)
            found = answer(read.log, read.use)
            name = read.use.service.name if read.use else title
            view = page_view(found, title=name, limits=LIMITS)
            told = {
                "schema": SCHEMA,
                "look": look_json(found),
                "view": _VIEWS.dump_python(view, mode="json"),
            }
            keep_facts(place.parent, self.code, found)
        text = json.dumps(told, sort_keys=True, ensure_ascii=False, allow_nan=False)
        write_whole(place, text.encode())
        forget_others(place)


@lru_cache(maxsize=MOST_IN_MEMORY)
def _read(place: Path) -> KeptAnswer:
    """The answer at a place, which never changes once it is there."""
    told = json.loads(place.read_text(encoding="utf-8"))
    view = _VIEWS.validate_python(told["view"])
    csv: dict[str, str] = {}
    apart = replace(
        view,
        overview=tuple(_without_csv(one, csv) for one in view.overview),
        sections=numbers_apart(view.sections, csv),
    )
    return KeptAnswer(look=told["look"], view=apart, csv=csv)


def numbers_apart(
    sections: Sequence[Section], csv: dict[str, str]
) -> tuple[Section, ...]:
    """The sections without their charts' numbers, which go to `csv` under their ids."""
    return tuple(
        replace(one, blocks=tuple(_without_csv(each, csv) for each in one.blocks))
        for one in sections
    )


def _without_csv(block: Block, csv: dict[str, str]) -> Block:
    """The block; a figure's numbers are set apart, to be asked for by its id."""
    if not isinstance(block, FigureView) or not block.csv:
        return block
    csv[block.id] = base64.b64decode(block.csv.partition(",")[2]).decode()
    return replace(block, csv="")
