"""The designers' services: one edit, one transaction; back and forward over everything a draft has been."""

from workflows.designing.flow import begin_procedure, open_in_states, rekey, roles_known
from workflows.designing.known import Known, Looked, drafts, known, looked_at
from workflows.designing.lists import ListUse, begin_list, uses_of_list
from workflows.designing.renaming import Changed, Renaming, plan, rename
from workflows.designing.service import Designed, begin, design, put, reach, redo, undo
from workflows.draft_steps import Reach
from workflows.flow.starting import Begun

__all__ = [
    "Begun", "Changed", "Designed", "Known", "ListUse", "Looked", "Reach", "Renaming", "begin", "begin_list",
    "begin_procedure", "design", "drafts", "known", "looked_at", "open_in_states", "plan", "put", "reach", "redo",
    "rekey", "rename", "roles_known", "undo", "uses_of_list",
]  # fmt: skip
