"""Ways to send mail that fail, as mail servers and workers do."""

from __future__ import annotations

from smtplib import SMTPDataError
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class KilledAfterwards(EmailBackend):
    """The worker is killed once the server has the mail."""

    def send_messages(self, messages: Any) -> int:
        super().send_messages(messages)
        raise KeyboardInterrupt


class BrokenAfterwards(EmailBackend):
    """The link breaks before the server says that it has the mail."""

    def send_messages(self, messages: Any) -> int:
        super().send_messages(messages)
        raise TimeoutError


class Refusing(EmailBackend):
    """The server says no."""

    def send_messages(self, _messages: Any) -> int:
        raise SMTPDataError(452, b"no room")
