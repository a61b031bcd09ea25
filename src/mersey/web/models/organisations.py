"""Organisations, teams, people and their roles."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from mersey.web.permissions import MemberRole

ROLES = [(role.value, role.value.capitalize()) for role in MemberRole]


class Account(AbstractUser):
    """Somebody who signs in. Never deleted: the trail names them; a leaver is inactive."""

    name = models.CharField(max_length=150, help_text="As colleagues know them.")

    class Meta:
        """Named for people."""

        verbose_name_plural = "people"

    def __str__(self) -> str:
        return str(self.name or self.username)


class Organisation(models.Model):
    """A council, or another body whose people work together here."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=150)

    def __str__(self) -> str:
        return str(self.name)


class Team(models.Model):
    """People of one organisation who work together."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="teams"
    )
    slug = models.SlugField()
    name = models.CharField(max_length=150)

    class Meta:
        """One name, one team."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="one_team")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Membership(models.Model):
    """A person in an organisation, with one role, and in teams.

    `is_from_provider`: the role is the one that the provider of their sign-in names, and
    follows it; else an administrator gave it here.
    """

    person = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=ROLES)
    is_from_provider = models.BooleanField(default=False)
    teams = models.ManyToManyField(Team, blank=True, related_name="memberships")

    class Meta:
        """One role for each person and organisation."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation"], name="one_membership"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in MemberRole]),
                name="known_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"


class Invitation(models.Model):
    """A link by which somebody becomes a member. Only the digest of its token is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    teams = models.ManyToManyField(Team, blank=True)
    services = models.ManyToManyField("CouncilService", blank=True)
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=ROLES)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made = models.DateTimeField()
    ends = models.DateTimeField()
    taken_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.role} of {self.organisation}"
