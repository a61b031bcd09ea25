"""What a status says of its case, and which headings are no steps."""

from __future__ import annotations

import pytest

from mersey.services.status_words import folded_words, status_is_over
from mersey.services.touch_words import is_still_to_come, is_touch


@pytest.mark.parametrize(
    "value",
    ["Closed", "closed", "CLOSED", "Resolved", "Done", "fixed - council", "VERIFIED",
     "Won't Fix", "WONTFIX", "Complete", "Case completed", "Finaled", "Disposed",
     "Post Disposition", "Discharged", "Ceased", "NFA", "No further action", "Adopted",
     "Returned", "Returned to owner", "Closed - awaiting payment", "Completed - Dup",
     "Closed with explanation", "Unable to fix", "solved", "deleted", "Duplicate",
     "Refused", "Withdrawn by applicant", "Not upheld", "afgerond", "Gesloten", "geweigerd",
     "Clôturé", "clôturée", "abgeschlossen", "Erledigt", "Gelöst", "Cerrado", "resuelta",
     "Chiuso", "Caewyd", "Wedi cau", "Ingetrokken", "Annulé", "Annullata", "Dossier clos",
     "Approved", "Granted", "Decision issued"],
)  # fmt: skip
def test_status_is_over_when_its_words_say_so(value):
    assert status_is_over(value) is True


@pytest.mark.parametrize(
    "value",
    ["Open", "Open - Dup", "New", "REOPENED", "Re-opened", "Closed - reopened", "ASSIGNED",
     "In Progress", "in-progress", "InProgress", "To Do", "Todo", "backlog", "Pending",
     "Pending closure", "Awaiting decision", "On hold", "Not closed", "Not yet decided",
     "Not started", "Under review", "Active", "unresolved", "Partially complete",
     "Ready for decision", "To be closed", "In behandeling", "En cours", "Offen",
     "En trámite", "In corso", "Niet afgerond", "Nicht erledigt", "Non clôturé",
     "Yn agored", "Incomplete", "Action scheduled", "Wishlist", "Investigating"],
)  # fmt: skip
def test_status_is_not_over_when_its_words_say_so(value):
    assert status_is_over(value) is False


@pytest.mark.parametrize(
    "value",
    ["", None, "42", "TX", "Inspection completed", "Approved, awaiting payment",
     "Returned to applicant", "Site visit done", "Monitoring", "Verified by supplier",
     "a long remark that goes on and on and at some time says that it is closed now"],
)  # fmt: skip
def test_nothing_is_told_when_the_status_is_of_something_else(value):
    assert status_is_over(value) is None


def test_words_are_folded_when_marks_and_accents_differ():
    assert folded_words("closedAt") == folded_words("closed_at") == ("closed", "at")
    assert folded_words("Clôturé, l’affaire") == ("cloture", "laffaire")


@pytest.mark.parametrize(
    "heading",
    ["updated", "Updated Date", "last_updated", "lastViewed", "Last Changed", "modified_at",
     "synced at", "Resolution Action Updated Date", "Laatst gewijzigd", "Mis à jour",
     "date de modification", "Zuletzt geändert", "Última actualización",
     "ultima modifica", "Diweddarwyd", "sys_updated_on", "updated_datetime"],
)  # fmt: skip
def test_heading_is_a_touch_when_it_says_so(heading):
    assert is_touch(heading)


@pytest.mark.parametrize(
    "heading", ["closed_at", "Date received", "Status changed", "Stage updated", "Decision date"]
)  # fmt: skip
def test_heading_is_no_touch_when_something_was_done(heading):
    assert not is_touch(heading)


@pytest.mark.parametrize(
    "heading",
    ["Due date", "target", "expected_datetime", "Next annual review date", "Expiry",
     "valid until", "Date of birth", "DOB", "Fecha de nacimiento", "Frist", "échéance"],
)  # fmt: skip
def test_heading_is_still_to_come_when_it_says_so(heading):
    assert is_still_to_come(heading)


def test_heading_is_no_limit_when_something_was_done():
    assert not is_still_to_come("Date reviewed")


@pytest.mark.parametrize(
    "heading", ["misÀJourLe", "mis_a_jour_le", "LastUpdated", "DerniereModification"]
)
def test_heading_says_that_the_record_was_touched_when_its_words_are_run_together(
    heading,
):
    assert is_touch(heading)
