"""What people typed on boards: blockers, promises, limits, and every change of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mersey.answer.board import BlockReason
from mersey.services.service import CaseReference
from mersey.web.models.council_services import CouncilService
from mersey.web.models.organisations import Account

REASONS = [(one.value, one.value) for one in BlockReason]
POLICIES = [(one.value, one.value) for one in CaseReference]


class BoardSetting(models.Model):
    """Who may see the case system's own names of the cases of a service.

    Without one, nobody: a pack proposes, and somebody of the service says so. `case_url`
    is a link into the case system, with `{reference}` in it; empty for none.
    """

    service = models.OneToOneField(
        CouncilService, on_delete=models.CASCADE, related_name="board_setting"
    )
    case_reference = models.CharField(
        max_length=10, choices=POLICIES, default=CaseReference.HIDDEN.value
    )
    case_url = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.service}: {self.case_reference}"


class BoardRecord(models.Model):
    """What every record of a board has.

    `version` counts its changes; a form sends back the one that it was made from. A record
    that was undone is removed, never deleted.
    """

    service = models.ForeignKey(
        CouncilService, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    is_removed = models.BooleanField(default=False)
    changed_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        """No table of its own."""

        abstract = True


class BoardBlocker(BoardRecord):
    """Something that keeps a case from going on; `case_key` is the log's pseudonym."""

    case_key = models.CharField(max_length=80)
    reason = models.CharField(max_length=10, choices=REASONS)
    words = models.CharField(max_length=200)
    next_step = models.CharField(max_length=200, blank=True)
    who = models.CharField(max_length=80, blank=True)
    by = models.DateField(null=True, blank=True)
    since = models.DateField()
    cleared = models.DateField(null=True, blank=True)
    for_team = models.CharField(max_length=150, blank=True)

    class Meta:
        """In the order in which they were noted."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"blocker {self.pk}"


class BoardPromise(BoardRecord):
    """A small step that somebody promised; `experiment` is the id of what came of it."""

    words = models.CharField(max_length=200)
    who = models.CharField(max_length=80)
    by = models.DateField(null=True, blank=True)
    made = models.DateField()
    done = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    experiment = models.CharField(max_length=80, blank=True)

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"promise {self.pk}"


class BoardLimit(BoardRecord):
    """The most that the team wants in a column; `most` is empty for no limit there."""

    column = models.CharField(max_length=200)
    most = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        """One for each column."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "column"], name="one_limit_a_column"
            )
        ]

    def __str__(self) -> str:
        return f"limit {self.pk}"


class BoardChange(models.Model):
    """One change of one record: what it was before, so that it can be undone.

    `before` holds the fields, empty where the record was new. `version` is the record's
    after the change: it can be undone as long as that is still its version.
    """

    service = models.ForeignKey(
        CouncilService, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20)
    record = models.PositiveBigIntegerField()
    before = models.JSONField(default=dict)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    is_undone = models.BooleanField(default=False)

    class Meta:
        """In the order in which things were changed."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}, version {self.version}"
