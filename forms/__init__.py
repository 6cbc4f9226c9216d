"""What forms are and mean: definitions, field types, values, checks. Knows no storage and no screen."""

from forms.canonical import canonical
from forms.checking import Access, check
from forms.checks import check_form, check_list
from forms.context import compute, context, contexts_of, defaults, row_defaults, row_scope
from forms.definition import CodeList, Form
from forms.diff import Change, changes, edits_between, shown
from forms.draft import UNKNOWN, AddRows, Answer, Applied, Conflict, DeleteRows, Edit, SetValue, apply
from forms.fields import Field, Indexed, Option, OptionSource, registry
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding, Place
from forms.labels import label, places, row_label
from forms.messages import MESSAGES, say
from forms.options import ListOptions
from forms.reading import (
    DefinitionFinding,
    Parsed,
    Reading,
    Unreadable,
    findings_of,
    load_form,
    load_list,
    located,
    parsed,
    read_json,
)  # fmt: skip
from forms.template import fill
from forms.text import Catalogue, Message, Text
from forms.values import (
    all_rows,
    find_row,
    is_empty,
    new_id,
    normal,
    prune,
    row_number,
    rows,
    rows_of,
    sample,
    with_ids,
)  # fmt: skip
from forms.visibility import hidden, visible, without
from forms.writes import writes

__all__ = [
    "MESSAGES", "ROW_ID", "UNKNOWN", "Access", "AddRows", "Answer", "Applied", "Catalogue", "Change", "CodeList",
    "Conflict", "DefinitionFinding", "DeleteRows", "Edit", "Field", "Finding", "Form", "Indexed", "ListOptions",
    "Message", "Option", "OptionSource", "Parsed", "Place", "Reading", "SetValue", "TableField", "Text", "Unreadable",
    "all_rows", "apply", "canonical", "changes", "check", "check_form", "check_list", "compute", "context",
    "contexts_of", "defaults", "edits_between", "fill", "find_row", "findings_of", "hidden", "is_empty", "label",
    "load_form", "load_list", "located", "new_id", "normal", "parsed", "places", "prune", "read_json", "registry",
    "row_defaults", "row_label", "row_number", "row_scope", "rows", "rows_of", "sample", "say", "shown", "visible",
    "with_ids", "without", "writes",
]  # fmt: skip
