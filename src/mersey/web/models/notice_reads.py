"""What somebody has read of what they were told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mersey.web.models.organisations import Account


class NoticeRead(models.Model):
    """That a person read one thing; `notice` is a digest of what was said."""

    person = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    notice = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """Once for each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "notice"], name="read_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} read {self.notice}"
