from __future__ import annotations

import json
import tomllib
from dataclasses import replace

import pytest

from mersey.errors import MappingError
from mersey.load import ColumnMapping, Shape, mapping_as_data, read_map, write_map
from mersey.load.mapping_data import mapping_of
from tests.unit.load.made_logs import cases, events, loaded

LONG = (
    "number,state,updated,opened,team,worker,notes,priority\n"
    "1,New,1/2/2023 09:00,31/1/2023 08:00,North,Ann Oakley,rang him about it twice,High\n"
    "1,Done,13/2/2023 09:00,31/1/2023 08:00,?,Bo Larch,no answer at the door,High\n"
    "2,New,2/2/2023 09:00,?,South,Ann Oakley,left a card for her today,Low\n"
    "2,Done,5/3/2023 09:00,?,North,Bo Larch,wrote to them about it,Low\n"
    "3,New,2/2/2023 09:00,1/2/2023 10:00,South,Ann Oakley,some other words here,Low\n"
    "3,Done,5/3/2023 09:00,1/2/2023 10:00,North,Bo Larch,and once more to be sure,Low\n"
    "4,New,2/2/2023 09:00,1/2/2023 10:00,South,Ann Oakley,this is a long note too,Low\n"
    "4,Done,5/3/2023 09:00,1/2/2023 10:00,North,Bo Larch,the last of many notes,High\n"
)
WIDE = "PA Ref,Received,Decided,Decision\n" + "".join(
    f"{n}/23,{n}-Jan-23,{n}-Feb-23,{'Yes' if n % 2 else 'No'}\n" for n in range(1, 9)
)


@pytest.mark.parametrize("content", [LONG, WIDE])
def test_a_written_map_gives_the_same_log(content, tmp_path):
    path = tmp_path / "MAP.toml"
    with loaded(content) as log:
        write_map(log.mapping, path)
        first = (events(log), cases(log), log.counts, log.date_only)
        dates, dropped = log.mapping.dates, log.mapping.dropped
    with loaded(content, map_file=path) as log:
        assert (events(log), cases(log), log.counts, log.date_only) == first
        assert log.mapping.dates == dates
        assert log.mapping.dropped.keys() == dropped.keys()


def test_write_map_gives_reasons_as_comments(tmp_path):
    path = tmp_path / "MAP.toml"
    with loaded(LONG) as log:
        write_map(log.mapping, path)
    text = path.read_text(encoding="utf-8")
    assert '# "number" is a usual name for a case' in text
    assert tomllib.loads(text)["columns"]["case"] == "number"


def test_an_option_overrules_the_map(tmp_path):
    path = tmp_path / "MAP.toml"
    with loaded(LONG) as log:
        write_map(log.mapping, path)
    with loaded(LONG, map_file=path, team="worker", person="TEAM") as log:
        assert (log.mapping.team, log.mapping.person) == ("worker", "team")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('shape = "long"\n[colums]\n', 'did you mean "columns"'),
        ('shape = "tall"\n[columns]\n', "shape"),
        ('shape = "long"\n[columns]\ncase = "number"\n', "needs activity, time"),
        ('shape = "long"\ntime_zone = "Europe/Londn"\n[columns]\ncase="a"\nactivity="b"\ntime="c"\n', "Europe/London"),
        ("shape = long", "not a TOML file"),
        ('shape = "long"\n[columns]\ncase="nummer"\nactivity="state"\ntime="updated"\n', 'Did you mean "number"'),
        ('shape = "long"\n[columns]\ncase="number"\nactivity="state"\ntime="team"\n', '"team" as dates'),
    ],
)  # fmt: skip
def test_a_map_with_a_mistake_is_named_with_its_file(text, said, tmp_path):
    path = tmp_path / "MAP.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=said), loaded(LONG, map_file=path):
        pass


def test_a_missing_map_is_said(tmp_path):
    with pytest.raises(MappingError, match="cannot be read"):
        read_map(tmp_path / "none.toml")


def test_mapping_as_data_is_plain_json():
    with loaded(LONG) as log:
        data = json.loads(json.dumps(mapping_as_data(log.mapping)))
    assert data["columns"]["opened"] == "opened"
    assert data["dates"]["updated"]["format"] == "%d/%m/%Y %H:%M"
    assert data["reasons"]["case"]["confidence"] > 0.5


def test_a_map_cannot_let_identifiers_in(tmp_path):
    content = (
        LONG.replace(",priority", ",email")
        .replace("High", "a@b.org")
        .replace("Low", "c@d.org")
    )
    path = tmp_path / "MAP.toml"
    with loaded(content) as log:
        write_map(log.mapping, path)
    path.write_text(
        path.read_text().replace("attributes = []", 'attributes = ["email"]')
    )
    with loaded(content, map_file=path) as log:
        assert log.mapping.attributes == ()
        assert "b.org" not in str(cases(log))


def test_mapping_is_the_same_when_read_back_from_plain_data():
    with loaded(LONG) as log:
        mapping = replace(
            log.mapping,
            dropped={"Notes": "free text"},
            nulls={"Closed": ("?", "n/a")},
            generalised={"Team": {"(a person)": 3}},
            limits=("foi.request",),
        )
    assert mapping_of(json.loads(json.dumps(mapping_as_data(mapping)))) == mapping


def test_mapping_names_every_heading_once_in_the_order_of_the_roles():
    mapping = ColumnMapping(
        shape=Shape.WIDE,
        case="Ref",
        opened="In",
        milestones=("In", "Out"),
        dropped={"Notes": "free text", "Ref": "told twice"},
    )
    assert mapping.headings() == ("Ref", "In", "Out", "Notes")
    assert mapping.by_role()["milestones"] == ("In", "Out")
    assert mapping.by_role()["team"] == ()
