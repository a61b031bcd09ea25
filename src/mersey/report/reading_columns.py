"""What each column of the file was taken for, what became of it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mersey.wording import count, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.eventlog.eventlog import EventLog, LoadingReport

What = Literal["kept", "hidden", "dropped"]

_TAKEN_FOR: Final = {
    "case": "case",
    "activity": "step",
    "time": "time of the step",
    "start": "start of the step",
    "opened": "when the case opened",
    "closed": "when the case closed",
    "deadline": "the case's own limit",
    "milestones": "milestone",
    "person": "person",
    "team": "team",
    "cost": "cost",
    "lifecycle": "start or end of the step",
    "outcome": "outcome",
    "status": "status now",
    "field": "what changed",
    "due": "date that ought to be",
    "attributes": "fact about the case",
}
"""Role in the mapping as data → what it is called."""

_WHY: Final = {
    "deadline": "It was named as the limit.",
    "due": "Its heading says that it is due, planned or agreed.",
    "attributes": "It tells of the case: an amount, a known date, or a few values that ten cases share.",
}
"""Why, where the mapping gives no reason of its own."""

_REASON_OF: Final = {"milestones": "milestone", "attributes": "attribute"}
_NOTHING: Final = "nothing"


@dataclass(frozen=True, kw_only=True)
class ColumnRead:
    """A column of the file.

    Attributes:
        taken_for: What it is, in a few words; "nothing" where it plays no part.
        what: kept; hidden: its values were replaced by pseudonyms; or dropped.
        why: One plain sentence.
        generalised: Different values that are told by their form, or as one of the rare.
    """

    name: str
    taken_for: str
    what: What
    why: str
    generalised: int = 0


def columns_read(log: EventLog) -> tuple[ColumnRead, ...]:
    """Every column of the file, in its order."""
    loading = log.loading
    played = _roles(loading)
    dropped = loading.mapping.dropped
    names = loading.columns or tuple(dict.fromkeys((*played, *dropped)))
    return tuple(_read(name, played.get(name, []), log) for name in names)


def _roles(loading: LoadingReport) -> dict[str, list[str]]:
    """Column → its roles, those that say most first."""
    found: dict[str, list[str]] = {}
    for role in _TAKEN_FOR:
        for name in loading.mapping.by_role()[role]:
            found.setdefault(name, []).append(role)
    return found


def _read(name: str, roles: list[str], log: EventLog) -> ColumnRead:
    loading = log.loading
    if not roles:
        why = loading.mapping.dropped.get(name, "not used in this reading")
        return ColumnRead(
            name=name, taken_for=_NOTHING, what="dropped", why=_sentence(why)
        )
    taken_for = " and ".join(_TAKEN_FOR[role] for role in roles)
    forms = loading.mapping.generalised.get(name, {})
    hides = not loading.keeps_ids and bool(_hidden_roles(log) & set(roles))
    return ColumnRead(
        name=name,
        taken_for=taken_for,
        what="hidden" if hides else "kept",
        why=" ".join(filter(None, (_why(name, roles[0], loading), _forms_said(forms)))),
        generalised=sum(forms.values()),
    )


def _hidden_roles(log: EventLog) -> set[str]:
    return {"case", "person", *(["team"] if log.loading.hides_teams else [])}


def _why(name: str, role: str, loading: LoadingReport) -> str:
    if role == "attributes" and name in (kept := loading.mapping.keep):
        return _sentence(f"Kept as it is, because: {kept[name]}")
    # A part such as `due` is no role of its own, and has no reason.
    part, reasons = _REASON_OF.get(role, role), loading.mapping.reasons
    reason = next((why for known, why in reasons.items() if known == part), None)
    said = reason.text if reason else _WHY.get(role)
    return _sentence(said or "It plays this part in the format.")


def _forms_said(forms: Mapping[str, int]) -> str:
    """How many different values were generalised, by form."""
    if not forms:
        return ""
    parts = [f"{form.strip('()')} {count(n)}" for form, n in forms.items()]
    n = sum(forms.values())
    said = plural(n, "different value is", "different values are")
    return _sentence(f"{said} told by form: {', '.join(parts)}")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(". ") + "."
