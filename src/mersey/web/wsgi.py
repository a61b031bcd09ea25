"""The door for a server of several processes: `gunicorn mersey.web.wsgi:application`.

`MERSEY_WORKSPACE` names the workspace, `DATABASE_URL` the PostgreSQL database; jobs are
done by `mersey worker` beside it. The application is made as the server asks for it, in
each of its processes, and not as this module is read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final

from django.core.wsgi import get_wsgi_application
from django.db import connections

from mersey.errors import MerseyError
from mersey.eventlog.lock import held
from mersey.fields import said_plainly
from mersey.web.at_the_prompt import USUAL_PORT
from mersey.web.config import config_of
from mersey.web.serving import ask_at_start, set_up

PATIENCE_S: Final = 300.0
"""How long a process waits while another brings the database up to date."""

NOT_STARTED: Final = 4
"""What gunicorn takes for "none of my processes will start", so that it stops."""


def __getattr__(name: str) -> Any:
    """The application, where a server asks for `application`.

    Raises:
        AttributeError: It asks for something else.
    """
    if name != "application":
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return _application()


def _application() -> Any:
    """The application of the workspace; the process ends in words where it must not be."""
    workspace = Path(os.environ.get("MERSEY_WORKSPACE") or "mersey-data")
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        config = config_of(
            workspace, port=USUAL_PORT, is_demo=False, environment=os.environ
        )
        with held(workspace / ".starting", what="A start", patience_s=PATIENCE_S):
            set_up(config)
            ask_at_start(is_demo=False)
        connections.close_all()  # a process that is forked off opens its own
    except (MerseyError, OSError) as error:
        sys.stderr.write(f"mersey: {_in_words(error)}\n")
        sys.exit(NOT_STARTED)
    return get_wsgi_application()


def _in_words(error: MerseyError | OSError) -> str:
    if isinstance(error, MerseyError):
        return said_plainly(f"{error.problem} {error.next_step}".rstrip())
    return f"The workspace cannot be made: {error.strerror}."
