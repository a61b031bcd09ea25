"""Words in an activity's or a milestone's name that say that a case is over."""

from __future__ import annotations

from typing import Final

from mersey.services.over_words import (
    AGAIN,
    FINAL,
    FINAL_NOUNS,
    GIVEN_UP,
    OVER_PHRASES,
    parted,
)
from mersey.services.status_words import folded_words

NOT_YET: Final = parted(
    "not be no awaiting await waiting wait pending request requested requesting send "
    "draft drafted drafting due target expected planned before review prepare ready "
    "niet nog geen nicht noch kein pas sin heb ddim wachten attente attesa espera "
    "ausstehend beantragt aanvraag demande solicitud richiesta"
)
"""Beside a word of the end, these say that the end is still to come."""

AFTERCARE: Final = parted(
    "published publication published letter notified notification notice survey feedback "
    "appeal appealed lodged archived reopened evaluation satisfaction publicatie publie "
    "veroffentlicht publicado pubblicato bezwaar beroep recours widerspruch recurso "
    "ricorso cyhoeddwyd apel"
)
"""Said of what comes after an end: however often it does, the end was reached."""

ASKED_AFTERWARDS: Final = parted(
    "survey feedback satisfaction evaluation questionnaire enquete umfrage encuesta "
    "tevredenheid zufriedenheit arolwg adborth"
)
"""Said of asking people about a case that is over: never an end where one comes before."""

NO_PROPER_END: Final = (
    "no further action", "no action required", "no action needed", "not proceeded with",
    "not pursued", "not progressed", "stood down", "dim gweithredu pellach", "sans suite",
)  # fmt: skip
"""Phrases of a case that ended without its proper end."""

OFTEN_EARLY: Final = parted(
    "accepted verified served collected approved issued paid payment complete completed "
    "completion delivered returned fixed settled accepte acceptee approuve approuvee "
    "goedgekeurd genehmigt bezahlt betaald aprobado aprobada approvato approvata "
    "completado completada completato completata pagado pagada pagato pagata"
)
"""Said of steps on the way (fee paid, assessment completed) as well as of an end."""


def sounds_final(name: str) -> bool:
    """Whether the name says that a case is over, whichever way."""
    words = folded_words(name)
    if any(f" {phrase} " in f" {' '.join(words)} " for phrase in OVER_PHRASES):
        return True
    said = set(words)
    return (
        bool(said & (FINAL | FINAL_NOUNS | GIVEN_UP | {"final", "died", "deceased"}))
        and not said & (NOT_YET | AGAIN)
        and not _is_to_do_something(words)
    )


def gives_up(name: str) -> bool:
    """Whether the name says that a case ended without its proper end."""
    told = folded_words(name)
    words = set(told)
    if words & AGAIN:
        return False
    if any(f" {phrase} " in f" {' '.join(told)} " for phrase in NO_PROPER_END):
        return True
    return bool(words & GIVEN_UP) and not words & NOT_YET


def opens_again(name: str) -> bool:
    """Whether the name says that a closed case is open again."""
    words = set(folded_words(name))
    return bool(words & AGAIN) or {"re", "opened"} <= words


def comes_after(name: str) -> bool:
    """Whether the name is of something that is done when a case is over."""
    return not AFTERCARE.isdisjoint(folded_words(name))


def asks_afterwards(name: str) -> bool:
    """Whether the name is of asking people how it was, once a case is over."""
    return not ASKED_AFTERWARDS.isdisjoint(folded_words(name))


def is_often_early(name: str) -> bool:
    """Whether the word of the end in the name is as usual for a step on the way."""
    return not OFTEN_EARLY.isdisjoint(folded_words(name))


def _is_to_do_something(words: tuple[str, ...]) -> bool:
    """A decision to assess begins the work; a resolution to grant ends it."""
    if "to" not in words[1:-1]:
        return False
    place = words.index("to", 1)
    ends = FINAL | GIVEN_UP | {"reject", "withdraw", "dismiss", "decline"}
    return words[place - 1] in FINAL_NOUNS and words[place + 1] not in ends
