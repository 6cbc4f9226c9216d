"""What is said while official tables become forms."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "official_gone": ("这份表格不在了，重新上传", "This table is gone; upload it again"),
    "official_many": (
        "没做完的表格最多留 {limit} 份；先完成或删掉几份",
        "At most {limit} unfinished tables are kept; finish some or throw them away",
    ),
    "official_no_guess": ("这一处不在这份表格里，刷新再试", "This place is not in the table; reload and try again"),
    "official_no_type": ("不能改成“{type}”", "It cannot be made “{type}”"),
    "official_long_title": (
        "名称最多 {limit} 个字，前后不留空格",
        "A name has at most {limit} characters and no spaces around it",
    ),
    "official_bad_key": (
        "“{key}”不能作标识：以汉字或字母开头，只用汉字、字母、数字和下划线",
        "“{key}” is no identity: begin with a letter, then letters, digits and _",
    ),
    "official_taken": (
        "已经有标识为“{key}”的表单；换一个标识，免得盖掉它",
        "There is a form “{key}” already; choose another identity, so that it is not written over",
    ),
}
