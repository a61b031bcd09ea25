"""What of a workspace is older than it may be kept, and is needed by nothing.

Versions of logs that another replaced so many days ago, and answers to what-if questions
that were asked then. Kept for good are: the version in use; one that waits to be accepted;
one that was in use when a plan was frozen, looked at or decided, or anything else was
written in an experiment's trail; and one that a file of an experiment or of what is
published names. Plans, trails, plays, keys and the trail of the site are never touched.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction

from mersey.errors import MerseyError
from mersey.eventlog import Workspace
from mersey.eventlog.manifest import MANIFEST
from mersey.evidence.kept import read_kept
from mersey.web import audit_trail
from mersey.web.asked.what_if_asking import FOLDER as WHAT_IF_FOLDER
from mersey.web.asked.what_if_asking import place_of
from mersey.web.models import AcceptedVersion, ArrivedFile, WhatIfQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

NAMING: Final = ("experiments", "published")
"""Folders of the workspace whose files may name a version."""


@dataclass(frozen=True, kw_only=True)
class TooOld:
    """What may go.

    Attributes:
        versions: Service and version of each log. answers: Files of what-if answers.
        questions: Keys of the questions. n_bytes: Of all files.
        n_needed: Versions as old that stay, as something needs them.
    """

    versions: tuple[tuple[str, str], ...]
    answers: tuple[Path, ...]
    questions: tuple[int, ...]
    n_bytes: int
    n_needed: int

    @property
    def n_what_ifs(self) -> int:
        """Answers that go: of each question at most one, and some of no question."""
        return max(len(self.questions), len(self.answers))


@dataclass(frozen=True, kw_only=True)
class VersionHistory:
    """Which version of a service's log was in use when.

    Attributes:
        starts: When each came into use. versions: Which, in the same order.
    """

    starts: tuple[datetime, ...]
    versions: tuple[str, ...]

    def on(self, moment: datetime) -> str:
        """The version in use at a moment; the first one before all of them."""
        return self.versions[max(0, bisect_right(self.starts, moment) - 1)]

    def replaced_at(self, version: str) -> datetime | None:
        """When another took its place for the last time; None where none did."""
        last = max(n for n, one in enumerate(self.versions) if one == version)
        return self.starts[last + 1] if last + 1 < len(self.starts) else None


def too_old(days: int, *, now: datetime) -> TooOld:
    """What may go now, of all services.

    Args:
        days: How long something stays that is not needed any more.
        now: With its time zone.
    """
    before = now - timedelta(days=days)
    workspace = Workspace(settings.SITE.workspace)
    found = [
        (service, version, version in needed)
        for service in workspace.services()
        for needed in [_needed(workspace, service)]
        for version in _replaced_before(workspace, service, before)
    ]
    going = tuple((service, one) for service, one, is_needed in found if not is_needed)
    questions = [
        one
        for one in WhatIfQuestion.objects.select_related("service", "job")
        if one.asked_at < before and (one.job is None or one.job.is_over)
    ]
    answers = tuple(_answers(questions, before))
    logs = [workspace.path / "logs" / service / one for service, one in going]
    return TooOld(
        versions=going,
        answers=answers,
        questions=tuple(one.pk for one in questions),
        n_bytes=sum(map(_size, (*logs, *answers))),
        n_needed=len(found) - len(going),
    )


def remove(found: TooOld, *, days: int) -> TooOld:
    """What was removed; a version that came into use meanwhile stays.

    The trail is told first: a run that is killed is finished by the next.
    """
    with transaction.atomic():
        WhatIfQuestion.objects.filter(pk__in=found.questions).delete()
        if found.versions or found.answers or found.questions:
            audit_trail.add(
                "removed what was too old",
                by=None,
                details={
                    "days": days,
                    "versions": [f"{service} {one}" for service, one in found.versions],
                    "what_ifs": found.n_what_ifs,
                },
            )
    for place in found.answers:
        place.unlink(missing_ok=True)
    workspace = Workspace(settings.SITE.workspace)
    gone = tuple(one for one in found.versions if workspace.forget(*one))
    return replace(found, versions=gone)


def history(workspace: Workspace, service: str) -> VersionHistory:
    """When each version that is there came into use: accepted, or loaded at the prompt."""
    there = set(workspace.versions(service))
    rows = AcceptedVersion.objects.filter(service__slug=service, version__in=there)
    told = [(one.accepted_at, one.version) for one in rows]
    untold = there - {version for _, version in told}
    home = workspace.path / "logs" / service
    told += [(_written(home / one / MANIFEST), one) for one in untold]
    current = workspace.version(service)
    told.sort()
    if told and told[-1][1] != current:
        told.append((max(told[-1][0], _written(home / "current")), current))
    return VersionHistory(
        starts=tuple(at for at, _ in told), versions=tuple(one for _, one in told)
    )


def _replaced_before(
    workspace: Workspace, service: str, before: datetime
) -> Iterator[str]:
    known = history(workspace, service)
    for version in sorted(set(known.versions)):
        at = known.replaced_at(version)
        if at is not None and at < before:
            yield version


def _needed(workspace: Workspace, service: str) -> set[str]:
    """Versions that stay, however old; all of them where a trail cannot be read."""
    known = history(workspace, service)
    waiting = ArrivedFile.objects.filter(service__slug=service, is_accepted=None)
    needed = {workspace.version(service), *(one.version for one in waiting)}
    try:
        moments = _moments(workspace.path / "experiments" / service)
    except (MerseyError, OSError):
        return set(known.versions)
    needed |= {known.on(moment) for moment in moments}
    return needed | _named(workspace.path, set(known.versions) - needed)


def _moments(home: Path) -> list[datetime]:
    """When anything was written in the trail of an experiment."""
    return [
        entry.at
        for file in sorted(home.rglob("*.toml"))
        for entry in read_kept(file).trail.entries
    ]


def _named(workspace: Path, versions: Iterable[str]) -> set[str]:
    """Those of the versions that a file names."""
    left = {one: one.encode() for one in versions}
    files = (
        file
        for folder in NAMING
        for file in (workspace / folder).rglob("*")
        if left and file.is_file()
    )
    return {
        version
        for file in files
        for content in [file.read_bytes()]
        for version, name in left.items()
        if name in content
    }


def _answers(questions: Sequence[WhatIfQuestion], before: datetime) -> Iterator[Path]:
    """Files of those questions, and old ones of no question any more."""
    stay = {
        place_of(one)
        for one in WhatIfQuestion.objects.select_related("service").exclude(
            pk__in=[one.pk for one in questions]
        )
    }
    home: Path = settings.SITE.workspace / WHAT_IF_FOLDER
    asked = {place_of(one) for one in questions}
    for place in sorted(home.glob("*/*.json")):
        is_old = place in asked or _written(place) < before
        if place not in stay and is_old:
            yield place


def _written(place: Path) -> datetime:
    return datetime.fromtimestamp(place.stat().st_mtime, UTC)


def _size(place: Path) -> int:
    files = place.rglob("*") if place.is_dir() else (place,)
    return sum(one.stat().st_size for one in files if one.is_file())
