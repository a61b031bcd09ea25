"""The application in one process: settings, database, borough, and a server of pages."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, Final

import django
import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection

from mersey.errors import UsageError, WorkspaceError
from mersey.web.config import DEMO_MARK, config_of
from mersey.web.settings import LARGEST_FORM, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mersey.web.config import Config

THREADS: Final = 8

MOST_CONNECTIONS: Final = 500
"""Open at once; more wait in the system's own queue instead of being dropped."""


def serve(
    workspace: Path, *, port: int, is_demo: bool, tell: Callable[[str], None]
) -> None:
    """Serve the workspace on this machine until the process is stopped.

    Args:
        workspace: The folder of logs and keys; made if it is missing.
        port: Where to listen; 0 for any that is free.
        is_demo: Make the sample borough, and let anybody be anybody.
        tell: Told the address, once it answers.

    Raises:
        UsageError: It must not be served like this.
        WorkspaceError: The workspace cannot be written, or the port is taken.
    """
    try:
        workspace.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"The workspace {workspace} cannot be made: {error.strerror}."
        raise WorkspaceError(msg, next_step="Name another with ⟦workspace⟧.") from error
    config = config_of(workspace, port=port, is_demo=is_demo, environment=os.environ)
    set_up(config)
    server = _server(port)
    _work_beside(is_demo=is_demo)
    tell(f"http://127.0.0.1:{server.effective_port}/")
    server.run()


def work(workspace: Path) -> None:
    """Do the jobs of a workspace that is served, until the process is stopped.

    Args:
        workspace: The folder of logs and keys.

    Raises:
        UsageError: It must not be served, or was not yet: there is no queue.
    """
    is_demo = (workspace / DEMO_MARK).is_file()
    start(config_of(workspace, port=0, is_demo=is_demo, environment=os.environ))
    from mersey.web.jobs.all_kinds import KINDS  # noqa: PLC0415  (needs Django set up)
    from mersey.web.jobs.worker import Worker  # noqa: PLC0415  (needs Django set up)

    if "web_job" not in connection.introspection.table_names():
        msg = f"The workspace {workspace} was never served, so that it has no jobs."
        raise UsageError(msg, next_step="Start `mersey serve` first.")
    Worker(kinds=KINDS).run(threading.Event())


def start(config: Config) -> None:
    """Tell Django what there is."""
    settings.configure(**settings_of(config))
    django.setup()


def set_up(config: Config) -> None:
    """Tell Django what there is, and bring the database up to date."""
    start(config)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if config.is_demo:
        from mersey.web.demo import made_up_site  # noqa: PLC0415  (needs Django set up)

        made_up_site.mark(config.workspace)
        made_up_site.make_people()


def _server(port: int) -> Any:
    """A server that listens already and answers once it runs.

    Raises:
        WorkspaceError: Another program has the port.
    """
    try:
        return waitress.create_server(
            get_wsgi_application(),
            host="127.0.0.1",
            port=port,
            threads=THREADS,
            connection_limit=MOST_CONNECTIONS,
            max_request_body_size=settings.SITE_LARGEST_UPLOAD + LARGEST_FORM,
            # What a proxy of the council's own says is read further in, by Django and
            # allauth, by the number of proxies; without any it goes no further.
            clear_untrusted_proxy_headers=not settings.SITE.proxies,
            ident=None,
        )
    except OSError as error:
        msg = f"Port {port} cannot be listened on: {error.strerror}."
        raise WorkspaceError(
            msg, next_step="Stop what uses it, or name another with ⟦port⟧."
        ) from error


def ask_at_start(*, is_demo: bool) -> None:
    """Ask the workers for what is not worked out yet; services may be new, too."""
    from mersey.web import services_found  # noqa: PLC0415  (needs Django set up)
    from mersey.web.jobs import schedule  # noqa: PLC0415  (needs Django set up)

    if not is_demo:
        services_found.add_found()
    schedule.at_start(is_demo=is_demo)


def _work_beside(*, is_demo: bool) -> None:
    """Ask for what is not worked out yet, and do jobs, while pages are served already."""
    from mersey.web.jobs import all_kinds  # noqa: PLC0415  (needs Django set up)
    from mersey.web.jobs.worker import Worker  # noqa: PLC0415  (needs Django set up)

    ask_at_start(is_demo=is_demo)
    worker = Worker(kinds=all_kinds.KINDS)
    threading.Thread(
        target=worker.run, args=(threading.Event(),), name="worker", daemon=True
    ).start()
