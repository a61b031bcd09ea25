"""The demo's workspace: people at once, then the logs of the services one by one."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction

from mersey.errors import MerseyError
from mersey.eventlog import FileReading, Workspace, close_log, log_from_file
from mersey.evidence.made_up import freeze_made_up
from mersey.samples import SERVICES, write_borough
from mersey.samples.borough import AS_AT
from mersey.samples.experiments import demo_files
from mersey.samples.sample_service import SampleSetting
from mersey.scratch import write_whole
from mersey.web import audit_trail
from mersey.web.config import DEMO_MARK
from mersey.web.demo.cast import CAST, COUNCIL, NEED_TO_KNOW, SLUG, TEAMS
from mersey.web.experiments.place import FOLDER as EXPERIMENTS
from mersey.web.models import (
    Account,
    CouncilService,
    Membership,
    Organisation,
    ServiceAccess,
    Team,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.eventlog import EventLog

FOLDER: Final = "borough"
"""Where the files of the borough's case systems are, in the workspace."""

SEED: Final = 2026
"""Of the made-up borough."""

FIRST: Final = "planning"
"""The service that is read first, as the board is shown of it."""

_LOG: Final = logging.getLogger(__name__)


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


def fill(workspace: Path) -> None:
    """Write the borough's files, load each into the workspace, and keep its answer.

    What is there stays. One service that cannot be read does not stop the others.
    """
    files = workspace / FOLDER
    if not (files / "truths.json").is_file():
        freeze_made_up(write_borough(files))
    make_experiments(workspace)
    for name in sorted(SERVICES, key=lambda one: (one != FIRST, one)):
        try:
            _load(workspace, name)
            settings.SITE_ANSWERS.of(slug_of(name), title=SERVICES[name].title)
        except MerseyError as error:
            _LOG.error("The sample %s cannot be loaded: %s", name, error.problem)


def make_experiments(workspace: Path) -> None:
    """Three experiments of the first service, each in another state; what is there stays."""
    folder = workspace / EXPERIMENTS / slug_of(FIRST)
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    files = demo_files(SampleSetting(seed=SEED, as_at=AS_AT))
    for name, data in files.items():
        write_whole(folder / name, data)
    freeze_made_up(folder / name for name in files)


def _load(workspace: Path, name: str) -> None:
    """The sample's log into the workspace, as `mersey load` does it."""
    there, slug = Workspace(workspace), slug_of(name)
    if slug in there.services():
        return
    file = workspace / FOLDER / SERVICES[name].path

    def make(folder: Path, key: bytes) -> EventLog:
        now = datetime.now(UTC)
        return log_from_file(file, folder, reading=FileReading(), key=key, now=now)[1]

    close_log(there.load_into(slug, make).log)


def mark(workspace: Path) -> None:
    """Say of the workspace that all in it is made up."""
    write_whole(workspace / DEMO_MARK, b"Everything in this folder is made up.\n")
