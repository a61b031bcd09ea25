"""Ways that cross services: one board for what several of them do for the same people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mersey.web.models.council_services import CouncilService
from mersey.web.models.organisations import Account, Organisation


class BoardWay(models.Model):
    """A way that somebody named; its services are its parts.

    `version` counts its changes; a form sends back the one that it was made from. A way
    that was taken away is removed, never deleted.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="ways"
    )
    slug = models.SlugField(max_length=64)
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    is_removed = models.BooleanField(default=False)
    changed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        """By name; an address is of one way, removed ones too."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="one_way")
        ]

    def __str__(self) -> str:
        return str(self.name)


class BoardWayPart(models.Model):
    """A service of a way, in its place; `team` is empty for the whole service."""

    way = models.ForeignKey(BoardWay, on_delete=models.CASCADE, related_name="parts")
    service = models.ForeignKey(
        CouncilService, on_delete=models.CASCADE, related_name="+"
    )
    team = models.CharField(max_length=150, blank=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        """In the order in which work passes; a service stands in it once."""

        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["way", "service"], name="part_once")
        ]

    def __str__(self) -> str:
        return f"{self.way}: {self.service}"
