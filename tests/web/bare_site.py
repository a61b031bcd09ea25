"""A demo's workspace, served or worked on without its borough being made.

python -m tests.web.bare_site serve WORKSPACE PORT
python -m tests.web.bare_site work WORKSPACE LEASE_SECONDS
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any


def main(verb: str, workspace: Path, number: int) -> None:
    """Serve at a port, or do jobs under a lease of so many seconds, until killed."""
    from mersey.web.config import config_of
    from mersey.web.serving import _server, set_up, start

    config = config_of(workspace, port=8000, is_demo=True, environment=os.environ)
    if verb == "serve":
        set_up(config)
        _server(number).run()
        return
    start(config)
    from mersey.web.jobs.all_kinds import KINDS
    from mersey.web.jobs.worker import Worker

    Worker(kinds=KINDS, lease=timedelta(seconds=number)).run(threading.Event())


def application(workspace: str) -> Any:
    """The same for gunicorn: `tests.web.bare_site:application('WORKSPACE')`."""
    from django.core.wsgi import get_wsgi_application

    from mersey.eventlog.lock import held
    from mersey.web.config import config_of
    from mersey.web.serving import set_up

    place = Path(workspace)
    config = config_of(place, port=8000, is_demo=True, environment=os.environ)
    with held(place / ".starting", what="A start", patience_s=60):
        set_up(config)
    return get_wsgi_application()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
