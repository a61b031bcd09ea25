"""Uploads, straight to the disk of the workspace, and no further than they may go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

if TYPE_CHECKING:
    from django.http import HttpRequest


class StraightToDisk(TemporaryFileUploadHandler):
    """Writes a file as it comes; one that is too large, or of nobody, is not taken."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file.

        Raises:
            StopUpload: Nobody is signed in, so that nobody may bring one.
        """
        person = getattr(self.request, "user", None)
        is_known = bool(person is not None and person.is_authenticated)
        if not is_known and not hasattr(self.request, "api_token"):
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a part of it.

        Raises:
            StopUpload: It is too large; the request says so then.
        """
        if start + len(raw_data) > settings.SITE_LARGEST_UPLOAD:
            self.request.is_upload_too_large = True
            self.upload_interrupted()
            raise StopUpload(connection_reset=True)
        super().receive_data_chunk(raw_data, start)


def taken(uploaded: Any) -> Path:
    """Where an uploaded file lies, to be moved away from there."""
    return Path(uploaded.temporary_file_path())


def refusal(request: HttpRequest) -> str:
    """Why the request brings no file, in words; empty where it does."""
    uploaded = request.FILES.get("file")  # only now is the request read
    if getattr(request, "is_upload_too_large", False):
        most = settings.SITE_LARGEST_UPLOAD
        return f"The file is larger than {most / 1e6:,.0f} MB, the most that is taken here."
    if uploaded is None:
        return "Choose a file."
    return "" if uploaded.size else "The file is empty."
