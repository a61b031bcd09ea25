"""Who may see the case system's own names of cases, and those of the version in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from mersey.services.service import CaseReference
from mersey.web import audit_trail
from mersey.web.boards.kept_references import place_of, references
from mersey.web.models import BoardBlocker, BoardSetting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.web.models import CouncilService


def policy_of(service: CouncilService) -> CaseReference:
    """Who may see names of cases of a service: nobody, unless it said so."""
    said = BoardSetting.objects.filter(service=service).first()
    return CaseReference(said.case_reference) if said else CaseReference.HIDDEN


def are_kept(service: CouncilService) -> bool:
    """Whether the names of cases of a service are kept at all."""
    return policy_of(service) is not CaseReference.HIDDEN


def use_references(service: CouncilService, version: str) -> None:
    """Put the names that wait for a version in use, where the service keeps any.

    Blockers of cases whose pseudonyms changed, as under a new key, follow their cases. A
    service that hides has none: what was kept before is removed.
    """
    workspace = settings.SITE.workspace
    waiting = place_of(workspace, service.slug, version)
    place = place_of(workspace, service.slug)
    if not are_kept(service) or not waiting.is_file():
        waiting.unlink(missing_ok=True)
        place.unlink(missing_ok=True)
        return
    before = references(workspace, service.slug)
    waiting.replace(place)
    found = references(workspace, service.slug)
    _follow(service, before, found)
    audit_trail.add(
        "kept names of cases",
        by=None,
        place=f"services/{service.slug}",
        details={"cases": len(found)},
    )


def drop_references(service: CouncilService, version: str) -> None:
    """Remove the names that wait for a version that nobody takes."""
    waiting = place_of(settings.SITE.workspace, service.slug, version)
    waiting.unlink(missing_ok=True)


def _follow(
    service: CouncilService, before: Mapping[str, str], now: Mapping[str, str]
) -> None:
    """Let blockers follow their cases to new pseudonyms, by the names of both loads."""
    by_name = {name: key for key, name in now.items()}
    for one in BoardBlocker.objects.filter(service=service, cleared=None):
        name = before.get(one.case_key, "")
        if one.case_key not in now and name in by_name:
            BoardBlocker.objects.filter(pk=one.pk).update(case_key=by_name[name])
