"""What headings of case systems mean: words of councils and their suppliers, weighted.

A weight of 1 is a heading that can hardly mean anything else. Headings that XES writes
into a CSV (`case:concept:name`) are certain.
"""

from __future__ import annotations

from typing import Final

from mersey.vocabulary import Role

EXACT: Final[dict[str, Role]] = {
    "case:concept:name": Role.CASE,
    "concept:name": Role.ACTIVITY,
    "time:timestamp": Role.TIME,
    "start_timestamp": Role.START,
    "org:resource": Role.PERSON,
    "org:group": Role.TEAM,
    "lifecycle:transition": Role.LIFECYCLE,
    "cost:total": Role.COST,
}

WORDS: Final[dict[Role, dict[str, float]]] = {
    Role.CASE: {
        "case id": 1.0, "caseid": 1.0, "case": 0.95, "case number": 1.0, "case no": 1.0,
        "case ref": 1.0, "case reference": 1.0, "case key": 1.0, "incident number": 1.0,
        "incident id": 1.0, "incident": 0.85, "ticket": 0.9, "ticket id": 1.0,
        "ticket number": 1.0, "application number": 1.0, "application ref": 1.0,
        "application reference": 1.0, "application no": 1.0, "application id": 1.0,
        "application": 0.85, "planning application": 0.95, "pa ref": 1.0,
        "reference": 0.85, "ref": 0.85, "ref no": 0.9, "reference number": 0.9,
        "reference no": 0.9, "our ref": 0.9, "number": 0.75, "id": 0.65,
        "referral": 0.8, "referral id": 1.0, "referral number": 1.0, "referral ref": 1.0,
        "request": 0.7, "request id": 1.0, "request number": 1.0, "request ref": 1.0,
        "foi ref": 1.0, "job number": 1.0, "job no": 1.0, "job id": 1.0, "job ref": 1.0,
        "job": 0.75, "works order": 0.95, "order number": 0.95, "order no": 0.95,
        "order id": 0.95, "order": 0.7, "claim": 0.8, "claim number": 1.0,
        "claim ref": 1.0, "claim id": 1.0, "claim reference": 1.0, "enquiry": 0.8,
        "enquiry id": 1.0, "enquiry number": 1.0, "complaint": 0.8, "complaint ref": 1.0,
        "complaint id": 1.0, "repair ref": 1.0, "repair id": 1.0, "repair number": 1.0,
        "account reference": 0.65, "account ref": 0.65, "work item id": 1.0,
        "work item": 0.9, "work item number": 1.0, "work item ref": 1.0, "licence number": 0.9,
        "permit number": 0.9, "permit": 0.7, "assessment id": 0.85, "plan id": 0.8,
        "episode id": 0.9, "episode": 0.8, "admission id": 0.9, "spell id": 0.85,
        "unique key": 0.95, "unique id": 0.9, "unique identifier": 0.9, "record id": 0.7,
        "issue key": 1.0, "issue id": 0.95, "issue number": 1.0, "issue": 0.75,
        "bug id": 1.0, "work order": 0.95, "work order number": 1.0, "wo number": 0.95,
        "report id": 0.9, "service request id": 1.0, "service request number": 1.0,
        "sr number": 1.0, "srnumber": 1.0, "case nr": 1.0, "order nr": 0.95, "nr": 0.6,
        "ticket nr": 1.0, "file number": 0.9, "docket number": 1.0, "docket": 0.9,
        "index number": 0.85, "licence ref": 0.9, "license number": 0.9,
        "permit id": 0.95, "permit no": 0.95, "inspection id": 0.8, "appeal ref": 0.95,
        "appeal number": 0.95, "referral no": 1.0,
        "loan id": 0.9, "account id": 0.6, "case code": 0.95, "reference code": 0.8,
        "identifier": 0.65, "card id": 0.85, "story id": 0.9, "request key": 0.95,
        "person id": 0.6, "client id": 0.6, "child id": 0.65, "pupil id": 0.65,
        "patient id": 0.65, "trace": 0.8, "trace id": 0.95, "uid": 0.6, "key": 0.5,
    },
    Role.ACTIVITY: {
        "activity": 1.0, "activity name": 1.0, "activity type": 0.95, "event": 0.95,
        "event type": 0.95, "event name": 0.95, "event code": 0.85, "status": 0.85,
        "state": 0.85, "incident state": 0.9, "case status": 0.9, "stage": 0.9,
        "stage name": 0.9, "step": 0.9, "step name": 0.95, "task": 0.85,
        "task name": 0.95, "action": 0.8, "action type": 0.8, "process event": 0.95,
        "permission process event": 1.0, "milestone": 0.9, "workflow step": 0.95,
        "workflow stage": 0.95, "new status": 0.9, "to status": 0.9, "phase": 0.85,
        "operation": 0.75, "process step": 0.95, "event description": 0.7,
        "activity code": 0.85, "activity id": 0.9, "event id": 0.4, "status description": 0.75,
        "to state": 0.9, "current stage": 0.5, "current status": 0.5, "new state": 0.9,
        "column": 0.5, "list": 0.5, "list name": 0.7, "work step": 0.9, "handling": 0.6,
    },
    Role.TIME: {
        "timestamp": 1.0, "time stamp": 1.0, "event time": 1.0, "event date": 1.0,
        "event datetime": 1.0, "event timestamp": 1.0, "time": 0.9, "date": 0.85,
        "datetime": 0.9, "date time": 0.9, "end time": 0.95, "end timestamp": 0.95,
        "end datetime": 0.95, "complete time": 0.95, "complete timestamp": 0.95,
        "completed": 0.85, "completed at": 0.9, "completed on": 0.9,
        "end": 0.85, "ended": 0.85, "ended at": 0.9, "finish": 0.85, "finished": 0.85,
        "finished on": 0.85, "stop": 0.8,
        "completion time": 0.9, "finish time": 0.9, "finished at": 0.9,
        "updated at": 0.85, "sys updated at": 0.9, "last updated": 0.8, "status date": 0.95,
        "status changed": 0.9, "changed at": 0.9, "changed on": 0.9, "change date": 0.9,
        "activity date": 0.95, "activity time": 0.95, "action date": 0.9,
        "action time": 0.9, "stage date": 0.95, "step date": 0.95, "occurred at": 0.95,
        "date of event": 0.95, "end date": 0.8, "date completed": 0.85, "when": 0.7,
        "task completed": 0.85, "recorded at": 0.8, "logged at": 0.7, "entered at": 0.8,
        "edit date": 0.85, "transition date": 0.95, "transitioned at": 0.95,
        "timestamp utc": 1.0, "entered": 0.7, "exited": 0.75, "left": 0.7,
        "status to": 0.9, "state to": 0.9, "stage to": 0.9, "status until": 0.9,
        "until": 0.8, "to date": 0.8, "status ended": 0.9, "state ended": 0.9, "to": 0.5,
        "stage ended": 0.9, "step ended": 0.9, "date left": 0.8, "valid to": 0.6,
    },
    Role.START: {
        "start time": 1.0, "start timestamp": 1.0, "start datetime": 1.0, "started": 0.9,
        "started at": 0.95, "start": 0.85, "start date": 0.8, "begin": 0.8,
        "begin time": 0.9, "begun at": 0.9, "work started": 0.9, "date started": 0.8,
        "from date": 0.8, "entered": 0.75, "status from": 0.9, "state from": 0.9,
        "stage from": 0.9, "status since": 0.9, "since": 0.7, "from": 0.6, "in since": 0.8,
        "status started": 0.9, "status start": 0.9, "date entered": 0.8, "entered at": 0.7,
        "began": 0.85, "begun": 0.85, "state started": 0.9, "stage started": 0.9,
        "step started": 0.9, "date from": 0.8, "valid from": 0.6,
    },
    Role.OPENED: {
        "opened": 1.0, "opened at": 1.0, "opened on": 1.0, "open date": 1.0,
        "date opened": 1.0, "case opened": 1.0, "startdate": 0.95, "start date": 0.95,
        "received": 0.95, "received date": 0.95, "date received": 0.95,
        "received at": 0.95, "application date": 0.9, "created": 0.8, "created at": 0.85,
        "created on": 0.85, "date created": 0.85, "sys created at": 0.7, "logged": 0.9,
        "logged at": 0.9, "date logged": 0.9, "raised": 0.9, "raised at": 0.9,
        "raised on": 0.9, "date raised": 0.9, "reported": 0.85, "reported at": 0.85,
        "reported on": 0.85, "date reported": 0.85, "referral date": 0.95,
        "date of referral": 0.95, "registered": 0.85, "registration date": 0.8,
        "case start": 0.95, "case start date": 0.95, "submitted": 0.9,
        "submitted at": 0.9, "date submitted": 0.9, "request date": 0.9,
        "creation time": 0.85, "creation date": 0.85, "created date": 0.85,
        "created time": 0.85, "requested": 0.85, "requested at": 0.85, "enquiry time": 0.7,
        "requested datetime": 0.9, "requested date": 0.9, "submitted date": 0.9,
        "filed": 0.85, "filed date": 0.9, "fileddate": 0.9, "date filed": 0.9,
        "lodged": 0.85, "date lodged": 0.85, "reported date": 0.85, "logged date": 0.9,
        "reported datetime": 0.85, "open datetime": 0.95, "open dt": 0.95, "opendate": 0.95,
        "opened date": 1.0, "creation": 0.75, "create date": 0.85, "creationdate": 0.85,
        "createddate": 0.85, "received on": 0.95, "received time": 0.9, "intake date": 0.9,
        "admission date": 0.9, "admitted": 0.85, "raised date": 0.9,
        "enrolled": 0.7, "issue date": 0.5, "begin date": 0.8, "registered on": 0.85,
        "registered date": 0.85, "complaint date": 0.8, "incident date": 0.6,
    },
    Role.CLOSED: {
        "closed": 1.0, "closed at": 1.0, "closed on": 1.0, "closed date": 1.0,
        "close date": 1.0, "date closed": 1.0, "case closed": 1.0, "enddate": 0.95,
        "end date": 0.95, "case end": 0.95, "case end date": 0.95, "closure date": 1.0,
        "completed": 0.85, "completed at": 0.85, "completed on": 0.85,
        "completion date": 0.9, "date completed": 0.9, "resolved": 0.8,
        "resolved at": 0.85, "date resolved": 0.85, "finished": 0.85, "end": 0.7,
        "date ended": 0.9, "final decision date": 0.9,
        "closed datetime": 1.0, "closed time": 1.0, "closeddate": 1.0, "closedate": 0.95,
        "close time": 0.95, "closing date": 1.0, "resolved date": 0.9, "resolved on": 0.85,
        "resolution date": 0.9, "resolutiondate": 0.95, "resolution time": 0.6,
        "completed date": 0.9, "completed datetime": 0.9, "completion time": 0.7,
        "disposed date": 0.9, "disposeddate": 0.9, "disposition date": 0.9,
        "discharge date": 0.95, "discharged": 0.9, "date discharged": 0.95,
        "finish date": 0.85, "finished date": 0.85, "finished at": 0.8, "ended": 0.8,
        "ended at": 0.8, "solved": 0.8, "solved at": 0.85, "date answered": 0.85,
        "answered": 0.7, "response date": 0.6, "decision date": 0.75, "date decided": 0.75,
        "date of decision": 0.75, "resolution": 0.4, "closed dt": 0.95, "close dt": 0.95,
        "decided": 0.7, "fixed": 0.6, "end datetime": 0.85, "end time": 0.6,
    },
    Role.TEAM: {
        "team": 1.0, "team name": 1.0, "group": 0.85, "department": 0.9, "dept": 0.9,
        "assignment group": 1.0, "assigned group": 1.0, "assigned team": 1.0, "unit": 0.7,
        "section": 0.8, "service area": 0.75, "queue": 0.85, "role": 0.65,
        "directorate": 0.7, "contractor": 0.75, "workgroup": 0.9, "work group": 0.9,
        "organisation": 0.5, "responsible team": 1.0, "business unit": 0.75, "desk": 0.6,
    },
    Role.PERSON: {
        "resource": 1.0, "officer": 1.0, "case officer": 1.0, "officer name": 1.0,
        "officer id": 1.0, "assigned to": 1.0, "user": 0.9, "user name": 0.9,
        "username": 0.9, "user id": 0.9, "staff": 0.9, "staff id": 0.95,
        "staff member": 0.95, "worker": 0.9, "social worker": 0.95, "case worker": 0.95,
        "caseworker": 0.95, "handler": 0.9, "owner": 0.8, "agent": 0.8, "operative": 0.9,
        "inspector": 0.85, "surveyor": 0.85, "employee": 0.9, "assignee": 0.95,
        "performed by": 0.95, "completed by": 0.9, "handled by": 0.95, "updated by": 0.7,
        "done by": 0.95, "created by": 0.6, "resolved by": 0.6, "modified by": 0.65,
        "closed by": 0.6, "opened by": 0.55, "entered by": 0.7, "responsible": 0.75,
        "allocated to": 0.95, "assessor": 0.85, "adviser": 0.85, "coordinator": 0.85,
        "caller id": 0.5, "caller": 0.5, "key worker": 0.9, "practitioner": 0.9,
    },
    Role.COST: {
        "cost": 1.0, "costs": 1.0, "cost gbp": 1.0, "cost total": 1.0, "total cost": 0.95,
        "spend": 0.8, "resource cost": 0.9, "fixed cost": 0.85, "activity cost": 1.0,
    },
    Role.OUTCOME: {
        "outcome": 1.0, "case outcome": 1.0, "decision": 0.95, "result": 0.9,
        "closed code": 0.9, "closure code": 0.95, "close code": 0.9, "closure reason": 0.95,
        "close reason": 0.95, "reason closed": 0.95, "resolution": 0.8,
        "resolution code": 0.85, "final status": 0.9, "disposal": 0.8,
        "determination": 0.8, "final decision": 0.95, "conclusion": 0.85,
        "how closed": 0.9, "closing status": 0.9, "decision outcome": 1.0,
        "application decision": 0.95, "decision type": 0.8,
    },
    Role.LIFECYCLE: {
        "lifecycle": 1.0, "lifecycle transition": 1.0, "transition": 0.8,
        "event lifecycle": 1.0,
    },
    Role.STATUS: {
        "status": 1.0, "current status": 1.0, "case status": 1.0, "state": 0.9,
        "current state": 1.0, "ticket status": 1.0, "request status": 1.0,
        "application status": 0.95, "status name": 0.95, "incident state": 0.9,
        "resolution status": 0.8, "stage": 0.6, "current stage": 0.85, "sr status": 1.0,
        "status description": 0.8, "case state": 0.95, "order status": 0.95,
        "permit status": 0.95, "issue status": 0.95, "job status": 0.95,
        "claim status": 0.95, "referral status": 0.95, "is closed": 0.7, "closed": 0.5,
        "company response": 0.5, "open closed": 0.7,
    },
    Role.FIELD: {
        "field": 0.9, "field name": 1.0, "field id": 0.9, "field event": 0.95,
        "field changed": 1.0, "changed field": 1.0, "attribute": 0.6, "property": 0.5,
        "attribute name": 0.7, "item field": 0.9, "what changed": 0.9, "change type": 0.7,
        "transaction type": 0.6,
    },
}  # fmt: skip

