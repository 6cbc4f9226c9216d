"""Every table, so that the metadata is complete once this package is imported."""

from data.tables.boards import BoardChange, BoardStep
from data.tables.cases import (
    ActionKey,
    Audience,
    AudienceToken,
    Case,
    CaseFile,
    CaseValue,
    History,
    HistoryDetail,
    Reach,
    Series,
    StoredFile,
    Submission,
    SubmissionRow,
    SubmissionValues,
)
from data.tables.copies import PracticeCopy, PracticeVisit
from data.tables.draws import DrawRecord
from data.tables.facts import CaseSpan, MonthSeal, StepValue, Tally, TaskSpan, Trail, TrailMark, ValueSpan, WorkingDay
from data.tables.jobs import Job
from data.tables.messages import Delivery, Letter
from data.tables.moves import CaseMove, MoveDraft
from data.tables.office import (
    ApprovedRehearsal,
    Campaign,
    CampaignChange,
    CampaignMember,
    DefinitionDraft,
    DefinitionText,
    District,
    DraftStep,
    ParameterValue,
    RehearsalFile,
    Setting,
    TrustedSigner,
    Version,
)
from data.tables.official import OfficialTable
from data.tables.papers import IssuedPaper
from data.tables.people import Attempt, Grant, Guest, OneTimeLink, Organisation, Person, Phrase, Registration, SignIn
from data.tables.reads import ReadLog
from data.tables.registers import Entry, EntryRow, EntryValue, RegisterImport
from data.tables.search import SearchText
from data.tables.statistics import StatisticVersion
from data.tables.tasks import CaseRead, Delegation, Task
from data.tables.time import CalendarDay, CalendarNotice, ClockDoubt, ClockMark, EntryMark, Heartbeat, Objection
from data.tables.views import SavedView, ViewPlace, ViewShare

__all__ = [
    "ActionKey", "ApprovedRehearsal", "Attempt", "Audience", "AudienceToken", "BoardChange", "BoardStep",
    "CalendarDay", "CalendarNotice", "Campaign", "CampaignChange", "CampaignMember", "Case", "CaseFile", "CaseMove",
    "CaseRead", "CaseSpan", "CaseValue", "ClockDoubt", "ClockMark", "DefinitionDraft", "DefinitionText",
    "Delegation", "Delivery", "District", "DraftStep", "DrawRecord", "Entry", "EntryMark", "EntryRow", "EntryValue",
    "Grant", "Guest", "Heartbeat", "History", "HistoryDetail", "IssuedPaper", "Job", "Letter", "MonthSeal",
    "MoveDraft",
    "Objection", "OfficialTable", "OneTimeLink", "Organisation", "ParameterValue", "Person", "Phrase",
    "PracticeCopy", "PracticeVisit", "Reach", "ReadLog", "RegisterImport", "Registration", "RehearsalFile",
    "SavedView", "SearchText", "Series", "Setting", "SignIn", "StatisticVersion", "StepValue", "StoredFile",
    "Submission", "SubmissionRow", "SubmissionValues", "Tally", "Task", "TaskSpan", "Trail", "TrailMark",
    "TrustedSigner", "ValueSpan", "Version", "ViewPlace", "ViewShare", "WorkingDay",
]  # fmt: skip
