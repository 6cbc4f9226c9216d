"""What is said about clocks, duties and public periods before a procedure is published."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "remind_never": (
        "提醒没有写什么时候发：写 before 或 every，次数至少 1",
        "The reminders are never sent: give before or every, and at least one",
    ),
    "look_back_from": (
        "{clock}往前算，要写 from_day（以哪一天为准）",
        "{clock} is counted back: say from which day (from_day)",
    ),
    "duty_of_what": (
        "{duty}要写在哪些状态（while_in）或哪个名录（of）期间报送，两者写一个",
        "{duty}: say in which states (while_in) or of which register (of) it is due, one of both",
    ),
    "duty_of_entry_fixed": (
        "{duty}是名录条目的，周期（every）只能写：{known}；截止日（due_day）只能写数字",
        "{duty} is one of a register: every has to be one of {known}, and due_day a number",
    ),
    "duty_of_entry": (
        "{duty}是名录条目的报送，条目没有状态和待办，不能用 {key}",
        "{duty} is owed by entries of a register, which have no state and no task: {key} is not for them",
    ),
    "duty_remind_nobody": (
        "{duty}是名录条目的报送，要写提醒谁（to）：条目没有待办",
        "{duty} is owed by entries of a register: say who is reminded (to), for nobody has a task there",
    ),
    "duty_other_child": (
        "{duty}由{child}来报，两者要属于同一名录，或都属于办件",
        "{duty} is reported by {child}: both have to be of the same register, or of cases",
    ),
    "public_no_minimum": (
        "{period}的时限要是最短期限（minimum）",
        "The clock of {period} has to be a minimum period",
    ),
    "public_main_form": (
        "{period}的异议要用单独的表单，不能用办件自己的表单",
        "Objections to {period} need a form of their own, not that of the case",
    ),
    "public_form_field": (
        "{period}的异议表单谁都能填，不能有{field}（{type}）",
        "Anybody fills in the form of objections to {period}; {field} ({type}) cannot be asked there",
    ),
    "public_no_answer": ("{period}没有人答复异议（answers）", "Nobody answers objections to {period} (answers)"),
}
