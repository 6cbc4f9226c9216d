"""What the command line says."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "command.no_definition": (
        "不是表单、事项或代码表的 JSON（要有 kind 和 id）",
        "no JSON of a form, procedure or code list (it needs kind and id)",
    ),
    "command.checked": (
        "{errors} 个错误，{others} 个提醒",
        "{errors:# error|# errors}, {others} other",
    ),
    "command.published": ("{procedure} 第 {number} 版已发布", "{procedure} published as version {number}"),
    "command.unchanged": ("{procedure} 第 {number} 版已是这个内容", "{procedure} version {number} holds this already"),
    "command.covered": (
        "{procedure}：{wanted} 种流转和拒绝，演练了 {tried} 种",
        "{procedure}: {tried} of {wanted} transitions and refusals were rehearsed",
    ),
    "command.not_tried": ("没有演练：{transition} {guard}", "not rehearsed: {transition} {guard}"),
    "command.password": ("密码：", "Password: "),
    "command.no_login": ("没有“{login}”这个账号", "There is no account “{login}”"),
    "command.has_admin": (
        "已经有管理员；忘了密码用 user password LOGIN",
        "There is an administrator already; for a lost password use: user password LOGIN",
    ),
    "command.practice_already": ("这里已经是演示数据", "This is the practice office already"),
    "command.not_empty": (
        "数据库不是空的，演示数据只能放进空的数据库",
        "The database is not empty; practice data only goes into an empty one",
    ),
    "command.practice_made": ("演示数据已放好", "The practice office is ready"),
    "command.broken": ("办件 {case}：{what}", "case {case}: {what}"),
    "command.verified": (
        "查了 {steps} 步，{broken} 处不符",
        "{steps:# step|# steps} read, {broken} of them broken",
    ),
    "command.busy": ("数据库正被占用，稍后再试", "The database is busy; try again later"),
}
