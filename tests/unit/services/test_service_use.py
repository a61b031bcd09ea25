from __future__ import annotations

import pytest

from mersey.errors import UnknownName
from mersey.services import Choices, read_pack, use_service
from tests.unit.services.packs_for_tests import BODY, HEAD, write_pack

FIELDS = """
[[fields]]
id = "ward"
title = "Ward"
aliases = ["Electoral area"]
alike = ["Neighbourhood"]
"""


@pytest.fixture
def pack(tmp_path):
    return read_pack(write_pack(tmp_path, HEAD + BODY + FIELDS))


def test_use_service_matches_by_words_when_letters_and_marks_differ(pack):
    use = use_service(pack, activities=["ASKED_FOR", "plot-let"], columns=[], why="")
    assert use.events == {"ASKED_FOR": "asked", "plot-let": "let"}


def test_use_service_only_suggests_when_words_are_nearly_alike(pack):
    use = use_service(pack, activities=["Request recieved"], columns=[], why="")
    assert use.events == {}
    assert use.suggested == {"Request recieved": ("asked", 0.94)}


def test_use_service_calls_a_step_unknown_when_nothing_is_like_it(pack):
    use = use_service(pack, activities=["Fence mended"], columns=[], why="")
    assert use.unknown == ("Fence mended",)


def test_use_service_follows_the_person_when_a_step_is_confirmed(pack):
    use = use_service(
        pack,
        activities=["Fence mended", "Let"],
        columns=[],
        why="",
        confirmed={"fence mended": "let", "let": ""},
    )
    assert use.events == {"Fence mended": "let"}
    assert use.unknown == ()


def test_use_service_refuses_an_event_when_the_pack_lacks_it(pack):
    with pytest.raises(UnknownName, match='event of the pack "allotments"'):
        use_service(
            pack, activities=["Let"], columns=[], why="", confirmed={"Let": "lett"}
        )


def test_use_service_finds_the_facts_when_headings_are_aliases(pack):
    use = use_service(pack, activities=[], columns=["electoral_area", "x"], why="")
    assert use.fields == {"ward": "electoral_area"}


def test_use_service_only_suggests_a_field_when_the_heading_is_like_it(pack):
    columns = ["Electorial area", "x"]
    use = use_service(pack, activities=[], columns=columns, why="")
    assert use.fields == {}
    assert use.fields_suggested == {"Electorial area": ("ward", 0.97)}


def test_use_service_only_suggests_a_field_when_the_heading_may_mean_it(pack):
    use = use_service(pack, activities=[], columns=["neighbourhood"], why="")
    assert use.fields == {}
    assert use.fields_suggested == {"neighbourhood": ("ward", 0.8)}


def test_use_service_suggests_nothing_when_the_field_is_found(pack):
    columns = ["Neighbourhood", "Ward"]
    use = use_service(pack, activities=[], columns=columns, why="")
    assert (use.fields, use.fields_suggested) == ({"ward": "Ward"}, {})


@pytest.mark.parametrize(
    ("said", "fields"),
    [({"neighbourhood": "ward"}, {"ward": "Neighbourhood"}), ({"ward": ""}, {})],
)
def test_use_service_follows_the_person_when_a_field_is_confirmed(pack, said, fields):
    columns = ["Neighbourhood", *([] if said.get("neighbourhood") else ["Ward"])]
    choices = Choices(fields=said)
    use = use_service(pack, activities=[], columns=columns, why="", choices=choices)
    assert use.fields == fields


def test_own_pack_turns_on_its_own_clocks(pack):
    use = use_service(pack, activities=[], columns=[], why="")
    assert use.limits == {"allotments.let_30d"}


@pytest.mark.parametrize(
    ("choices", "kind"),
    [
        (Choices(limits=("allotments.let_3d",)), "clock"),
        (Choices(fields={"x": "wrad"}), "field"),
    ],
)
def test_use_service_refuses_a_name_when_the_pack_lacks_it(pack, choices, kind):
    with pytest.raises(UnknownName, match=f'{kind} of the pack "allotments"'):
        use_service(pack, activities=[], columns=[], why="", choices=choices)