DUE: Final = frozenset({
    "due", "deadline", "target", "planned", "expected", "expiry", "expires", "forecast",
    "sla", "scheduled", "statutory", "projected", "estimated", "anticipated", "respond by",
    "by when", "determination deadline",
})  # fmt: skip
"""Words of a date that ought to be, not of one that was."""

NEW: Final = frozenset({
    "to", "to string", "to status", "to state", "to stage", "to value", "new", "new value",
    "new status", "new state", "new stage", "value", "after", "list after", "new string",
    "to name", "status to", "state to", "to list", "to phase", "new phase", "to step",
    "current value", "changed to", "status after", "state after", "value after",
    "new stage name", "to column",
})  # fmt: skip
"""What a row of changes changed into."""

OLD: Final = frozenset({
    "from", "from string", "from status", "from state", "from stage", "from value", "old",
    "old value", "old status", "old state", "old stage", "previous", "previous status",
    "previous value", "previous state", "before", "list before", "old string", "from name",
    "status from", "state from", "from list", "from phase", "old phase", "from step",
    "prior status", "prior value", "changed from", "status before", "state before",
    "value before", "old stage name", "from column",
})  # fmt: skip
"""What it was before."""

CHANGED: Final = frozenset({
    "status", "state", "stage", "case status", "issue status", "ticket status", "list",
    "column", "step", "phase", "current status", "current state", "statut", "estado", "stato", "statws", "zustand", "fase",
})  # fmt: skip
"""The field whose changes are the steps of a case."""

