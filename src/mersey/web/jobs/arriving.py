"""A file that comes for a service: kept, read by a job, and accepted by a person or not."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from mersey.eventlog import Workspace
from mersey.load import FORMATS
from mersey.load.personal.gate import shown_file
from mersey.web import audit_trail
from mersey.web.boards.references import (
    are_kept,
    drop_references,
    use_references,
)
from mersey.web.jobs import queue
from mersey.web.jobs.said_of_file import kept_for_next
from mersey.web.models import (
    AcceptedVersion,
    ArrivedFile,
    ArrivedFrom,
    KeptReading,
)

if TYPE_CHECKING:
    from mersey.web.models import Account, CouncilService, Job

FOLDER: Final = "arrived"
"""Where the files are, in the workspace."""

READ: Final = "read"
"""The kind of job that reads one."""

MOST_REJECTED: Final = 0.05
"""Share of rejected rows above which a file that came by itself waits for a person."""


def bring(
    file: Path,
    service: CouncilService,
    *,
    name: str,
    came_from: ArrivedFrom,
    by: Account | None,
) -> ArrivedFile:
    """The file, moved into the workspace under a name of our own, with a job to read it.

    Args:
        file: What came; it is gone from there afterwards.
        service: Whose log it is.
        name: What it was called.
        came_from: By which way.
        by: Who brought it; None where it came by itself.
    """
    kept = KeptReading.objects.filter(service=service).first()
    place = settings.SITE.workspace / FOLDER / uuid4().hex / f"log{_ending(name)}"
    place.parent.mkdir(mode=0o700, parents=True)
    shutil.move(file, place)
    try:
        with transaction.atomic():
            arrived: ArrivedFile = ArrivedFile.objects.create(
                service=service,
                shown_as=shown_file(PurePath(name).name)[:150],
                place=str(place.relative_to(settings.SITE.workspace)),
                n_bytes=place.stat().st_size,
                came_from=came_from,
                came_at=datetime.now(UTC),
                brought_by=by,
                answers=kept.answers if kept else [],
                uses_kept_map=kept is not None,
            )
            _tell(arrived, "brought a file", by=by)
            read(arrived, by=by)
    except BaseException:
        shutil.rmtree(place.parent, ignore_errors=True)
        raise
    return arrived


def read(arrived: ArrivedFile, *, by: Account | None) -> None:
    """Let the file be read, by what was said of it so far."""
    kept = KeptReading.objects.filter(service=arrived.service).first()
    map_text = kept.map_text if kept and arrived.uses_kept_map else ""
    told = {
        "workspace": str(settings.SITE.workspace),
        "service": arrived.service.slug,
        "title": arrived.service.name,
        "file": str(place_of(arrived)),
        "answers": arrived.answers,
        "map_text": map_text,
        "keeps_references": are_kept(arrived.service),
    }
    arrived.question = {}
    arrived.job = queue.add(READ, told, service=arrived.service, by=by)
    arrived.save()


def answer(arrived: ArrivedFile, number: int, *, by: Account) -> None:
    """Take an answer to the question that is asked, and let the file be read by it.

    Raises:
        LookupError: Nothing is asked, or the question has no such answer.
    """
    with transaction.atomic():
        found = _undecided(arrived)
        said = found.question["answers"][number] if found.question else None
        if said is None or number < 0:
            msg = "there is no such answer"
            raise LookupError(msg)
        found.answers = [*found.answers, [said["field"], said["value"]]]
        _tell(found, "answered a question of reading", by=by, field=said["field"])
        read(found, by=by)


def read_afresh(arrived: ArrivedFile, *, by: Account) -> None:
    """Let the file be read as if nothing was ever said of this service's files."""
    with transaction.atomic():
        found = _undecided(arrived)
        found.answers, found.uses_kept_map = [], False
        _tell(found, "had a file read afresh", by=by)
        read(found, by=by)


def was_read(job: Job) -> None:
    """Write down what a job found of a file; put it in use where nobody need look."""
    arrived = ArrivedFile.objects.filter(job=job, is_accepted=None).first()
    if arrived is None:
        return
    arrived.question = job.result.get("question", {})
    arrived.version = job.result.get("version", "")
    arrived.counts = job.result.get("counts", {})
    arrived.map_text = job.result.get("map_text", "")
    arrived.save()
    if arrived.version and _needs_nobody(arrived):
        accept(arrived, by=None)


