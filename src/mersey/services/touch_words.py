"""Headings of dates that say when a record was touched, not when anything was done.

"Updated", "last viewed", "synced": such a date moves whenever anybody opens the record,
so it is neither a step nor an end of a case.
"""

from __future__ import annotations

from typing import Final

from mersey.services.over_words import parted
from mersey.services.status_words import folded_words

_TOUCHES: Final = parted(
    # English
    "updated update modified edited edit changed viewed accessed synced synchronised "
    "synchronized sync refreshed extracted exported imported loaded ingested downloaded "
    "scraped crawled harvested fetched retrieved snapshot lastmod mtime "
    # Welsh, Dutch, French, German, Spanish, Italian
    "diweddarwyd diweddaru addaswyd newidiwyd "
    "bijgewerkt gewijzigd aangepast mutatiedatum wijzigingsdatum bekeken geraadpleegd "
    "modifie modifiee modification miseajour maj consulte consultee actualise actualisee "
    "aktualisiert geandert geaendert bearbeitet angesehen anderungsdatum aenderungsdatum "
    "actualizado actualizada actualizacion modificado modificada modificacion consultado "
    "consultada "
    "aggiornato aggiornata aggiornamento modificato modificata modifica visualizzato "
    "visualizzata"
)
_TOUCH_PHRASES: Final = (
    "last activity", "last change", "last view", "last seen", "last action",
    "last contact", "last comment", "last login", "last saved", "last touched",
    "last refresh", "last checked", "as at", "as of", "data as of", "date of extract", "extract date",
    "export date", "mise a jour", "mis a jour", "letzte anderung", "laatste wijziging", "ultima modifica",
    "ultimo aggiornamento", "ultima actualizacion", "ultima modificacion",
    "derniere modification", "newid diwethaf",
)  # fmt: skip
_WHAT_CHANGED: Final = parted("status state stage step phase milestone")
"""The date on which a status changed is when something was done."""

_TO_COME: Final = parted(
    # English
    "due target expected expiry expiration expires deadline planned scheduled forecast "
    "estimated anticipated projected sla statutory "
    # Welsh, Dutch, French, German, Spanish, Italian
    "disgwyliedig targed "
    "verwacht verwachte streefdatum vervaldatum deadline geplande gepland "
    "echeance prevu prevue attendu attendue expiration "
    "fallig faellig fallig frist erwartet geplant ablaufdatum "
    "vencimiento previsto prevista caducidad esperado esperada limite "
    "scadenza previsto prevista atteso attesa"
)
_TO_COME_PHRASES: Final = (
    "next review", "next annual review", "next visit", "next inspection", "next step",
    "next action", "next contact", "review due", "valid until", "valid to", "valid thru",
    "respond by", "by when", "geldig tot", "gultig bis", "valable jusqu",
    "valido hasta", "valido fino", "fecha limite", "data limite", "date limite",
)  # fmt: skip
_BIRTH: Final = (
    "birth", "dob", "born", "d o b", "birthdate", "birthday", "dyddiad geni",
    "geboortedatum", "naissance", "geburtsdatum", "nacimiento", "nascita",
)  # fmt: skip


def is_touch(heading: str) -> bool:
    """Whether a heading says when a record was last touched: never a step or an end.

    `Status changed` and `stage updated` are none: then the case itself moved.
    """
    words = folded_words(heading)
    if not _WHAT_CHANGED.isdisjoint(words):
        return False
    return not _TOUCHES.isdisjoint(words) or _has_any(words, _TOUCH_PHRASES)


def is_still_to_come(heading: str) -> bool:
    """Whether a heading speaks of a date that ought to be, or of a birth: never an end."""
    words = folded_words(heading)
    return not _TO_COME.isdisjoint(words) or _has_any(
        words, (*_TO_COME_PHRASES, *_BIRTH)
    )


def _has_any(words: tuple[str, ...], phrases: tuple[str, ...]) -> bool:
    padded = f" {' '.join(words)} "
    return any(f" {phrase} " in padded for phrase in phrases)
