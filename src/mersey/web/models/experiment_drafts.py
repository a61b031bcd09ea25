"""What somebody answered on the way to a plan, before it is written to its file."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mersey.web.models.council_services import CouncilService
from mersey.web.models.organisations import Account


class ExperimentDraft(models.Model):
    """Answers as they were typed, and who typed them; the plan itself is a file.

    `experiment`: Id of the plan that was written from it; empty while none was. From then
    on it says who wrote that plan. `written`: SHA-256 of the file as it was written.
    """

    service = models.ForeignKey(
        CouncilService, on_delete=models.CASCADE, related_name="experiment_drafts"
    )
    author = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="experiment_drafts"
    )
    answers = models.JSONField(default=dict)
    revisions = models.JSONField(default=dict)
    experiment = models.SlugField(max_length=64, blank=True)
    written = models.CharField(max_length=64, blank=True)
    begun = models.DateTimeField()
    changed = models.DateTimeField()

    class Meta:
        """The latest first; a plan has one writer."""

        ordering: ClassVar = ["-changed"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "experiment"],
                condition=~models.Q(experiment=""),
                name="one_writer",
            )
        ]

    def __str__(self) -> str:
        return str(self.answers.get("title") or "A plan without a name yet")
