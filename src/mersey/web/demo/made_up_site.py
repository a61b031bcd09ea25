"""The demo's workspace: people at once, then the logs of the services one by one."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from django.db import transaction

from mersey.eventlog import Workspace
from mersey.samples import SERVICES
from mersey.scratch import write_whole
from mersey.web import audit_trail
from mersey.web.config import DEMO_MARK
from mersey.web.demo import made_up_board
from mersey.web.demo.borough_files import FOLDER
from mersey.web.demo.cast import CAST, COUNCIL, NEED_TO_KNOW, SLUG, TEAMS
from mersey.web.jobs.arriving import bring
from mersey.web.models import (
    Account,
    ArrivedFile,
    ArrivedFrom,
    CouncilService,
    Membership,
    Organisation,
    ServiceAccess,
    Team,
)

FIRST: Final = "planning"
"""The service that is read first, as the board is shown of it."""


def slug_of(sample: str) -> str:
    """What the service of a sample is called in addresses and in the workspace."""
    return sample.replace("_", "-")


@transaction.atomic
def make_people() -> None:
    """The cast, its council and teams, and its services; nothing where they are there."""
    if Organisation.objects.filter(slug=SLUG).exists():
        return
    council = Organisation.objects.create(slug=SLUG, name=COUNCIL)
    teams = {
        slug: Team.objects.create(organisation=council, slug=slug, name=name)
        for slug, (name, _) in TEAMS.items()
    }
    for player in CAST:
        person = Account(username=player.username, name=player.name)
        person.set_unusable_password()
        person.save()
        if player.role is None:
            continue
        membership = Membership.objects.create(
            person=person, organisation=council, role=player.role
        )
        membership.teams.set(teams[slug] for slug in player.teams)
    _make_services(council, teams)
    made_up_board.make_settings()
    made_up_board.make_the_way()
    audit_trail.add("made the borough", by=None, details={"people": len(CAST)})


def _make_services(council: Organisation, teams: dict[str, Team]) -> None:
    for slug, (_, samples) in TEAMS.items():
        for name in samples:
            service = CouncilService.objects.create(
                organisation=council,
                slug=slug_of(name),
                name=SERVICES[name].title,
                is_need_to_know=name in NEED_TO_KNOW,
            )
            service.teams.add(teams[slug])
            if service.is_need_to_know:
                ServiceAccess.objects.create(service=service, team=teams[slug])


def bring_files(workspace: Path) -> None:
    """Let the file of each service that has no log yet be read, the first one first."""
    loaded = Workspace(workspace).services()
    brought = set(ArrivedFile.objects.values_list("service__slug", flat=True))
    for name in sorted(SERVICES, key=lambda one: (one != FIRST, one)):
        slug = slug_of(name)
        if slug not in loaded and slug not in brought:
            _bring(workspace / FOLDER / SERVICES[name].path, slug)


def _bring(file: Path, slug: str) -> None:
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        copy = Path(shutil.copy(file, folder))
        service = CouncilService.objects.get(slug=slug)
        bring(copy, service, name=file.name, came_from=ArrivedFrom.DEMO, by=None)


def mark(workspace: Path) -> None:
    """Say of the workspace that all in it is made up."""
    write_whole(workspace / DEMO_MARK, b"Everything in this folder is made up.\n")
