"""Services whose logs were loaded at the prompt, and which the pages do not know yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from mersey.errors import MerseyError
from mersey.eventlog import Workspace, close_log, with_pack
from mersey.services.service import CaseReference
from mersey.web import audit_trail
from mersey.web.models import CouncilService, Organisation

if TYPE_CHECKING:
    from mersey.services import Service


def add_found() -> int:
    """How many were added: one for each log in use, where an organisation is there.

    A service is need-to-know, as all of social care is, unless its pack lets a team see
    the names of its cases: an administrator says who may come in.
    """
    council = Organisation.objects.order_by("pk").first()
    known = set(CouncilService.objects.values_list("slug", flat=True))
    new = sorted(set(Workspace(settings.SITE.workspace).services()) - known)
    if council is None:
        return 0
    for slug in new:
        _add(council, slug)
    return len(new)


def _add(council: Organisation, slug: str) -> None:
    pack = _pack_of(slug)
    hides = pack is None or pack.case_reference is CaseReference.HIDDEN
    with transaction.atomic():
        CouncilService.objects.create(
            organisation=council,
            slug=slug,
            name=pack.name if pack else slug.replace("-", " ").capitalize(),
            is_need_to_know=hides,
        )
        told = {"need_to_know": hides}
        audit_trail.add(
            "found a service", by=None, place=f"services/{slug}", details=told
        )


def _pack_of(slug: str) -> Service | None:
    """The pack of a log; None where it has none, or cannot be opened here."""
    try:
        log = Workspace(settings.SITE.workspace).open_current(slug)
    except MerseyError:  # its page says why
        return None
    try:
        use = with_pack(log).use
    finally:
        close_log(log)
    return use.service if use else None
