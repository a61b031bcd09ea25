"""The Monday boards by mail: who has them, when, and what is not in them."""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.policy import default
from typing import Any

import pytest

from tests.web.mail_sink import Sink

Visit = Callable[[str], Any]

MORNING = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)  # 08:30 in London, a Monday


@pytest.fixture
def at(site: object) -> Iterator[Callable[[datetime], None]]:
    """Moves the clock of the pages."""
    from django.test import override_settings

    moved: list[Any] = []

    def to(when: datetime) -> None:
        moved.append(override_settings(SITE_CLOCK=lambda: when))
        moved[-1].enable()

    yield to
    for one in reversed(moved):
        one.disable()


def _ask(visit: Visit, username: str) -> Any:
    from mersey.web.models import Account

    Account.objects.filter(username=username).update(
        email=f"{username}@thornmere.example"
    )
    client = visit(username)
    assert client.post("/account/monday", {"wanted": "yes"}).status_code == 302
    return client


def _send() -> int:
    from mersey.web.jobs import monday_job

    return monday_job.send(None)["n_sent"]


def _send_by(backend: str) -> int:
    """As `_send`, by a mail server that fails afterwards."""
    from django.conf import settings
    from django.test import override_settings

    from mersey.web.compat import HAS_MAILERS

    if not HAS_MAILERS:
        with override_settings(EMAIL_BACKEND=backend):
            return _send()
    one = settings.MAILERS["default"] | {"BACKEND": backend}
    with override_settings(MAILERS={"default": one}):
        return _send()


def _account(client: Any) -> str:
    return str(client.get("/account/").content.decode())


def _texts(raw: str) -> tuple[str, str]:
    """The plain text and the HTML of a mail."""
    made = email.message_from_string(raw, policy=default)
    plain, html = (made.get_body([kind]) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_who_asked_has_the_five_answers_once_a_monday(
    visit: Visit, mail: Sink, at: Callable[[datetime], None]
) -> None:
    from mersey.web.models import TrailEntry

    _ask(visit, "amina")
    assert TrailEntry.objects.filter(action="asked for the Monday mail").exists()
    at(MORNING)
    assert [_send(), _send()] == [1, 0]
    (raw,) = mail.taken
    plain, html = _texts(raw)
    assert "To: amina@thornmere.example" in raw
    for n, question in enumerate(
        ("What changed", "Who is waiting", "What is blocked", "Is our", "What is our"),
        1,
    ):
        assert f"{n}. {question}" in plain
        assert f"<h2>{n}. {question}" in html
    assert "75 applications are open" in plain
    assert "/services/planning/board/" in plain
    assert not re.search(r"(\r?\n){4}", plain)


def test_nothing_of_a_case_or_of_what_was_typed_is_mailed(
    visit: Visit, mail: Sink, at: Callable[[datetime], None]
) -> None:
    from mersey.web.models import BoardBlocker, BoardPromise

    _ask(visit, "amina")
    at(MORNING)
    _send()
    said = "".join(_texts(mail.taken[0]))
    assert "TB/26" not in said
    for one in BoardBlocker.objects.all():
        assert one.words not in said
        assert one.case_key[-8:] not in said
    assert all(one.words not in said for one in BoardPromise.objects.all())


def test_a_viewer_is_led_to_the_numbers_they_see(
    visit: Visit, mail: Sink, at: Callable[[datetime], None]
) -> None:
    _ask(visit, "tom")
    at(MORNING)
    assert _send() == 1
    plain, _ = _texts(mail.taken[0])
    assert any(one.endswith("/services/planning/") for one in plain.splitlines())
    assert "/services/planning/board/" not in plain


@pytest.mark.parametrize(
    "when",
    [
        datetime(2026, 10, 5, 6, 30, tzinfo=UTC),
        datetime(2026, 10, 6, 8, 0, tzinfo=UTC),
    ],
    ids=["too early", "a Tuesday"],
)
def test_nothing_is_sent_at_another_time(
    visit: Visit, mail: Sink, at: Callable[[datetime], None], when: datetime
) -> None:
    _ask(visit, "amina")
    at(when)
    assert (_send(), mail.taken) == (0, [])


def test_nobody_has_mail_who_left_sees_nothing_or_wants_no_more(
    visit: Visit, mail: Sink, at: Callable[[datetime], None]
) -> None:
    from mersey.web.models import Account, Membership

    _ask(visit, "amina").post("/account/monday", {"wanted": "no"})
    _ask(visit, "dana")
    Account.objects.filter(username="dana").update(is_active=False)
    _ask(visit, "tom")
    Membership.objects.get(person__username="tom").delete()
    at(MORNING)
    assert _send() == 0


def test_who_has_no_address_is_asked_for_one(visit: Visit) -> None:
    from mersey.web.models import MondayMail

    client = visit("amina")
    client.post("/account/monday", {"wanted": "yes"})
    assert "Add an e-mail address first." in client.get("/account/").content.decode()
    assert not MondayMail.objects.exists()


def test_mail_is_not_sent_again_after_a_kill_and_both_are_told(
    visit: Visit, mail: Sink, at: Callable[[datetime], None]
) -> None:
    from mersey.web.models import TrailEntry

    client = _ask(visit, "amina")
    at(MORNING)
    with pytest.raises(KeyboardInterrupt):
        _send_by("tests.web.broken_mail.KilledAfterwards")
    assert (_send(), len(mail.taken)) == (0, 1)
    assert "may not have been sent" not in _account(client)
    at(MORNING + timedelta(minutes=10))
    assert (_send(), _send(), len(mail.taken)) == (0, 0, 1)
    assert "The mail of Monday 5 October 2026 may not have been sent" in _account(
        client
    )
    told = TrailEntry.objects.filter(action="may not have sent the Monday mail")
    assert told.count() == 1


def test_mail_of_a_link_that_broke_is_not_sent_again(
    visit: Visit, mail: Sink, at: Callable[[datetime], None]
) -> None:
    client = _ask(visit, "amina")
    at(MORNING)
    assert _send_by("tests.web.broken_mail.BrokenAfterwards") == 0
    assert (_send(), len(mail.taken)) == (0, 1)
    assert "may not have been sent" in _account(client)
    at(MORNING + timedelta(days=7))
    assert _send() == 1
    assert "may not have been sent" not in _account(client)


def test_mail_that_was_refused_is_tried_again(
    visit: Visit, mail: Sink, at: Callable[[datetime], None]
) -> None:
    _ask(visit, "amina")
    at(MORNING)
    assert _send_by("tests.web.broken_mail.Refusing") == 0
    assert (_send(), len(mail.taken)) == (1, 1)


def test_mail_that_two_workers_are_about_to_send_goes_once(
    visit: Visit, mail: Sink, at: Callable[[datetime], None]
) -> None:
    from mersey.web.jobs import monday_job
    from mersey.web.models import MondayMail

    _ask(visit, "amina")
    at(MORNING)
    seen_by_both = MondayMail.objects.get()
    assert _send() == 1
    monday_job._posted(seen_by_both, MORNING.date())
    assert len(mail.taken) == 1
