"""The texts of messages."""

from __future__ import annotations

from forms.model import Model
from workflows.model.naming import Told


class MessageText(Model):
    """A message: FEEL between braces is filled in (`{case.number}已超过时限{clock.review.late}个工作日`).

    It sees what expressions of the procedure see, and `case.title`, `case.state_name`; what is null is shown as —.
    Without a subject it is called by the procedure and the case.
    """

    subject: Told | None = None
    text: Told
