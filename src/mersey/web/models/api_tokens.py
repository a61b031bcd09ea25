"""What other programs show instead of a person's sign-in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mersey.web.models.organisations import Account


class ApiToken(models.Model):
    """A token of one person, who may do with it what its scopes and their role allow.

    Only its digest is kept; `begins` is its start, by which a person tells it.
    """

    person = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="api_tokens"
    )
    name = models.CharField(max_length=100)
    begins = models.CharField(max_length=12)
    token_digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return str(self.name)
