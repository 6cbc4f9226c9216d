"""Every table, so that the metadata is complete once this package is imported."""

from data.tables.cases import (
    ActionKey,
    Audience,
    AudienceToken,
    Case,
    CaseFile,
    CaseValue,
    History,
    HistoryDetail,
    Series,
    StoredFile,
    Submission,
    SubmissionRow,
    SubmissionValues,
)
from data.tables.draws import DrawRecord
from data.tables.jobs import Job
from data.tables.messages import Delivery, Letter
from data.tables.office import (
    ApprovedRehearsal,
    Campaign,
    CampaignChange,
    CampaignMember,
    DefinitionDraft,
    DefinitionText,
    District,
    ParameterValue,
    Setting,
    Version,
)
from data.tables.people import Attempt, Grant, Guest, OneTimeLink, Organisation, Person, Phrase, Registration, SignIn
from data.tables.reads import ReadLog
from data.tables.registers import Entry, EntryRow, EntryValue, RegisterImport
from data.tables.tasks import CaseRead, Delegation, Task
from data.tables.time import CalendarDay, CalendarNotice, ClockDoubt, ClockMark, EntryMark, Heartbeat, Objection

__all__ = [
    "ActionKey", "ApprovedRehearsal", "Attempt", "Audience", "AudienceToken", "CalendarDay", "CalendarNotice",
    "Campaign", "CampaignChange", "CampaignMember", "Case", "CaseFile", "CaseRead", "CaseValue", "ClockDoubt",
    "ClockMark", "DefinitionDraft", "DefinitionText", "Delegation", "Delivery", "District", "DrawRecord", "Entry",
    "EntryMark", "EntryRow", "EntryValue", "Grant", "Guest", "Heartbeat", "History", "HistoryDetail", "Job",
    "Letter", "Objection", "OneTimeLink", "Organisation", "ParameterValue", "Person", "Phrase", "ReadLog",
    "RegisterImport", "Registration", "Series", "Setting", "SignIn", "StoredFile", "Submission", "SubmissionRow",
    "SubmissionValues", "Task", "Version",
]  # fmt: skip
