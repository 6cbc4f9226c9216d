"""A decision table of a procedure under another name, wherever the procedure calls it."""

from __future__ import annotations

from dataclasses import dataclass

from forms.design.decision_renaming import called_by, called_in_sentence, free_name, rekey, write
from forms.design.tree import Data
from workflows.definition import Procedure
from workflows.flow.mentions import mentions
from workflows.model.naming import Says, Sentence


@dataclass(frozen=True)
class RenameDecisionIn:
    """A table of a procedure under another name; conditions, values and sentences that call it follow."""

    name: str
    new: str

    def make(self, procedure: Data) -> str:
        new = free_name(procedure, self.name, self.new, set())
        for each in mentions(Procedure.model_validate(procedure)):
            if isinstance(each.meant, (Says, Sentence)):
                change = called_by if isinstance(each.meant, Says) else called_in_sentence
                after = change(each.text, self.name, new)
                if after != each.text:
                    write(procedure, each.pointer, after)
        rekey(procedure, self.name, new)
        return ""
