"""Work that no request waits for: one row for each piece, until long after it is done."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Final

from django.db import models

from mersey.web.models.council_services import CouncilService
from mersey.web.models.organisations import Account


class JobState(StrEnum):
    """Where a job stands. The last three are ends."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


STATES: Final = [(one.value, one.value.capitalize()) for one in JobState]

ENDS: Final = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class Job(models.Model):
    """A piece of work, and who has it.

    A worker that takes a job holds it until `lease_until`, and says so anew as long as it
    lives. `attempts` counts how often it was taken: what a worker says of an attempt that
    is no longer the last is not heard. `parameters`, `result` and `error` hold names of
    ours, counts and columns, and never the value of a row.
    """

    kind = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    service = models.ForeignKey(
        CouncilService,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="jobs",
    )
    asked_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()
    every_s = models.PositiveIntegerField(default=0)
    """Seconds from its end until it is done once more; 0: once."""

    state = models.CharField(
        max_length=10, choices=STATES, default=JobState.WAITING.value
    )
    worker = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    is_to_stop = models.BooleanField(default=False)
    stage = models.CharField(max_length=80, blank=True)
    share_done = models.FloatField(null=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """First come, first served; the queue is asked by state and time."""

        ordering: ClassVar = ["not_before", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "not_before"], name="jobs_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ENDS
