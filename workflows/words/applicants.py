"""What is said about applicants: organisations that come to the office."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "not_confirmed": (
        "“{organisation}”的登记信息还没有经本机关核实，可以先填写、暂存；核实后才能“{transition}”",
        "“{organisation}” has not been confirmed by the office yet: fill in and save the draft; "
        "“{transition}” is possible once it is",
    ),
    "start_unconfirmed": (
        "“{organisation}”的登记信息还没有核实：先在“申请主体”中核实，再代为录入",
        "“{organisation}” has not been confirmed yet: confirm it under “Applicants” first, then enter its case",
    ),
    "sight.by_task": ("因待办", "By a task"),
    "people.role_city": (
        "“{role}”属于{city}的事项，不能在{place}担任",
        "“{role}” belongs to procedures of {city} and cannot be held in {place}",
    ),
}
