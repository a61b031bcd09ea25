"""What the command line asks of the web application without serving it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from mersey.errors import UsageError, WorkspaceError
from mersey.web.config import DEMO_MARK, config_of
from mersey.web.serving import set_up

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.web.config import Config
    from mersey.web.models import Organisation
    from mersey.web.retention import TooOld

USUAL_PORT: Final = 8000


@dataclass(frozen=True, kw_only=True)
class TrailCheck:
    """A trail that was looked through.

    Attributes:
        n_entries: How many entries there are.
        head: Digest of the last; empty where there is none.
        first_broken: Number of the first that was changed or follows a gap.
        has_head: Whether the head that was noted earlier is still in it.
    """

    n_entries: int
    head: str
    first_broken: int | None
    has_head: bool


def prune(workspace: Path, *, days: int, is_trial: bool) -> TooOld:
    """Remove what is older than `days` and needed by nothing; nothing in a trial.

    Raises:
        UsageError: There is no such workspace.
        WorkspaceError: A log is being loaded, or something cannot be removed.
    """
    _opened(workspace, is_made=False)
    from mersey.web.retention import remove, too_old  # noqa: PLC0415

    found = too_old(days, now=datetime.now(UTC))
    return found if is_trial else remove(found, days=days)


def invite_to(workspace: Path, email: str, *, role: str, council: str) -> str:
    """The address that the invited person opens.

    Raises:
        UsageError: No such address; they are a member; or no council is named yet.
        WorkspaceError: The workspace cannot be written.
    """
    config = _opened(workspace, is_made=True)
    from django.urls import reverse  # noqa: PLC0415  (needs Django set up, as below)

    from mersey.web.people.inviting import Offer, invite, token_of  # noqa: PLC0415
    from mersey.web.permissions import MemberRole  # noqa: PLC0415

    offer = Offer(email=email, role=MemberRole(role))
    made = invite(_organisation(council), offer, by=None, now=datetime.now(UTC))
    return f"{config.address}{reverse('join-token', kwargs={'token': token_of(made)})}"


def check_trail(workspace: Path, *, head: str) -> TrailCheck:
    """What was found in the trail; `head` is a digest noted earlier, or empty."""
    _opened(workspace, is_made=False)
    from mersey.web.audit_trail import first_broken  # noqa: PLC0415
    from mersey.web.models import TrailEntry  # noqa: PLC0415

    entries = TrailEntry.objects.order_by("number")
    last = entries.last()
    return TrailCheck(
        n_entries=entries.count(),
        head=last.digest if last else "",
        first_broken=first_broken(entries.iterator()),
        has_head=not head or entries.filter(digest=head).exists(),
    )


def _opened(workspace: Path, *, is_made: bool) -> Config:
    """The workspace, with Django set up on it."""
    if is_made:
        try:
            workspace.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = f"The workspace {workspace} cannot be made: {error.strerror}."
            raise WorkspaceError(
                msg, next_step="Name another with ⟦workspace⟧."
            ) from error
    elif not workspace.is_dir():
        msg = f"There is no workspace {workspace}."
        raise UsageError(msg, next_step="Name it with ⟦workspace⟧.")
    config = config_of(
        workspace,
        port=USUAL_PORT,
        is_demo=(workspace / DEMO_MARK).is_file(),
        environment=os.environ,
    )
    set_up(config)
    return config


def _organisation(council: str) -> Organisation:
    """The organisation of that name, made if there is none yet; without a name the one.

    Raises:
        UsageError: It cannot be told which.
    """
    from django.utils.text import slugify  # noqa: PLC0415

    from mersey.web.models import Organisation  # noqa: PLC0415

    known = list(Organisation.objects.all())
    named = [one for one in known if not council or one.name == council]
    if len(named) == 1:
        only: Organisation = named[0]
        return only
    if council and not known:
        made: Organisation = Organisation.objects.create(
            slug=slugify(council)[:50] or "council", name=council
        )
        return made
    msg = "It is not known whose workspace this is."
    raise UsageError(msg, next_step="Name the council with ⟦council⟧.")
