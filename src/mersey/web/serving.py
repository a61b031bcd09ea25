"""The application in one process: settings, database, borough, and a server of pages."""

from __future__ import annotations

import logging
import os
import threading
from typing import TYPE_CHECKING, Any, Final

import django
import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from mersey.errors import MerseyError, WorkspaceError
from mersey.web.config import config_of
from mersey.web.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mersey.web.config import Config

THREADS: Final = 8

MOST_CONNECTIONS: Final = 500
"""Open at once; more wait in the system's own queue instead of being dropped."""

_LOG: Final = logging.getLogger(__name__)


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
    if is_demo:
        _fill_beside(config.workspace)
    else:
        _warm_beside()
    tell(f"http://127.0.0.1:{server.effective_port}/")
    server.run()


def set_up(config: Config) -> None:
    """Tell Django what there is, and bring the database up to date."""
    settings.configure(**settings_of(config))
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
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
            ident=None,
        )
    except OSError as error:
        msg = f"Port {port} cannot be listened on: {error.strerror}."
        raise WorkspaceError(
            msg, next_step="Stop what uses it, or name another with ⟦port⟧."
        ) from error


def _fill_beside(workspace: Path) -> None:
    from mersey.web.demo import made_up_site  # noqa: PLC0415  (needs Django set up)

    _beside(lambda: made_up_site.fill(workspace))


def _warm_beside() -> None:
    """Work out answers that are not kept yet, while pages are served already."""
    from mersey.web.models import CouncilService  # noqa: PLC0415  (needs Django set up)

    def warm() -> None:
        for service in CouncilService.objects.all():
            try:
                settings.SITE_ANSWERS.of(service.slug, title=service.name)
            except MerseyError as error:
                _LOG.warning("%s has no answer: %s", service.slug, error.problem)

    _beside(warm)


def _beside(work: Callable[[], None]) -> None:
    def run() -> None:
        try:
            work()
        finally:
            close_old_connections()

    threading.Thread(target=run, name="beside", daemon=True).start()
