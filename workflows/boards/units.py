"""What one of each thing is called."""

from __future__ import annotations

from forms.text import Text

CASES = Text(zh="件", en="cases", one="case")
ROWS = Text(zh="行", en="rows", one="row")
TASKS = Text(zh="项", en="tasks", one="task")
STEPS = Text(zh="次", en="times", one="time")
MEMBERS = Text(zh="个", en="districts", one="district")
DAYS = Text(zh="个工作日", en="working days", one="working day")
PERCENT = Text(zh="%", en="%")
