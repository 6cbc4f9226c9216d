"""The workflow designer without a screen: a procedure as JSON, changed by small edits that say why they refuse.

What can be edited is read off the models: `mentions` finds every name and expression in a definition, `properties_of`
what a panel asks for. Edits are made as those of forms are (`forms.design.edited`).
"""

from workflows.flow.decision_renaming import RenameDecisionIn
from workflows.flow.edits import (
    AddStage,
    AddState,
    AddThing,
    Connect,
    MoveStage,
    MoveState,
    Put,
    Remove,
    RemoveGroup,
    Several,
)
from workflows.flow.mentions import Mention, mentions
from workflows.flow.places import at_pointer, keys_of, pointer_of, title_of
from workflows.flow.renaming import RenameIn, RenameKey, Retitle, mentioned
from workflows.flow.rights import RIGHTS, Cell, Paint, Right, limited, matrix

__all__ = [
    "RIGHTS", "AddStage", "AddState", "AddThing", "Cell", "Connect", "Mention", "MoveStage", "MoveState", "Paint",
    "Put", "Remove", "RenameDecisionIn", "RenameIn", "RenameKey", "Retitle", "Right", "Several", "at_pointer",
    "keys_of", "limited", "matrix", "mentioned", "mentions", "pointer_of", "title_of", "RemoveGroup",
]  # fmt: skip