SNAPSHOT: Final = frozenset({
    "snapshot", "snapshot date", "as at", "as of", "as of date", "report date", "extract date",
    "extract", "date extract", "date snapshot", "report run", "run date", "data as of", "census date", "week ending",
    "month end", "position at", "position date", "loaded at", "extracted at", "export date",
})  # fmt: skip
"""When a whole list was taken, again and again."""

THINGS: Final = frozenset({
    "asset", "sku", "meter", "serial", "inventory", "stock", "machine", "equipment", "vehicle", "plant", "property", "uprn", "usrn",
    "address", "street", "road", "location", "site", "place", "ward", "area", "district",
    "borough", "community", "region", "country", "county", "city", "town", "state", "zip",
    "postcode", "latitude", "longitude", "lat", "lon", "segment", "sewer", "node", "pole",
    "building", "premises", "parcel", "plot", "block", "unit", "facility", "school",
    "hospital", "branch", "office", "station", "route", "line", "zone", "parish",
    "customer", "client", "company", "organisation", "organization", "org", "supplier",
    "vendor", "contractor", "manufacturer", "licensee", "operator", "owner", "landlord",
    "user", "assignee", "assigned", "agent", "employee", "officer", "technician", "staff",
    "worker", "requester", "requestor", "submitter", "reporter", "creator", "author",
    "caller", "applicant", "recipient", "handler", "resource", "watcher", "member",
    "brand", "group", "team", "department", "division", "directorate", "category", "type",
    "subtype", "kind", "class", "code", "product", "item", "project", "programme",
    "program", "parent", "batch", "form", "template", "channel", "source", "board",
    "sprint", "version", "component", "priority", "severity", "reason", "court", "judge",
    "agency", "authority", "council", "service", "queue", "tag", "label", "currency", "role",
})  # fmt: skip
"""What a case is about, or belongs to: it comes again with other cases."""

