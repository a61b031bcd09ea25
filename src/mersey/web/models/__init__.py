"""What the database holds: people, where they belong, what they may see, what was done."""

from __future__ import annotations

from mersey.web.models.api_tokens import ApiToken
from mersey.web.models.board_records import (
    BoardBlocker,
    BoardChange,
    BoardLimit,
    BoardPromise,
    BoardSetting,
)
from mersey.web.models.board_ways import BoardWay, BoardWayPart
from mersey.web.models.council_services import CouncilService, ServiceAccess
from mersey.web.models.data_loads import (
    AcceptedVersion,
    ArrivedFile,
    ArrivedFrom,
    FileStands,
    KeptReading,
    WatchedFolder,
)
from mersey.web.models.experiment_drafts import ExperimentDraft
from mersey.web.models.jobs import Job, JobState
from mersey.web.models.monday_mail import MondayMail
from mersey.web.models.notes import PageNote
from mersey.web.models.notice_reads import NoticeRead
from mersey.web.models.organisations import (
    Account,
    Invitation,
    Membership,
    Organisation,
    Team,
)
from mersey.web.models.service_care import ServiceCare
from mersey.web.models.trail_entry import TrailEntry
from mersey.web.models.what_if_questions import WhatIfQuestion

__all__ = [
    "AcceptedVersion",
    "Account",
    "ApiToken",
    "ArrivedFile",
    "ArrivedFrom",
    "BoardBlocker",
    "BoardChange",
    "BoardLimit",
    "BoardPromise",
    "BoardSetting",
    "BoardWay",
    "BoardWayPart",
    "CouncilService",
    "ExperimentDraft",
    "FileStands",
    "Invitation",
    "Job",
    "JobState",
    "KeptReading",
    "Membership",
    "MondayMail",
    "NoticeRead",
    "Organisation",
    "PageNote",
    "ServiceAccess",
    "ServiceCare",
    "Team",
    "TrailEntry",
    "WatchedFolder",
    "WhatIfQuestion",
]
