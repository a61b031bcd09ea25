"""Who asked for the Monday boards by mail."""

from __future__ import annotations

from django.db import models

from mersey.web.models.organisations import Account


class MondayMail(models.Model):
    """That somebody wants the mail, and how far the last one got.

    Attributes:
        claimed_for: The Monday whose mail is being sent, or was; nobody sends it again.
        claimed_at: Since when.
        sent_for: The Monday of the last one that a server took.
        unsure_for: The Monday of one of which nobody knows whether it was taken.
    """

    person = models.OneToOneField(
        Account, on_delete=models.CASCADE, related_name="monday_mail"
    )
    claimed_for = models.DateField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_for = models.DateField(null=True)
    unsure_for = models.DateField(null=True)

    def __str__(self) -> str:
        return f"Monday mail to {self.person}"