PERSONS: Final = frozenset({
    "person", "patient", "child", "pupil", "student", "client", "resident", "tenant",
    "household", "family", "animal", "learner", "individual", "citizen", "member",
    "service user", "claimant",
})  # fmt: skip
"""Whom a service serves: may be the case itself, or may come with several cases."""

EVENT_KEYS: Final = frozenset({
    "event", "row", "entry", "transaction", "log", "line", "history", "change", "seq",
    "sequence", "contact", "visit", "appointment", "movement", "handling", "activity",
    "step", "action", "update", "note", "comment", "message", "audit", "state",
    "transition", "record", "lifecycle", "attempt", "session", "index", "stage",
})  # fmt: skip
"""What a row is, where a case has several: `event id` names no case."""

INSIDE: Final = frozenset({
    "by", "author", "user", "reporter", "creator", "assignee", "owner", "requester", "submitter",
    "member", "sender", "agent", "actor", "person", "account", "customer", "contact",
    "repository", "repo", "organization", "organisation", "milestone", "sprint", "modifier",
    "operator", "assigned", "parent", "project",
})  # fmt: skip
"""Who or what stands inside a record, with dates of its own."""

WRITING: Final = frozenset({
    "raw", "utc", "gmt", "local", "iso", "formatted", "ts", "dt", "dttm", "tz", "ms",
    "epoch", "unix", "clean", "parsed", "str",
})  # fmt: skip
"""Words after a heading that say how its values are written."""

BIRTH: Final = frozenset({"birth", "dob", "born", "d o b", "birthdate", "birthday"})

IGNORED_TIMES: Final = frozenset({"enabled time", "enabled", "enabled at"})
"""When a step could have begun: neither its start nor its end."""

DATE_WORDS: Final = frozenset({
    "date", "dates", "time", "timestamp", "datetime", "when", "at", "on", "dte", "dt",
    "day", "start", "end", "started", "ended", "opened", "closed", "received", "logged",
    "raised", "reported", "created", "updated", "completed", "resolved", "issued",
    "lodged", "determined", "decided", "submitted", "validated", "registered", "due",
    "deadline", "target", "dob", "born", "birth", "published", "approved", "startdate",
    "enddate", "left", "entered", "from", "until", "since", "sent", "assigned", "visit", "visited", "inspected", "booked", "paid",
})  # fmt: skip
"""Words that let bare numbers in a column be dates."""

FREE_TEXT: Final = frozenset({
    "notes", "note", "description", "comment", "comments", "address", "narrative",
    "details", "remarks", "proposal", "memo", "free text", "message", "full description",
    "summary", "work notes", "close notes", "reason for request", "observations",
})  # fmt: skip
