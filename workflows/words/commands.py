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
    "command.pack_what": (
        "写明事项和文件：python -m workflows pack 事项 文件.sandbox.zip",
        "Name the procedure and the file: python -m workflows pack PROCEDURE FILE.sandbox.zip",
    ),
    "command.packed": ("已写入 {file}（{size}）", "wrote {file} ({size})"),
    "command.no_admin": ("“{login}”不是管理员", "“{login}” is no administrator"),
    "command.pack_title": (
        "{title}（第 {version} 版），{office}，{at}", "{title} (version {version}), {office}, {at}",
    ),
    "command.pack_signer_mine": ("签名：本机关", "signed by this office"),
    "command.pack_signer_known": ("签名：{name}，指纹已核对", "signed by {name}, whose fingerprint was compared"),
    "command.pack_signer_unknown": (
        "签名单位还没有核对过：问到对方的指纹（pack --fingerprint），加上 --trust 指纹",
        "nobody has compared the signer yet: ask for the fingerprint (pack --fingerprint) and add --trust FINGERPRINT",
    ),
    "command.pack_running": (
        "{procedure}：{count} 件在办，继续用现在的版本",
        "{procedure}: {count:# open case goes|# open cases go} on with the present version",
    ),
    "command.pack_tried": (
        "演练 {played} 个，{differs} 个结果不一样",
        "{played:# rehearsal|# rehearsals} played, {differs} came out otherwise",
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
