"""What is said about numbers, days and codes that were filled in; the way out under `<code>.todo`."""

from __future__ import annotations

FIELDS: dict[str, tuple[str, str]] = {
    "not_a_number": ("“{value}”不是数字", "“{value}” is no number"),
    "not_a_number.todo": ("只填数字，如 48.5；也可以写 3万", "Enter digits only, such as 48.5"),
    "too_precise": (
        "填的是 {value}，小数点后最多 {digits} 位",
        "{value} has more than {digits:# digit|# digits} after the point",
    ),
    "too_precise.todo": ("四舍五入后再填", "Round it"),
    "not_whole": ("填的是 {value}，这里只能填整数", "{value} has a fraction; only whole numbers can stand here"),
    "not_whole.todo": ("四舍五入后再填", "Round it"),
    "not_money": ("“{value}”不是金额", "“{value}” is no amount of money"),
    "not_money.todo": ("填数字，如 300；也可以带单位，如 300万元", "Enter a number such as 300"),
    "not_a_percentage": ("“{value}”不是百分比", "“{value}” is no percentage"),
    "not_a_percentage.todo": ("填 12.5 或 12.5%", "Enter 12.5 or 12.5%"),
    "too_early": ("填的是 {value}，不能早于 {limit}", "{value} is before {limit}, the earliest possible"),
    "too_late": ("填的是 {value}，不能晚于 {limit}", "{value} is after {limit}, the latest possible"),
    "not_a_month": ("“{value}”不是年月", "“{value}” is no month"),
    "not_a_month.todo": ("写成 2026-03 或 2026年3月", "Write it like 2026-03"),
    "not_a_year": ("“{value}”不是年份", "“{value}” is no year"),
    "not_a_year.todo": ("写成 2026", "Write it like 2026"),
    "not_a_moment": ("“{value}”不是日期和时间", "“{value}” is no date with a time"),
    "not_a_moment.todo": (
        "写成 2026-03-13 14:30 或 2026年3月13日下午2点半", "Write it like 2026-03-13 14:30"
    ),
    "not_a_period": ("“{value}”不是起止日期", "“{value}” is no period"),
    "not_a_period.todo": (
        "写成 2026-03-01 至 2026-05-31 的样子", "Write it like 2026-03-01 to 2026-05-31"
    ),
    "period_open": ("起止日期只填了一个", "One end of the period is missing"),
    "period_open.todo": ("把另一个日期也选上", "Choose the other day too"),
    "period_backwards": ("结束日期 {last} 早于开始日期 {first}", "It ends on {last}, before it begins on {first}"),
    "period_backwards.todo": ("对调或改正两个日期", "Swap or mend the two days"),
    "period_long": ("共 {days} 天，最长 {limit} 天", "{days:# day|# days}; the longest is {limit}"),
    "period_long.todo": ("缩短起止日期", "Shorten the period"),
    "not_yes_or_no": ("“{value}”不是“{yes}”或“{no}”", "“{value}” is neither “{yes}” nor “{no}”"),
    "not_yes_or_no.todo": ("选一个", "Choose one of them"),
    "not_an_email": ("“{value}”不是电子邮箱", "“{value}” is no mail address"),
    "not_an_email.todo": ("写成 zhang@cq.gov.cn 的样子", "Write it like zhang@cq.gov.cn"),
    "not_a_link": ("“{value}”不是网址", "“{value}” is no web address"),
    "not_a_link.todo": ("写成 https://www.cq.gov.cn 的样子", "Write it like https://www.cq.gov.cn"),
    "link_scheme": ("要以 http:// 或 https:// 开头", "It has to begin with http:// or https://"),
    "link_scheme.todo": ("写成 https://www.cq.gov.cn 的样子", "Write it like https://www.cq.gov.cn"),
    "link_credentials": ("网址中带有用户名或密码", "The address holds a name or password"),
    "link_credentials.todo": ("去掉 @ 和它前面的内容", "Remove the @ and what stands before it"),
    "id_card_length": ("有 {length} 位，应为 18 位", "{length:# character|# characters} instead of 18"),
    "id_card_length.todo": ("请对照身份证", "Compare it with the identity card"),
    "id_card_digit": (
        "前 17 位应为数字，最后一位为数字或 X",
        "The first 17 characters have to be digits, the last a digit or X",
    ),
    "id_card_digit.todo": ("请对照身份证", "Compare it with the identity card"),
    "id_card_old": (
        "这是旧的 15 位号码，换算成 18 位是 {new}", "This is an old number of 15 digits; with 18 it reads {new}"
    ),
    "id_card_old.todo": (
        "对照现在的身份证，填 18 位号码", "Enter the number of 18 characters on the present card"
    ),
    "id_card_province": ("前两位“{found}”不是任何省份的代码", "No province has the code “{found}” (first two digits)"),
    "id_card_province.todo": ("请对照身份证", "Compare it with the identity card"),
    "id_card_birth": ("第 7 至 14 位不是出生日期：{found}", "Characters 7 to 14 are no day of birth: {found}"),
    "id_card_birth.todo": ("请对照身份证", "Compare it with the identity card"),
    "id_card_check": (
        "第 18 位校验码应为“{right}”，填的是“{found}”",
        "The check character (18th) has to be “{right}”, not “{found}”",
    ),
    "id_card_check.todo": ("请对照身份证", "Compare it with the identity card"),
    "not_a_rating": ("“{value}”不是 1 到 {limit} 的评分", "“{value}” is no rating from 1 to {limit}"),
    "not_a_rating.todo": ("从中选一个", "Choose one of them"),
    "too_short": (
        "只有 {length} 个字，至少 {limit} 个", "{length:# character|# characters}; the least is {limit}"
    ),
    "too_short.todo": ("请写完整", "Write it out in full"),
    "pattern": ("“{value}”不是{what}，应如 {example}", "“{value}” is no {what}; it should look like {example}"),
    "pattern.todo": ("按示例的样子填写", "Write it as the example shows"),
    "pattern_check": ("“{value}”不是有效的{what}", "“{value}” is no valid {what}"),
    "pattern_check.todo": ("请对照原件", "Compare it with the original"),
    # about definitions
    "bad_amount": ("“{value}”不是数字，写成 \"0.5\" 或 12", "“{value}” is no number; write \"0.5\" or 12"),
    "bad_day": (
        "“{value}”不是这里要的日期，写成 2026-03-02、2026-03 或 2026-03-02T14:30",
        "“{value}” is not the day wanted here; write 2026-03-02, 2026-03 or 2026-03-02T14:30",
    ),
    "no_pattern": (
        "“{path}”的格式“{name}”不在清单中，可用的有：{known}",
        "The pattern “{name}” of “{path}” is not in the list; there are: {known}",
    ),
    "no_pattern_near": (
        "“{path}”的格式“{name}”不在清单中，是不是“{near}”？",
        "The pattern “{name}” of “{path}” is not in the list; did you mean “{near}”?",
    ),
    "bad_scale": (
        "“{path}”的小数位数是 {value}，应在 0 到 {limit} 之间",
        "“{path}” has a scale of {value}; it lies between 0 and {limit}",
    ),
    "bad_steps": (
        "“{path}”的评分级数是 {value}，应在 2 到 {limit} 之间", "“{path}” has {value} steps; there may be 2 to {limit}"
    ),
    "labels_count": (
        "“{path}”有 {steps} 级，却写了 {labels} 个名称；要么一个不写，要么每级一个",
        "“{path}” has {steps:# step|# steps} and {labels:# label|# labels}; name all of them or none",
    ),
    "bad_length": ("“{path}”的长度 {value} 应大于 0", "The length {value} of “{path}” has to be above 0"),
    "money_unit": (
        "“{path}”的单位“{unit}”不行，金额的单位是元、万元或亿元",
        "“{path}” cannot have the unit “{unit}”; money is counted in 元, 万元 or 亿元",
    ),
    "nothing_to_ask": (
        "“{path}”只是说明文字，不填内容，去掉“{name}”",
        "“{path}” only tells people something; remove “{name}”",
    ),
    "not_in_rows": (
        "明细表的行里不能放“{path}”这样的说明，移到表外",
        "“{path}” only tells people something and cannot stand in rows; move it out of the table",
    ),
}  # fmt: skip
