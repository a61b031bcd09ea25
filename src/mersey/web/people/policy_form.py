"""The form of a service's settings: what was sent, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mersey.services.service import CaseReference
from mersey.web.numbers_sent import number_sent
from mersey.web.people.service_policy import ServicePolicy, policy_now, who_sees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.web.models import Account, CouncilService

PLACE: Final = "{reference}"
"""What stands in the template of a link for the case system's own name."""

LONGEST_URL: Final = 300

FIELDS: Final = ("case_reference", "need_to_know", "case_url", "owner", "late_mail")


@dataclass(frozen=True, kw_only=True)
class FilledPolicy:
    """The form as it was sent.

    Attributes:
        texts: Field → what was typed or chosen.
        errors: Field → what is wrong and what to do.
        wanted: What is asked for; None where something is wrong.
    """

    texts: Mapping[str, str]
    errors: Mapping[str, str]
    wanted: ServicePolicy | None


def texts_of(policy: ServicePolicy) -> dict[str, str]:
    """A policy as the fields of the form."""
    return {
        "case_reference": policy.case_reference.value,
        "need_to_know": "yes" if policy.is_need_to_know else "no",
        "case_url": policy.case_url,
        "owner": str(policy.owner.pk) if policy.owner else "",
        "late_mail": policy.late_mail,
    }


def read_policy(
    service: CouncilService, sent: Mapping[str, str], *, may_open: bool, by: Account
) -> FilledPolicy:
    """What a form asks for.

    Args:
        service: The service.
        sent: The fields of the form.
        may_open: Whether `by` may let more people see more.
        by: Who sent it: nobody shuts themselves out.
    """
    texts = {name: sent.get(name, "").strip() for name in FIELDS}
    owner = _owner(service, texts["owner"])
    errors = {
        "case_reference": _choice(texts["case_reference"], set(CaseReference)),
        "need_to_know": _choice(texts["need_to_know"], {"yes", "no"}),
        "case_url": _url_problem(texts["case_url"]),
        "owner": "Choose somebody from the list, or nobody."
        if texts["owner"] and owner is None
        else "",
        "late_mail": _mail_problem(texts["late_mail"]),
    }
    if any(errors.values()):
        return FilledPolicy(texts=texts, errors=_only(errors), wanted=None)
    wanted = ServicePolicy(
        case_reference=CaseReference(texts["case_reference"]),
        is_need_to_know=texts["need_to_know"] == "yes",
        case_url=texts["case_url"],
        owner=owner,
        late_mail=texts["late_mail"],
    )
    errors |= _refused(service, wanted, may_open=may_open, by=by)
    told = _only(errors)
    return FilledPolicy(texts=texts, errors=told, wanted=None if told else wanted)


def _refused(
    service: CouncilService, wanted: ServicePolicy, *, may_open: bool, by: Account
) -> dict[str, str]:
    before = policy_now(service)
    told = {}
    if wanted.opens(before) and not may_open:
        field = (
            "case_reference"
            if wanted.case_reference is not before.case_reference
            else "need_to_know"
        )
        told[field] = "Only an approver may let more people see more. Ask one."
    sees = who_sees(service, is_need_to_know=wanted.is_need_to_know)
    if not sees.filter(pk=by.pk).exists():
        told["need_to_know"] = (
            "You would not see this service any more. Ask whoever looks after people for"
            " access to it first."
        )
    if wanted.owner and not sees.filter(pk=wanted.owner.pk).exists():
        told["owner"] = "They would not see this service. Choose somebody who does."
    return told


def _only(errors: Mapping[str, str]) -> dict[str, str]:
    return {name: words for name, words in errors.items() if words}


def _choice(said: str, known: set[str]) -> str:
    return "" if said in known else "Choose one of these."


def _owner(service: CouncilService, said: str) -> Account | None:
    found: Account | None = who_sees(service).filter(pk=number_sent(said)).first()
    return found


def _mail_problem(said: str) -> str:
    try:
        if said:
            validate_email(said)
    except ValidationError:
        return "Write one e-mail address, as in data@example.gov.uk, or nothing."
    return ""


def _url_problem(said: str) -> str:
    """What is wrong with the template of a link into the case system."""
    if not said:
        return ""
    wrong = (
        "Write the address of a case as https://cases.example.gov.uk/case/{reference},"
        " or nothing."
    )
    if len(said) > LONGEST_URL or said.split() != [said] or said.count(PLACE) != 1:
        return wrong
    try:
        parts = urlsplit(said.replace(PLACE, "X"))
        host = urlsplit(said).netloc
    except ValueError:
        return wrong
    is_fine = (
        parts.scheme in {"https", "http"}
        and bool(parts.hostname)
        and PLACE not in host
        and "@" not in host
        and not {"{", "}", "<", ">", '"'} & set(said.replace(PLACE, ""))
    )
    return "" if is_fine else wrong
