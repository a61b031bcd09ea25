"""Mail that the site sends by itself: printed, or by the server that the site names."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail to one person; `html` is the same as `text`, set, or empty."""

    to: str
    subject: str
    text: str
    html: str = ""


def send_letter(letter: Letter) -> bool:
    """Whether the server took it; why it did not is in the log, without whom it was for."""
    made = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()), body=letter.text, to=[letter.to]
    )
    if letter.html:
        made.attach_alternative(letter.html, "text/html")
    try:
        return bool(made.send())
    except (OSError, SMTPException) as error:
        _LOG.warning("Mail was not taken: %s", type(error).__name__)
        return False


def site_address(path: str) -> str:
    """The whole address of a page, as it stands in a mail."""
    return f"{settings.SITE.address}{path}"
