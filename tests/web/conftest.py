"""One small site for all tests of the web: the cast, two services, one log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mersey.samples.borough import SERVICES
from mersey.samples.sample_service import SampleSetting
from mersey.web.config import config_of
from tests.unit.evidence.borough_log import planning_file
from tests.web.mail_sink import Sink, sink

__all__ = ["SERVICES", "SampleSetting"]


@dataclass(frozen=True)
class Site:
    """The site under test, and its workspace."""

    workspace: Path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A demo whose people are all there, and of whose services planning has its log."""
    from mersey.web.serving import set_up

    workspace = tmp_path_factory.mktemp("site")
    config = config_of(workspace, port=8000, is_demo=True, environment={})
    set_up(config)
    _read_addresses()
    load(planning_file(tmp_path_factory.mktemp("planning")), "planning")
    from mersey.web.demo.made_up_experiments import make_experiments

    make_experiments(workspace)
    _invite_somebody()
    from mersey.web.demo.made_up_board import fill_board

    fill_board()
    return Site(workspace=workspace)


def _read_addresses() -> None:
    """Those of the demo among them, whichever test asks first."""
    from django.urls import get_resolver

    assert get_resolver().url_patterns


def _invite_somebody() -> None:
    """The one invitation that nobody took up yet."""
    from django.utils import timezone

    from mersey.web.models import Organisation
    from mersey.web.people.inviting import Offer, invite
    from mersey.web.permissions import MemberRole

    offer = Offer(email="new@thornmere.example", role=MemberRole.VIEWER)
    invite(Organisation.objects.get(), offer, by=None, now=timezone.now())


def load(file: Path, slug: str) -> None:
    """Bring the file as the demo does, and read it as a worker does, in this process."""
    from mersey.load.files.progress import silent
    from mersey.web.jobs import arriving, log_work, queue
    from mersey.web.models import ArrivedFrom, CouncilService

    service = CouncilService.objects.get(slug=slug)
    arriving.bring(file, service, name=file.name, came_from=ArrivedFrom.DEMO, by=None)
    job = queue.take("tests")
    assert job is not None
    found = log_work.read_file(job.parameters, silent)
    assert queue.finish(job, found, arriving.was_read)


@pytest.fixture
def database(site: Site) -> Iterator[None]:
    """The database as it was made; what the test writes is taken back."""
    from django.conf import settings
    from django.db import transaction

    with transaction.atomic():
        settings.SITE_PAGES.forget()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def django_commits() -> Callable[[], None]:
    """What was left for the end of the transaction is done when it is called."""
    from django.db import transaction

    def do_all() -> None:
        connection = transaction.get_connection()
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _, call, _ in waiting:
            call()

    return do_all


@pytest.fixture
def visit(site: Site, database: None) -> Callable[[str], object]:
    """username → a browser in which they are signed in; "" for nobody."""
    from django.test import Client

    from mersey.web.demo.signing_in import BACKEND
    from mersey.web.models import Account

    def signed_in(username: str) -> Client:
        client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=True)
        if username:
            client.force_login(Account.objects.get(username=username), backend=BACKEND)
        return client

    return signed_in


@pytest.fixture
def mail(site: object, database: None) -> Iterator[Sink]:
    """A mail server beside the site, by which the site sends."""
    from django.conf import settings
    from django.test import override_settings

    from mersey.web.accounts.account_settings import account_settings
    from mersey.web.outside import mail_of

    with sink() as taken:
        named = {
            "MERSEY_SMTP_HOST": "127.0.0.1",
            "MERSEY_SMTP_PORT": str(taken.port),
            "MERSEY_SMTP_FROM": "mersey@thornmere.example",
            "MERSEY_SMTP_ENCRYPTION": "none",
        }
        config = replace(settings.SITE, mail=mail_of(named))
        made = account_settings(config)
        of_mail = {
            key: made[key] for key in made if key.startswith(("EMAIL", "DEFAULT"))
        }
        with override_settings(SITE=config, **of_mail):
            yield taken
