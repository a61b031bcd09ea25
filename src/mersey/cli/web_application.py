"""What the web application does for the command line, which knows nothing of it.

Given to the program from above, where both are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from mersey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import typer


class Serving(Protocol):
    """Serves a workspace."""

    def __call__(
        self, workspace: Path, *, port: int, is_demo: bool, tell: Callable[[str], None]
    ) -> None:
        """Serve it until the process is stopped; `tell` is told the address."""


class Working(Protocol):
    """Does the jobs of a workspace."""

    def __call__(self, workspace: Path) -> None:
        """Do them until the process is stopped."""


class Inviting(Protocol):
    """Invites somebody to a workspace."""

    def __call__(self, workspace: Path, email: str, *, role: str, council: str) -> str:
        """The address that they open. `council` names one that is not there yet."""


class Checked(Protocol):
    """A trail that was looked through."""

    @property
    def n_entries(self) -> int:
        """How many entries there are."""

    @property
    def head(self) -> str:
        """Digest of the last; empty where there is none."""

    @property
    def first_broken(self) -> int | None:
        """Number of the first that was changed or follows a gap."""

    @property
    def has_head(self) -> bool:
        """Whether the head that was noted earlier is still in it."""


class Checking(Protocol):
    """Looks through the trail of a workspace."""

    def __call__(self, workspace: Path, *, head: str) -> Checked:
        """What was found; `head` was noted earlier, or is empty."""


class Copying(Protocol):
    """Copies a workspace to a folder, or back."""

    def __call__(self, workspace: Path, folder: Path, *, keys: Path | None) -> int:
        """How many files were copied; the keys to or from a folder of their own."""


class Removed(Protocol):
    """What was removed of a workspace, or would be."""

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Service and version of each log."""

    @property
    def n_what_ifs(self) -> int:
        """Questions what a change would do, with their answers."""

    @property
    def n_bytes(self) -> int:
        """Of all files."""

    @property
    def n_needed(self) -> int:
        """Versions as old that stay, as something needs them."""


class Pruning(Protocol):
    """Removes what is too old."""

    def __call__(self, workspace: Path, *, days: int, is_trial: bool) -> Removed:
        """What is older than `days`; nothing is removed in a trial."""


@dataclass(frozen=True, kw_only=True)
class WebApplication:
    """All of it."""

    serve: Serving
    work: Working
    invite: Inviting
    check_trail: Checking
    back_up: Copying
    restore: Copying
    prune: Pruning


def application(context: typer.Context) -> WebApplication:
    """The application that the program was given.

    Raises:
        UsageError: None was.
    """
    given: WebApplication | None = context.obj
    if given is None:
        msg = "This part of the command line needs the whole program."
        raise UsageError(msg, next_step="Start it as: mersey")
    return given
