"""Files that came for a service, how each was read, and which version came of it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Final

from django.db import models

from mersey.web.models.council_services import CouncilService
from mersey.web.models.jobs import Job
from mersey.web.models.organisations import Account


class ArrivedFrom(StrEnum):
    """How a file came."""

    PAGE = "page"
    API = "api"
    FOLDER = "folder"
    DEMO = "demo"


WAYS: Final = [
    (ArrivedFrom.PAGE.value, "uploaded in a page"),
    (ArrivedFrom.API.value, "sent by another program"),
    (ArrivedFrom.FOLDER.value, "found in the watched folder"),
    (ArrivedFrom.DEMO.value, "made up for the demonstration"),
]


class FileStands(StrEnum):
    """Where a file stands."""

    READING = "reading"
    ASKED = "asked"
    READ = "read"
    FAILED = "failed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


STANDS_SAID: Final = {
    FileStands.READING: "Being read",
    FileStands.ASKED: "Needs an answer",
    FileStands.READ: "Read: look at it and accept it",
    FileStands.FAILED: "Could not be read",
    FileStands.ACCEPTED: "Accepted",
    FileStands.REFUSED: "Not accepted",
}


class ArrivedFile(models.Model):
    """One file, from its arrival until somebody accepted what was read of it, or did not.

    It lies in the workspace under a name of our own; `shown_as` is what it was called.
    `answers` are what a person said of it (field and value of each setting), `question`
    is what is asked of them now, `version` the log that was made of it, which nobody sees
    but those who may accept it.
    """

    service = models.ForeignKey(
        CouncilService, on_delete=models.CASCADE, related_name="arrived"
    )
    shown_as = models.CharField(max_length=150)
    place = models.CharField(max_length=200)
    n_bytes = models.BigIntegerField()
    came_from = models.CharField(max_length=10, choices=WAYS)
    came_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    answers = models.JSONField(default=list)
    uses_kept_map = models.BooleanField(default=False)
    question = models.JSONField(default=dict)
    version = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    map_text = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_accepted = models.BooleanField(null=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.service}: file {self.pk}"

    @property
    def stands(self) -> FileStands:
        """Where it stands, from its job and what was decided."""
        if self.is_accepted is not None:
            return FileStands.ACCEPTED if self.is_accepted else FileStands.REFUSED
        if self.job is None or not self.job.is_over:
            return FileStands.READING
        if self.question:
            return FileStands.ASKED
        return FileStands.READ if self.version else FileStands.FAILED

    @property
    def stands_said(self) -> str:
        """The same in words."""
        return STANDS_SAID[self.stands]


class AcceptedVersion(models.Model):
    """That a version of a service's log was put in use: what `?v=` may name."""

    service = models.ForeignKey(
        CouncilService, on_delete=models.CASCADE, related_name="versions"
    )
    version = models.CharField(max_length=64)
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    counts = models.JSONField(default=dict)

    class Meta:
        """The newest first; one that comes back stands there again."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.service}: {self.version}"


class KeptReading(models.Model):
    """How the files of a service are read, as a person accepted it.

    `map_text` is the MAP.toml; `answers` are those settings that no map holds.
    """

    service = models.OneToOneField(
        CouncilService, on_delete=models.CASCADE, related_name="kept_reading"
    )
    map_text = models.TextField()
    answers = models.JSONField(default=list)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"How files of {self.service} are read"


class WatchedFolder(models.Model):
    """That new files in a service's folder are loaded by themselves, and who is told.

    The folder is `inbox/<service>` in the workspace, or what whoever runs the server has
    linked there: nobody names a place of the server in a page. A file that was seen is
    known by its name, size and time. `late_after_h`: hours after the last file at which
    the owner is told that the next one is late; 0 for never.
    """

    service = models.OneToOneField(
        CouncilService, on_delete=models.CASCADE, related_name="watched_folder"
    )
    late_after_h = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    last_file_at = models.DateTimeField(null=True)
    seen = models.JSONField(default=dict)
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Folder of {self.service}"
