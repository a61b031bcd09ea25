"""What somebody asked a change of: the question; its answer is a file beside the logs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mersey.web.models.council_services import CouncilService
from mersey.web.models.jobs import Job
from mersey.web.models.organisations import Account


class WhatIfQuestion(models.Model):
    """A question to one version of a log, answered once by one state of the code.

    `said`: `ChangesSaid` as data. `typed`: The form as it was sent. `words`: What would be
    different, as "with …". `learn_from`: Cases that came before are left out.
    """

    service = models.ForeignKey(
        CouncilService, on_delete=models.CASCADE, related_name="what_ifs"
    )
    version = models.CharField(max_length=64)
    code = models.CharField(max_length=12)
    said = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    words = models.TextField()
    weeks = models.FloatField()
    learn_from = models.DateField(null=True)
    asked_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="what_ifs"
    )
    asked_at = models.DateTimeField()
    job = models.ForeignKey(
        Job, null=True, on_delete=models.SET_NULL, related_name="what_ifs"
    )

    class Meta:
        """The latest first."""

        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"What if, {self.words}?"
