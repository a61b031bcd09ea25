"""The pages of the sample borough's experiment: at its last look, and sealed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from mersey.evidence.frozen import Sealing, freeze
from mersey.evidence.kept import Kept
from mersey.evidence.looking import look
from mersey.evidence.sealed import sealed
from mersey.report.evidence_page import sealed_view, verdict_view
from mersey.report.evidence_plan_words import pack_titles
from mersey.report.self_contained import evidence_page
from mersey.services import find_pack
from tests.unit.evidence.borough_log import planning_cases
from tests.unit.evidence.plans import experiment, outcome

__all__ = ["sealed_html", "verdict_html"]


def _around() -> dict:
    sealing = Sealing(at=datetime(2025, 9, 22, 13, 5, tzinfo=UTC), by="Amina R")
    return {
        "outcome": outcome(),
        "kept": Kept(versions=(freeze(experiment(), sealing),)),
        "titles": pack_titles(find_pack("planning")),
        "case_word": "application",
    }


def verdict_html() -> str:
    cases, mix = planning_cases()
    looked = look(experiment(), cases, on=date(2026, 9, 28), mix=mix)
    return evidence_page(verdict_view(looked, **_around()), synthetic=True)


def sealed_html() -> str:
    cases, _ = planning_cases()
    found = sealed(experiment(), cases.known_on(date(2025, 11, 23)))
    view = sealed_view(found, smallest=5.3, **_around())
    return evidence_page(view, synthetic=True)
