"""A few words that somebody left on a page of a service."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mersey.web.models.board_records import BoardRecord


class PageNote(BoardRecord):
    """A note; `page` is the name of the route on whose page it stands."""

    page = models.CharField(max_length=40)
    words = models.CharField(max_length=300)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"note {self.pk}"
