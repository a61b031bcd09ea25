"""Services, and who may see each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mersey.web.models.organisations import Account, Organisation, Team


class CouncilService(models.Model):
    """A service whose log is in the workspace under the same slug.

    `is_need_to_know`: only people and teams with access see that it is there; else every
    member of its organisation does.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="services"
    )
    slug = models.SlugField(unique=True, max_length=64)
    name = models.CharField(max_length=150)
    is_need_to_know = models.BooleanField(default=True)
    teams = models.ManyToManyField(Team, blank=True, related_name="services")
    """Those who do its work."""

    class Meta:
        """In the order in which they are listed."""

        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return str(self.name)


class ServiceAccess(models.Model):
    """That one person, or one team, may see one service that is need-to-know."""

    service = models.ForeignKey(
        CouncilService, on_delete=models.CASCADE, related_name="access"
    )
    person = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.CASCADE, related_name="access"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.CASCADE, related_name="access"
    )

    class Meta:
        """Each row gives it to a person or to a team, once."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(team__isnull=True),
                name="a_person_or_a_team",
            ),
            models.UniqueConstraint(fields=["service", "person"], name="person_once"),
            models.UniqueConstraint(fields=["service", "team"], name="team_once"),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.person or self.team}"
