"""Policy texts as numbered sentences, kept as dated documents that definitions rest on sentence by sentence."""

from forms.policy.basis import Basis, basis_of, passages
from forms.policy.cutting import Piece, cut
from forms.policy.model import MARK, PolicySentence, PolicyText, PolicyVersion
from forms.policy.revising import begun, holds_on, in_force, revised

__all__ = [
    "MARK", "Basis", "Piece", "PolicySentence", "PolicyText", "PolicyVersion", "basis_of", "begun", "cut", "holds_on",
    "in_force", "passages", "revised",
]  # fmt: skip
