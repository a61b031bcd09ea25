"""What identifies somebody is replaced by what it is; what is work stays as it is."""

from __future__ import annotations

import time

import pytest

from mersey.load.personal.generalise import (
    generalised,
    generalised_text,
    written_in,
)
from mersey.load.personal.identifying_forms import Form

PEOPLE = (
    "Aaliyah Quillfeather", "JANE SMITH", "jane smith", "SMITH, Jane", "Smith, J", "J. Smith",
    "Mr Brown", "Dr J Patel", "Zhang Wei", "Mark Green", "van der Berg",
    "Aaliyah Quillfeather-Snodgrass", "Γιώργος Παπαδόπουλος", "Олена Шевченко",
    "محمد علي", "प्रिया शर्मा", "Nguyễn Thị Hương", "Baby Brown",
)  # fmt: skip
OTHERS = {
    "12 Larkmoss, Otterbank": "(an address)",
    "12 Larkmoss Road": "(an address)",
    "Flat 3, 14 Pikestone": "(an address)",
    "12/03/2011": "(a date)",
    "12 March 2011": "(a date)",
    "AB12 CDE": "(a number plate)",
    "A123456789012": "(a number)",
    "100012345678": "(a number)",
    "999 000 0018": "(a number)",
    "943.476.5919": "(a number)",
    "NHS9434765919": "(a number)",
    "FAM-10906": "(a number)",
    "0161.496.0000": "(a telephone number)",
    "00447700900123": "(a telephone number)",
    "192.168.1.20": "(an internet address)",
    "2001:db8::8a2e:370:7334": "(an internet address)",
    "53.4106, -2.1575": "(a place)",
    "jane@example.org": "(an e-mail address)",
    "SK1 3XE": "(a postcode)",
    "QQ 12 34 56 C": "(a National Insurance number)",
}
STEPS = (
    "T02 Check confirmation of receipt", "Section 47 enquiry started", "1 - High",
    "130 Ophthalmology", "SRM: Created", "Referred to CAMHS", "Sent to Salesforce",
    "21 days passed", "Grant paid", "Will call", "Mark as done", "Bill Paid", "King Street",
    "White British", "Returned to customer", "Page 2 sent", "May hearing", "Form 1040 filed",
    "Insert Date Appeal to Prefecture", "Closed - no further action", "ICPC held",
)  # fmt: skip
PLAIN = written_in({"Received": 1, "Closed": 1})


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_is_generalised_when_alone_and_inside_a_template(name: str) -> None:
    assert generalised_text(name, PLAIN)[0] == Form.PERSON
    said = generalised_text(f"Assigned to {name}", PLAIN)[0]
    assert said == f"Assigned to {Form.PERSON}"


@pytest.mark.parametrize("text", sorted(OTHERS))
def test_what_identifies_is_generalised_when_alone_and_inside_a_step(text: str) -> None:
    assert generalised_text(text, PLAIN)[0] == OTHERS[text]
    assert generalised_text(f"Checked {text}", PLAIN)[0] == f"Checked {OTHERS[text]}"


@pytest.mark.parametrize("step", STEPS)
def test_a_step_stays_when_its_words_are_known(step: str) -> None:
    assert generalised_text(step, PLAIN) == (step, ())


def test_a_name_that_is_a_word_goes_when_others_after_the_template_are_people() -> None:
    steps = ("Assigned to Brown", "Assigned to Okonkwo", "Sent to Customer")
    found = generalised(steps, PLAIN).texts
    assert found == dict.fromkeys(steps[:2], f"Assigned to {Form.PERSON}")


def test_an_unknown_word_alone_goes_when_it_is_rare_and_stays_when_it_is_common() -> (
    None
):
    steps = ("Quillfeather", "Xylotest")
    found = generalised(steps, PLAIN, is_of_trade=lambda text: text == "Xylotest")
    assert found.texts == {"Quillfeather": Form.PERSON}
    assert found.forms == {Form.PERSON: 1}


def test_a_word_goes_when_texts_differ_in_unknown_words_there() -> None:
    steps = [
        f"Called {word} again" for word in ("Quillfeather", "Snodgrass", "Blickton")
    ]
    found = generalised([*steps, "Called Xylotest"], PLAIN).texts
    assert found == dict.fromkeys(steps, f"Called {Form.PERSON} again")


def test_texts_that_differ_in_a_reference_become_one() -> None:
    found = generalised([f"Visit FAM-{n}" for n in range(101, 106)], PLAIN)
    assert set(found.texts.values()) == {"Visit (a number)"}


def test_a_text_stays_when_it_is_confirmed() -> None:
    assert not generalised(["Jane Smith"], PLAIN, is_confirmed=lambda _: True).texts


def test_unknown_words_stay_when_the_texts_are_in_another_language() -> None:
    steps = {"wniosek złożony": 50, "decyzja wydana": 40, "Jane Smith": 2}
    found = generalised(steps, written_in(steps))
    assert found.texts == {"Jane Smith": Form.PERSON}


def test_unknown_words_stay_when_they_are_places() -> None:
    places = written_in({"Otterbank": 1}, is_place=True)
    for ward in ("Otterbank", "Upper Tarrow", "PORT ST MARY", "Victoria Park"):
        assert generalised_text(ward, places)[0] == ward
    assert generalised_text("Jane Smith", places)[0] == Form.PERSON


@pytest.mark.parametrize(
    "char", ["a", "1", "A ", "1.", "a@", "ab:", "1-", "Jane ", "-", "प्रि"]
)
def test_a_long_text_costs_little_whatever_it_is_made_of(char: str) -> None:
    text = char * (1_000_000 // len(char))
    generalised_text("Seen by Jane 1", PLAIN)  # reads the lists
    began = time.process_time()
    generalised_text(text, PLAIN)
    assert time.process_time() - began < 0.1
