"""Mail that the site sends by itself: printed, or by the server that the site names."""

from __future__ import annotations

import errno
import logging
from dataclasses import dataclass
from enum import StrEnum
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from socket import gaierror
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

_LOG: Final = logging.getLogger(__name__)

_UNREACHED: Final = frozenset(
    {errno.ECONNREFUSED, errno.ENETUNREACH, errno.EHOSTUNREACH}
)
"""Nobody was spoken to."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail to one person; `html` is the same as `text`, set, or empty."""

    to: str
    subject: str
    text: str
    html: str = ""


class Posted(StrEnum):
    """What became of a mail: a link that broke leaves it unsure."""

    TAKEN = "taken"
    REFUSED = "refused"
    UNSURE = "unsure"


def send_letter(letter: Letter) -> Posted:
    """What the server said of it; the reason is in the log, without whom it was for."""
    made = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()), body=letter.text, to=[letter.to]
    )
    if letter.html:
        made.attach_alternative(letter.html, "text/html")
    try:
        return Posted.TAKEN if made.send() else Posted.REFUSED
    except (OSError, SMTPException) as error:
        _LOG.warning("Mail was not taken: %s", type(error).__name__)
        return Posted.REFUSED if _is_refusal(error) else Posted.UNSURE


def _is_refusal(error: OSError) -> bool:
    """Whether the server said no, or was never reached; `SMTPException` is an OSError."""
    if isinstance(error, (SMTPResponseException, SMTPRecipientsRefused, gaierror)):
        return True
    return error.errno in _UNREACHED


def site_address(path: str) -> str:
    """The whole address of a page, as it stands in a mail."""
    return f"{settings.SITE.address}{path}"
