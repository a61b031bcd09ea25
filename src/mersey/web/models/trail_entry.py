"""One thing that was done: written once, never changed, each chained to the one before."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models


class TrailEntry(models.Model):
    """Who did what, when and to what; `digest` covers all of it and `previous`.

    The person is named as well as pointed at: the entry is whole by itself. `details`
    holds counts, names of columns and digests, never the value of a row.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=150, blank=True)
    action = models.CharField(max_length=60)
    place = models.CharField(max_length=120, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order in which things were done."""

        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["action"], name="trail_action"),
            models.Index(fields=["place"], name="trail_place"),
            models.Index(fields=["person_id"], name="trail_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def save(self, **options: Any) -> None:
        """Add the entry; one that is there stays as it is."""
        super().save(**(options | {"force_insert": True}))

    def delete(self, **_options: Any) -> NoReturn:
        """Refuse.

        Raises:
            TypeError: Always.
        """
        msg = "An entry of the trail is never removed."
        raise TypeError(msg)
