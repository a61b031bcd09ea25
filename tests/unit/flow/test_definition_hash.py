"""The digest of a definition changes with its meaning, and with nothing else."""

from __future__ import annotations

from dataclasses import replace

from mersey.engine import QueryFile
from mersey.flow import MEASURES
from mersey.flow.declaration import Absent
from mersey.flow.definition_hash import definition_hash

LEAD = MEASURES["lead_time"]


def test_hash_is_of_each_measure_alone() -> None:
    assert len({definition_hash(one) for one in MEASURES.values()}) == len(MEASURES)


def test_hash_stays_when_only_words_change() -> None:
    said = replace(LEAD, title="How long", description="In other words.", source="X")
    spaced = replace(LEAD, query=QueryFile(LEAD.query.text.replace(" ", "  ")))
    assert definition_hash(LEAD) == definition_hash(said) == definition_hash(spaced)


def test_hash_changes_with_what_is_counted() -> None:
    other = replace(LEAD, query=QueryFile(LEAD.query.text + " limit 1"))
    assert definition_hash(other) != definition_hash(LEAD)
    assert definition_hash(replace(LEAD, absent=Absent.ZERO)) != definition_hash(LEAD)
