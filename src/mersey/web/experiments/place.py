"""Where a service's experiments lie, and each with all that lies around it.

`experiments/<service>/` of the workspace is a folder that a council can keep in git. It
holds outcomes and experiments as TOML, frozen plans and trails, as the command line
writes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.conf import settings

from mersey.errors import UnknownName
from mersey.eventlog import Workspace, close_log, with_pack
from mersey.evidence.folder import Folder, find_outcome, read_experiment, read_folder
from mersey.evidence.kept import read_kept
from mersey.evidence.states import state_of
from mersey.services import find_pack
from mersey.web import page_time

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.evidence.experiment import Experiment, Idea
    from mersey.evidence.kept import Kept
    from mersey.evidence.outcome import Outcome
    from mersey.evidence.states import State
    from mersey.services import Service
    from mersey.web.models import CouncilService

FOLDER: Final = "experiments"

ID: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")
"""What may be the id of an experiment: never a way to another folder."""

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class KnownLog:
    """What must be known of a service's log without reading its cases.

    Attributes:
        version: Of the log in use; empty where none was loaded.
        as_at: The last day that is known.
        pack: Id of the service pack it is read by; empty without one.
    """

    version: str
    as_at: date
    pack: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """An experiment with all that lies around it.

    Attributes:
        path: Its TOML file.
        log: Of its service.
        state: Where it stands on `log.as_at`.
    """

    service: CouncilService
    path: Path
    plan: Experiment | Idea
    outcome: Outcome | None
    kept: Kept
    pack: Service
    log: KnownLog
    state: State

    @property
    def counted(self) -> Experiment | Idea:
        """The plan that counts: the frozen one where there is one."""
        return self.kept.frozen.plan if self.kept.frozen else self.plan


def folder_of(service: CouncilService) -> Path:
    """The folder of a service's experiments; it may not be there yet."""
    workspace: Path = settings.SITE.workspace
    return workspace / FOLDER / str(service.slug)


def read_all(service: CouncilService) -> Folder:
    """All outcomes and experiments of a service; none where its folder is empty.

    Raises:
        EvidenceError: Something is wrong in a file; all problems are told.
    """
    folder = folder_of(service)
    if not any(folder.glob("*.toml")):
        return Folder()
    return read_folder(folder)


def known_log(service: CouncilService) -> KnownLog:
    """The log of a service, as far as the clock has come; today where none was loaded."""
    today = page_time.today()
    workspace = settings.SITE.workspace
    try:
        version = Workspace(workspace).version(service.slug)
    except UnknownName:
        return KnownLog(version="", as_at=today, pack="")
    found = _read_log(workspace, service.slug, version)
    as_at = min(found.as_at, today - A_DAY)
    return KnownLog(version=version, as_at=as_at, pack=found.pack)


@lru_cache(maxsize=128)
def _read_log(workspace: Path, slug: str, version: str) -> KnownLog:
    log = Workspace(workspace).open_current(slug)
    try:
        use = with_pack(log).use
        pack = use.service.id if use else ""
        return KnownLog(version=version, as_at=log.facts.as_at_date, pack=pack)
    finally:
        close_log(log)


def find(service: CouncilService, name: str) -> Found | None:
    """The experiment of that id; None where there is none.

    Raises:
        EvidenceError: Something is wrong in its file, or its outcome's.
        NotVerified: What is kept of it is damaged.
        UnknownName: Its service pack is not there.
    """
    if not ID.fullmatch(name):  # a form may name anything, and another service's files
        return None
    path = folder_of(service) / f"{name}.toml"
    if not path.is_file():
        return None
    plan = read_experiment(path)
    kept, log = read_kept(path), known_log(service)
    state = state_of(plan, versions=kept.versions, trail=kept.trail, as_at=log.as_at)
    return Found(
        service=service,
        path=path,
        plan=plan,
        outcome=find_outcome(path, plan),
        kept=kept,
        pack=find_pack(plan.service),
        log=log,
        state=state,
    )
