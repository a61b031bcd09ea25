"""`python -m mersey`: the same program as `mersey`, and where its surfaces meet.

The command line and the web application know nothing of each other: this module, which
stands above both, hands the one to the other.
"""

from __future__ import annotations

import os
import signal
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from types import FrameType

    from mersey.cli.web_application import WebApplication

STOPPED: Final = 130


def main() -> NoReturn:
    """Run the program; a signal while its parts are still being read only ends it."""
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)
    from mersey.cli import main as run  # noqa: PLC0415  (Ctrl-C may come as it is read)

    run(web=_application())


def _application() -> WebApplication:
    """The web application, of which nothing is imported until it is needed."""
    from mersey.cli.web_application import WebApplication  # noqa: PLC0415  (as above)

    return WebApplication(
        serve=_later("serving", "serve"),
        work=_later("serving", "work"),
        invite=_later("at_the_prompt", "invite_to"),
        check_trail=_later("at_the_prompt", "check_trail"),
        back_up=_later("backups", "back_up"),
        restore=_later("backups", "restore"),
        prune=_later("at_the_prompt", "prune"),
    )


def _later(module: str, name: str) -> Any:
    """The function of `mersey.web`, looked for as it is called.

    It raises UsageError where the extra `web` is not installed.
    """

    def call(*given: Any, **named: Any) -> Any:
        if find_spec("django") is None:
            from mersey.errors import UsageError  # noqa: PLC0415  (only where needed)

            msg = "The web application needs the extra `web`, which is not installed."
            raise UsageError(
                msg, next_step='Install it: python -m pip install "mersey[web]"'
            )
        return getattr(import_module(f"mersey.web.{module}"), name)(*given, **named)

    return call


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    os.write(2, b"Stopped. Nothing was changed.\n")
    os._exit(STOPPED)  # nothing was begun


if __name__ == "__main__":
    main()
