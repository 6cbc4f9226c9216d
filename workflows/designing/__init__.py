"""The designers' services: one edit, one transaction; back and forward over everything a draft has been."""

from workflows.designing.deciding import rename_decision
from workflows.designing.flow import (
    Reviewed,
    begin_procedure,
    begin_review,
    open_in_states,
    rekey,
    role_here,
    roles_known,
)
from workflows.designing.known import SECTION, Known, Looked, drafts, known, looked_at
from workflows.designing.lists import ListUse, begin_list, uses_of_list
from workflows.designing.policies import Head, PolicyUse, Revise, begin_policy, uses_of_policy
from workflows.designing.registers import begin_register, uses_of_register
from workflows.designing.renaming import Changed, Renaming, plan, rename
from workflows.designing.sections import forms_with, share
from workflows.designing.service import Designed, begin, design, put, reach, redo, undo
from workflows.draft_steps import Reach
from workflows.flow.starting import Begun

__all__ = [
    "SECTION", "Begun", "Changed", "Designed", "Head", "Known", "ListUse", "Looked", "PolicyUse", "Reach", "Renaming",
    "Reviewed", "Revise", "begin", "begin_list", "begin_policy", "begin_procedure", "begin_register", "begin_review",
    "design", "drafts", "forms_with", "known", "looked_at", "open_in_states", "plan", "put", "reach", "redo", "rekey",
    "rename", "rename_decision", "role_here", "roles_known", "share", "undo", "uses_of_list", "uses_of_policy",
    "uses_of_register",
]  # fmt: skip
