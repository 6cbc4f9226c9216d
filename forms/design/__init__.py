"""The form designer without a screen: a form as JSON, changed by small edits that say why they refuse.

`edited(text, edit)` is everything: the text of a form and one edit give the new text, or a refusal in words. What could
be loaded before can be loaded afterwards; what comes out is canonical; an edit that changes nothing leaves every byte.
"""

from forms.design.applying import Edited, edited, opened
from forms.design.fields import Add, Delete, Duplicate, Insert, Move, Set, Spot
from forms.design.parts import (
    AddPage,
    AddRule,
    DeleteAt,
    DeletePage,
    DeleteRule,
    MovePage,
    PutAt,
    SetForm,
    SetPage,
    SetRule,
)
from forms.design.refusing import Refused
from forms.design.renaming import Rename, Retitle
from forms.design.shared import Own, Share, section_under
from forms.design.starting import empty_form, fresh, key_for
from forms.design.where import place_of

__all__ = [
    "Add", "AddPage", "AddRule", "Delete", "DeleteAt", "DeletePage", "DeleteRule", "Duplicate", "Edited", "Insert",
    "Move", "MovePage", "Own", "PutAt", "Refused", "Rename", "Retitle", "Set", "SetForm", "SetPage", "SetRule", "Share",
    "Spot", "edited", "empty_form", "fresh", "key_for", "opened", "place_of", "section_under",
]  # fmt: skip
