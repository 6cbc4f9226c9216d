"""The designers' services: one edit, one transaction; back and forward over everything a draft has been."""

from workflows.designing.flow import (
    Reviewed,
    begin_procedure,
    begin_review,
    open_in_states,
    rekey,
    role_here,
    roles_known,
)
from workflows.designing.known import Known, Looked, drafts, known, looked_at
from workflows.designing.lists import ListUse, begin_list, uses_of_list
from workflows.designing.renaming import Changed, Renaming, plan, rename
from workflows.designing.service import Designed, begin, design, put, reach, redo, undo
from workflows.draft_steps import Reach
from workflows.flow.starting import Begun

__all__ = [
    "Begun", "Changed", "Designed", "Known", "ListUse", "Looked", "Reach", "Renaming", "Reviewed", "begin",
    "begin_list", "begin_procedure", "begin_review", "design", "drafts", "known", "looked_at", "open_in_states",
    "plan", "put", "reach", "redo", "rekey", "rename", "role_here", "roles_known", "undo", "uses_of_list",
]  # fmt: skip
