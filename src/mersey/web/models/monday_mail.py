"""Who asked for the Monday boards by mail."""

from __future__ import annotations

from django.db import models

from mersey.web.models.organisations import Account


class MondayMail(models.Model):
    """That somebody wants the mail; `sent_for` is the Monday of the last one."""

    person = models.OneToOneField(
        Account, on_delete=models.CASCADE, related_name="monday_mail"
    )
    sent_for = models.DateField(null=True)

    def __str__(self) -> str:
        return f"Monday mail to {self.person}"
