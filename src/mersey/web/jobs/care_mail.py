"""Mail to who answers for a service: its data is late, or a file needs somebody.

Only sentences without a value of any row. The same is mailed once, until it changes; twice
where a worker is killed between sending and noting, as one warning too many is better than
one too few.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from mersey.web.jobs.mailing import Letter, Posted, send_letter, site_address
from mersey.web.jobs.watching import data_needs
from mersey.web.models import ServiceCare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.web.models import Job

TELL: Final = "care-mail"
"""The kind of job that looks whether somebody must be told."""

EVERY_S: Final = 15 * 60


def tell(_job: Job) -> Mapping[str, Any]:
    """How many were mailed."""
    found = ServiceCare.objects.exclude(late_mail="").select_related("service")
    return {"n_sent": sum(_told(one, datetime.now(UTC)) for one in found)}


def _told(care: ServiceCare, now: datetime) -> bool:
    """Whether mail was sent; one that could not be is tried again the next time."""
    said = data_needs(care.service, now)
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest() if said else ""
    if digest == care.told:
        return False
    if said and send_letter(_letter(care, said)) is not Posted.TAKEN:
        return False
    ServiceCare.objects.filter(pk=care.pk).update(told=digest)
    return bool(said)


def _letter(care: ServiceCare, said: list[str]) -> Letter:
    where = reverse("service-files", kwargs={"service": care.service.slug})
    lines = "\n".join(f"- {one}" for one in said)
    return Letter(
        to=care.late_mail,
        subject=f"{care.service.name}: its data needs somebody",
        text=f"{care.service.name}\n\n{lines}\n\nLook at its files: {site_address(where)}\n",
    )