def accept(arrived: ArrivedFile, *, by: Account | None) -> None:
    """Put what was read of the file in use, and keep how it was read for the next one.

    Raises:
        LookupError: It was not read, or was decided on already.
        WorkspaceError: The workspace cannot be written.
    """
    with transaction.atomic():
        found = _undecided(arrived)
        if not found.version:
            msg = "nothing was read of this file"
            raise LookupError(msg)
        now = datetime.now(UTC)
        _decide(found, is_accepted=True, by=by)
        AcceptedVersion.objects.create(
            service=found.service,
            version=found.version,
            accepted_at=now,
            accepted_by=by,
            counts=found.counts,
        )
        KeptReading.objects.update_or_create(
            service=found.service,
            defaults={
                "map_text": found.map_text,
                "answers": kept_for_next(found.answers),
                "kept_at": now,
                "kept_by": by,
            },
        )
        _tell(found, "put a version in use", by=by, **_told(found))
        Workspace(settings.SITE.workspace).use(found.service.slug, found.version)
        use_references(found.service, found.version)
    shutil.rmtree(place_of(found).parent, ignore_errors=True)


def refuse(arrived: ArrivedFile, *, by: Account) -> None:
    """Leave everything as it is, and remove the file and what was read of it."""
    with transaction.atomic():
        found = _undecided(arrived)
        if found.job is not None:
            queue.cancel(found.job)
        _decide(found, is_accepted=False, by=by)
        _tell(found, "did not accept a file", by=by, **_told(found))
    shutil.rmtree(place_of(found).parent, ignore_errors=True)
    _remove_version(found)


def place_of(arrived: ArrivedFile) -> Path:
    """Where the file lies."""
    return Path(settings.SITE.workspace) / str(arrived.place)


def _needs_nobody(arrived: ArrivedFile) -> bool:
    """Whether it came by itself, is read as a person accepted before, and well."""
    if arrived.came_from == ArrivedFrom.DEMO:
        return True
    by_itself = arrived.came_from in (ArrivedFrom.FOLDER, ArrivedFrom.API)
    n_read, n_rejected = arrived.counts["read"], arrived.counts["rejected"]
    return by_itself and arrived.uses_kept_map and n_rejected <= MOST_REJECTED * n_read


def _undecided(arrived: ArrivedFile) -> ArrivedFile:
    """The file as it is now, held until the transaction ends.

    Raises:
        LookupError: It was decided on already.
    """
    found: ArrivedFile = ArrivedFile.objects.select_for_update().get(pk=arrived.pk)
    if found.is_accepted is not None:
        msg = "this file was decided on already"
        raise LookupError(msg)
    return found


def _decide(found: ArrivedFile, *, is_accepted: bool, by: Account | None) -> None:
    found.is_accepted, found.decided_by = is_accepted, by
    found.decided_at, found.question = datetime.now(UTC), {}
    found.save()


def _remove_version(found: ArrivedFile) -> None:
    """Remove a version that nobody accepted and nobody may still accept."""
    if not found.version:
        return
    service, workspace = found.service, Workspace(settings.SITE.workspace)
    same = {"service": service, "version": found.version}
    is_used = AcceptedVersion.objects.filter(**same).exists()
    is_used |= ArrivedFile.objects.filter(is_accepted=None, **same).exists()
    if service.slug in workspace.services():
        is_used |= workspace.version(service.slug) == found.version
    if not is_used:
        drop_references(service, found.version)
        place = Path(settings.SITE.workspace) / "logs" / service.slug / found.version
        shutil.rmtree(place, ignore_errors=True)


def _tell(
    arrived: ArrivedFile, action: str, *, by: Account | None, **more: Any
) -> None:
    audit_trail.add(
        action,
        by=by,
        place=f"services/{arrived.service.slug}",
        details={"file": arrived.pk, "from": str(arrived.came_from), **more},
    )


def _told(found: ArrivedFile) -> dict[str, Any]:
    return {"version": found.version, "rows": found.counts}


def _ending(name: str) -> str:
    """The ending, where it is one that a format has: nothing else of a name is used."""
    known = {ending for one in FORMATS.values() for ending in one.extensions}
    path = PurePath(name.lower())
    packed = ".gz" if path.suffix == ".gz" else ""
    ending = PurePath(path.stem).suffix if packed else path.suffix
    return f"{ending if ending in known else ''}{packed}"
