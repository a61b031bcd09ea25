from __future__ import annotations

import pytest

from mersey.services import find_pack, is_limit, known_file, recognise

FMS = (
    "Report ID", "Title", "Category", "Created", "Confirmed", "Acknowledged", "Fixed",
    "Closed", "Status", "Latitude", "Longitude", "Ward", "Report URL", "Site Used",
)  # fmt: skip


def test_a_pack_is_recognised_by_its_file_when_the_headings_are_an_importers():
    found = recognise(
        ["planning-application", "permission-process-event", "event-date"]
    )
    assert found.service == find_pack("planning")
    assert found.why.startswith("The file has the columns of Planning permission")


def test_a_pack_is_recognised_by_its_words_when_no_importer_knows_the_file():
    found = recognise(["PA Ref", "application_date", "appeal_lodged", "app_type"])
    assert found.service == find_pack("planning")
    assert '"appeal lodged"' in found.why


def test_no_pack_is_recognised_when_the_words_are_those_of_any_case_system():
    found = recognise(["reference", "received", "closed", "status", "ward"], ["Closed"])
    assert found.service is None
    assert found.why == "No service pack fits this file well."


def test_no_pack_is_recognised_when_it_knows_few_of_the_steps():
    steps = [f"step {n}" for n in range(40)]
    found = recognise(
        ["PA Ref", "appeal_lodged", "app_type"], ["appeal lodged", *steps]
    )
    assert found.service is None


def test_a_person_is_asked_when_two_packs_fit_nearly_alike():
    planning = ["resolution to grant", "resolution to refuse", "pa ref"]
    repairs = ["tenant moved", "post inspected", "further investigated"]
    found = recognise(planning + repairs)
    assert found.service is None
    assert set(found.rivals) == {"planning", "housing_repairs"}
    assert "Say ⟦service⟧" in found.why


@pytest.mark.parametrize(
    ("pack", "columns"),
    [
        ("street_reports", FMS),
        ("send", ("requeststableid", "receiveddate", "requestoutcomedate", "requestoutcome")),
        ("planning", ("REFVAL", "DATEAPRECV", "DATEAPVAL", "DCAPPTYP")),
        ("it_service", ("number", "incident_state", "sys_updated_at", "opened_at", "sys_mod_count", "assignment_group", "closed_at")),
    ],
)  # fmt: skip
def test_a_file_that_councils_have_is_known_by_its_headings(pack, columns):
    known = known_file(columns)
    assert known is not None
    assert known.service.id == pack


def test_a_heading_is_a_limit_or_a_step_when_a_pack_says_so():
    assert is_limit("Extended Expiry Date") is True
    assert is_limit("appeal_lodged") is False
    assert is_limit("colour of the door") is None
