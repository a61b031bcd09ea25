"""How cases are called on a board: by the case system's own name, or by a stand-in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from mersey.report.board.board_views import CalledView
from mersey.report.case_names import PSEUDONYM
from mersey.services.service import CaseReference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.answer.board.board_facts import BoardFacts

HOW_TO_FIND: Final = (
    "Names of cases are stand-ins here. Whose they are, mersey whois tells on the computer"
    " that has the service’s file."
)


@dataclass(frozen=True, kw_only=True)
class CaseCalling:
    """What the reader of a board may see of the names of cases.

    Attributes:
        policy: Of the service: nobody, its teams, or everybody.
        references: Key of a case → its name in the case system, where that is kept.
        in_team: The reader is in one of the service's teams.
        url: A link to the case, with `{key}` or `{reference}` in it; empty for none.
            Where it needs a reference that may not be shown, there is no link.
        keeps_ids: Keys are the file's own names: the log was read so, for inside use.
    """

    policy: CaseReference = CaseReference.HIDDEN
    references: Mapping[str, str] = field(default_factory=dict)
    in_team: bool = False
    url: str = ""
    keeps_ids: bool = False

    @property
    def may_be_shown(self) -> bool:
        """Whether this reader may see references."""
        if self.policy is CaseReference.PUBLIC:
            return True
        return self.policy is CaseReference.TEAM and self.in_team

    def reference(self, key: str) -> str:
        """The case system's own name, where it is known and may be shown; else empty."""
        return self.references.get(key, "") if self.may_be_shown else ""

    def called(self, key: str) -> CalledView:
        """How the case is called here."""
        known = self.reference(key)
        short = key if self.keeps_ids else key.rpartition(":")[2][:PSEUDONYM]
        return CalledView(
            key=key,
            id=f"case-{_plain(short)}",
            text=known or short,
            url=self._url(key, known),
        )

    def note(self) -> str:
        """How to find whose a stand-in is; empty where no case has one."""
        is_plain = self.keeps_ids or (self.may_be_shown and bool(self.references))
        return "" if is_plain else HOW_TO_FIND

    def _url(self, key: str, reference: str) -> str:
        if "{reference}" in self.url and not reference:
            return ""
        url = self.url.replace("{key}", quote(key, safe=""))
        return url.replace("{reference}", quote(reference, safe=""))


@dataclass(frozen=True, kw_only=True)
class WayNames:
    """The names of a way across services: each case by the policy of its own.

    Attributes:
        of: Key of a case → the names of its service; `others` for the rest.
    """

    of: Mapping[str, CaseCalling]
    others: CaseCalling = field(default_factory=CaseCalling)

    def called(self, key: str) -> CalledView:
        """How the case is called here."""
        return self.of.get(key, self.others).called(key)

    def note(self) -> str:
        """How to find whose a stand-in is; empty where no case has one."""
        return next((one.note() for one in self.of.values() if one.note()), "")


def names_of_way(facts: BoardFacts, by_service: Mapping[str, CaseCalling]) -> WayNames:
    """The names of a way, of the names of its services; a service without any hides."""
    hidden = CaseCalling()
    return WayNames(
        of={case.key: by_service.get(case.service, hidden) for case in facts.cases}
    )


Names = CaseCalling | WayNames


def _plain(text: str) -> str:
    """Letters and digits alone: what an id of a page may hold everywhere."""
    return "".join(one if one.isalnum() else "-" for one in text)
