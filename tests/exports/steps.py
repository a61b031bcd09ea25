"""Steps, statuses and milestones of services, in six languages.

A stage has the name of its step, of the status that the case has after it, and of the
column of its date in a row per case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

__all__ = ["Process", "Stage", "process_in"]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage, by its three names."""

    step: str
    status: str
    heading: str
    is_end: bool = False


@dataclass(frozen=True, kw_only=True)
class Process:
    """The way of a service's cases: in, through some stages in order, and out by an end."""

    first: Stage
    middle: tuple[Stage, ...]
    ends: tuple[Stage, ...]

    @property
    def end_steps(self) -> frozenset[str]:
        """Names of the steps that end a case."""
        return frozenset(end.step for end in self.ends)

    @property
    def end_statuses(self) -> frozenset[str]:
        """Names of the statuses of cases that are over."""
        return frozenset(end.status for end in self.ends)


_Names = tuple[str, str, str]

FIRST: Final[Mapping[str, tuple[_Names, ...]]] = {
    "en": (("Received", "New", "Date received"), ("Logged", "Open", "Date logged"),
           ("Application received", "Received", "Received date")),
    "cy": (("Derbyn cais", "Newydd", "Dyddiad derbyn"),),
    "nl": (("Melding ontvangen", "Nieuw", "Datum ontvangst"),),
    "de": (("Antrag eingegangen", "Neu", "Eingangsdatum"),),
    "fr": (("Demande reçue", "Nouveau", "Date de réception"),),
    "es": (("Solicitud recibida", "Nuevo", "Fecha de recepción"),),
}  # fmt: skip

MIDDLE: Final[Mapping[str, tuple[_Names, ...]]] = {
    "en": (("Acknowledged", "Acknowledged", "Date acknowledged"),
           ("Assigned to team", "Assigned", "Date assigned"),
           ("Site visit", "In progress", "Site visit date"),
           ("Assessed", "In assessment", "Assessment date"),
           ("Reviewed", "In review", "Review completed date")),
    "cy": (("Cydnabod", "Cydnabuwyd", "Dyddiad cydnabod"),
           ("Ymweliad â'r safle", "Ar waith", "Dyddiad ymweliad"),
           ("Asesu", "Yn cael ei asesu", "Dyddiad asesu")),
    "nl": (("Toegewezen", "Toegewezen", "Datum toewijzing"),
           ("In behandeling genomen", "In behandeling", "Datum in behandeling"),
           ("Inspectie", "Geïnspecteerd", "Datum inspectie")),
    "de": (("Zugewiesen", "Zugewiesen", "Zuweisungsdatum"),
           ("Prüfung", "In Prüfung", "Prüfungsdatum"),
           ("Ortstermin", "In Bearbeitung", "Datum Ortstermin")),
    "fr": (("Affectation", "Affecté", "Date d'affectation"),
           ("Instruction", "En cours", "Date d'instruction"),
           ("Visite sur place", "En visite", "Date de visite")),
    "es": (("Asignación", "Asignado", "Fecha de asignación"),
           ("Tramitación", "En trámite", "Fecha de tramitación"),
           ("Inspección", "En inspección", "Fecha de inspección")),
}  # fmt: skip

ONE_END: Final[Mapping[str, tuple[_Names, ...]]] = {
    "en": (("Closed", "Closed", "Date closed"), ("Completed", "Completed", "Date completed"),
           ("Resolved", "Resolved", "Date resolved")),
    "cy": (("Cau'r achos", "Wedi cau", "Dyddiad cau"),),
    "nl": (("Afgehandeld", "Afgehandeld", "Datum afhandeling"),
           ("Gesloten", "Gesloten", "Datum gesloten")),
    "de": (("Abgeschlossen", "Abgeschlossen", "Abschlussdatum"),
           ("Erledigt", "Erledigt", "Datum erledigt")),
    "fr": (("Clôture", "Clos", "Date de clôture"),),
    "es": (("Cierre", "Cerrado", "Fecha de cierre"),),
}  # fmt: skip

MANY_ENDS: Final[Mapping[str, tuple[_Names, ...]]] = {
    "en": (("Granted", "Granted", "Date granted"), ("Refused", "Refused", "Date refused"),
           ("Withdrawn", "Withdrawn", "Date withdrawn")),
    "cy": (("Caniatáu", "Caniatawyd", "Dyddiad caniatáu"),
           ("Gwrthod", "Gwrthodwyd", "Dyddiad gwrthod")),
    "nl": (("Verleend", "Verleend", "Datum verleend"),
           ("Geweigerd", "Geweigerd", "Datum geweigerd"),
           ("Ingetrokken", "Ingetrokken", "Datum ingetrokken")),
    "de": (("Genehmigt", "Genehmigt", "Datum Genehmigung"),
           ("Abgelehnt", "Abgelehnt", "Datum Ablehnung")),
    "fr": (("Accord", "Accordé", "Date d'accord"), ("Refus", "Refusé", "Date de refus")),
    "es": (("Concesión", "Concedido", "Fecha de concesión"),
           ("Denegación", "Denegado", "Fecha de denegación")),
}  # fmt: skip


def process_in(language: str, rng: Random) -> Process:
    """A service of that language: one to four stages between, one to three ends."""
    known = MIDDLE[language]
    n_middle = rng.randint(1, len(known))
    places = sorted(rng.sample(range(len(known)), n_middle))
    ends = (
        MANY_ENDS[language] if rng.random() < 0.3 else (rng.choice(ONE_END[language]),)
    )
    return Process(
        first=_stage(rng.choice(FIRST[language])),
        middle=tuple(_stage(known[place]) for place in places),
        ends=tuple(_stage(names, is_end=True) for names in ends),
    )


def _stage(names: _Names, *, is_end: bool = False) -> Stage:
    step, status, heading = names
    return Stage(step=step, status=status, heading=heading, is_end=is_end)
