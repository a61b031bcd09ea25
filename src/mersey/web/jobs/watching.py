"""The folders in which files appear by themselves: looked into every minute.

A file is taken once it has not changed between two looks, so that none is read half
written. It stays where it is: the folder belongs to whoever fills it.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from mersey.web import audit_trail
from mersey.web.jobs.arriving import FOLDER, bring
from mersey.web.models import (
    ArrivedFile,
    ArrivedFrom,
    CouncilService,
    FileStands,
    WatchedFolder,
)
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.web.models import Account, Job

INBOX: Final = "inbox"

BY_ITSELF: Final = (ArrivedFrom.FOLDER, ArrivedFrom.API)

NEEDS_SOMEBODY: Final = (FileStands.ASKED, FileStands.READ, FileStands.FAILED)

WATCH: Final = "watch"
"""The kind of job that looks."""

EVERY_S: Final = 60

MOST_SEEN: Final = 2_000
"""Files of a folder that are remembered; more is no folder of exports."""

TOO_MANY: Final = f"The folder holds more than {MOST_SEEN:,} files: move old ones away."
NO_FOLDER: Final = "The folder is not there, or may not be read by mersey."

OLD: Final = "old"
"""Of a file that was there when the folder was first watched, or has been taken."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something that who answers for a service, or watches its folder, must know."""

    service: CouncilService
    said: str


def look(_job: Job) -> Mapping[str, Any]:
    """How many files were found that are new, in all folders."""
    return {"n_new": sum(_look_into(one) for one in WatchedFolder.objects.all())}


def watch(service: CouncilService, *, late_after_h: int, by: Account) -> WatchedFolder:
    """Look into the service's folder from now on; what is there already is not loaded."""
    place = place_of(service)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    found, problem = _files(place)
    with transaction.atomic():
        folder, _ = WatchedFolder.objects.update_or_create(
            service=service,
            defaults={
                "owner": by,
                "late_after_h": late_after_h,
                "set_at": datetime.now(UTC),
                "problem": problem,
                "seen": {name: [mark, OLD] for name, mark in found.items()},
            },
        )
        _tell("watched a folder", service, by=by, late_after_h=late_after_h)
    watched: WatchedFolder = folder
    return watched


def stop_watching(service: CouncilService, *, by: Account) -> None:
    """Look no more; the folder stays as it is."""
    with transaction.atomic():
        n_gone, _ = WatchedFolder.objects.filter(service=service).delete()
        if n_gone:
            _tell("watched a folder no more", service, by=by)


def place_of(service: CouncilService) -> Path:
    """The folder into which files of the service are put."""
    return Path(settings.SITE.workspace) / INBOX / str(service.slug)


def notices(person: Account | None, now: datetime) -> list[Notice]:
    """What the person must know of the services and folders that are theirs."""
    if person is None:
        return []
    theirs = Q(watched_folder__owner=person) | Q(care__owner=person)
    return [
        Notice(service=one, said=said)
        for one in CouncilService.objects.filter(theirs)
        for said in data_needs(one, now)
    ]


def data_needs(service: CouncilService, now: datetime) -> list[str]:
    """What the data of a service needs from somebody, in sentences without any value."""
    folder = WatchedFolder.objects.filter(service=service).first()
    wrong = _wrong_with(folder, now) if folder else ()
    return [*wrong, *_waiting(service)]


def _wrong_with(folder: WatchedFolder, now: datetime) -> Iterator[str]:
    if folder.problem:
        yield folder.problem
    if is_late(folder, now):
        hours = plural(folder.late_after_h, "hour")
        yield f"The data is late: no file came within {hours}."


def _waiting(service: CouncilService) -> Iterator[str]:
    """What is wrong with the newest file that came by itself."""
    one = ArrivedFile.objects.filter(service=service, came_from__in=BY_ITSELF).first()
    if one is None:
        return
    if one.stands in NEEDS_SOMEBODY:
        yield f"A file that came by itself needs you. {one.stands_said}."
    n_rejected = one.counts.get("rejected", 0)
    if n_rejected:
        read = plural(one.counts["read"], "row")
        yield f"Of {read} of the last file that came by itself, {n_rejected:,} were rejected."


def _tell(action: str, service: CouncilService, *, by: Account, **more: Any) -> None:
    audit_trail.add(action, by=by, place=f"services/{service.slug}", details=more)


def is_late(folder: WatchedFolder, now: datetime) -> bool:
    """Whether the next file should have come by `now`."""
    if not folder.late_after_h:
        return False
    since = folder.last_file_at or folder.set_at
    late: bool = now > since + timedelta(hours=folder.late_after_h)
    return late


def _look_into(folder: WatchedFolder) -> int:
    found, problem = _files(place_of(folder.service))
    n_new, seen = 0, {}
    for name, mark in found.items():
        before = folder.seen.get(name)
        if before and before[0] == mark:
            is_new = before[1] != OLD
            n_new += is_new and _take(folder, name)
            seen[name] = [mark, OLD]
        else:
            seen[name] = [mark, "growing"]
    now = datetime.now(UTC)
    folder.looked_at, folder.problem = now, problem
    folder.seen = folder.seen if problem else seen
    folder.last_file_at = now if n_new else folder.last_file_at
    folder.save()
    return n_new


def _files(place: Path) -> tuple[dict[str, str], str]:
    """Name → size and time of each plain file; and what is wrong with the folder."""
    found = {}
    try:
        for one in sorted(place.iterdir()):
            if one.name.startswith((".", "~")) or one.is_symlink() or not one.is_file():
                continue
            told = one.stat()
            found[one.name] = f"{told.st_size}:{told.st_mtime_ns}"
            if len(found) > MOST_SEEN:
                return {}, TOO_MANY
    except OSError:
        return {}, NO_FOLDER
    return found, ""


def _take(folder: WatchedFolder, name: str) -> bool:
    """Whether the file was taken: a copy of it goes the way of every other."""
    home = Path(settings.SITE.workspace) / FOLDER
    home.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".taking-") as scratch:
        copy = Path(scratch) / "log"
        try:
            shutil.copyfile(place_of(folder.service) / name, copy)
        except OSError:
            return False
        bring(copy, folder.service, name=name, came_from=ArrivedFrom.FOLDER, by=None)
    return True
