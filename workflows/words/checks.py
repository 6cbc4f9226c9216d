"""What is said about procedures before they are published: the offender, where it may be looked for, the way out."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "unknown": ("没有{what}“{name}”；可用的有：{known}", "There is no {what} “{name}”; there are: {known}"),
    "unknown_near": ("没有{what}“{name}”，是不是“{near}”？", "There is no {what} “{name}”; did you mean “{near}”?"),
    "none_at_all": ("（一个也没有）", "none at all"),
    "word.form": ("表单", "form"),
    "word.use": ("用途", "form use"),
    "word.state": ("状态", "state"),
    "word.stage": ("阶段", "stage"),
    "word.transition": ("流转", "transition"),
    "word.role": ("角色", "role"),
    "word.field": ("字段", "field"),
    "word.row_field": ("行内字段", "field of the rows"),
    "word.district_field": ("区县或单位字段", "district or organisation field"),
    "word.table": ("明细表", "table"),
    "word.role_of_right": ("有这项权限的角色", "role that has this right"),
    "word.group": ("字段组", "field group"),
    "word.parameter": ("参数", "parameter"),
    "word.register": ("名录", "register"),
    "word.register_field": ("名录字段", "field of the register"),
    "word.register_table": ("名录明细", "table of the register"),
    "word.list": ("代码表", "code list"),
    "word.source": ("依据文件（sources）", "document in sources"),
    "word.open_per": ("唯一性依据", "thing a case is open for"),
    "word.pattern_part": ("编号成分", "part of a number"),
    "word.series_part": ("编号序列成分", "part of a series"),
    "type.integer": ("整数", "a whole number"),
    "type.date": ("日期（如 2026-03-13）", "a date such as 2026-03-13"),
    "type.text": ("文字", "a text"),
    "other_id": (
        "文件应为“{key}”，里面的 id 却是“{id}”；改成一致",
        "The file should hold “{key}”, but its id is “{id}”; make them the same",
    ),
    "unused_part": (
        "还没有事项使用“{part}”；同使用它的事项一起发布",
        "No procedure uses “{part}” yet; publish it together with one that does",
    ),
    "no_policy": (
        "依据“{source}”指向的政策文本“{name}”不在；先在“政策文本”建档，或去掉 policy",
        "The policy text “{name}” of source “{source}” is not there; make it under “Policy texts” or drop `policy`",
    ),
    "no_policy_near": (
        "依据“{source}”指向的政策文本“{name}”不在，是不是“{near}”？",
        "The policy text “{name}” that source “{source}” names is not there; did you mean “{near}”?",
    ),
    "no_sentence": (
        "依据“{basis}”：{title}没有第 {number} 句；在依据里重新选",
        "Basis “{basis}”: {title} has no sentence {number}; choose again",
    ),
    "sentence_alone": (
        "依据“{basis}”按句引用，但“{source}”没有附政策文本；给它选一份，或改写成条款",
        "Basis “{basis}” names sentences, but source “{source}” has no policy text; choose one or write the clause",
    ),
    "sentence_ended": (
        "依据“{basis}”：{title}第 {number} 句在 {day} 不施行（{begins}至{ends}）；改选现行的句子",
        "Basis “{basis}”: sentence {number} of {title} is not in force on {day} ({begins} to {ends}); choose another",
    ),
    "no_main_form": ("缺少主表：加上用途“main”", "The main form is missing; add a use “main”"),
    "form_is_main": (
        "主表不能随流转另填；去掉 form，或用别的用途",
        "The main form cannot be filled in beside itself; drop `form` or name another use",
    ),
    "check_not_main": (
        "check 只检查主表“main”；随流转填写的“{use}”总会检查，去掉 check",
        "`check` speaks of the main form; “{use}” is checked anyway when it is filled in: drop `check`",
    ),
    "stage_twice": ("阶段“{stage}”出现了两次，改一个名字", "Stage “{stage}” stands twice; rename one"),
    "stage_empty": ("阶段“{stage}”里没有状态", "No state is in stage “{stage}”"),
    "not_bulk": (
        '“{transition}”没有允许批量；给它加上 "bulk": true，或从清单去掉',
        '“{transition}” may not be taken in bulk; give it "bulk": true or drop it here',
    ),
    "bulk_with_choice": (
        "“{transition}”要逐件选择退到哪里、怎样回来，不能批量；去掉 bulk，或写明 to 和 back",
        "“{transition}” asks of each case where it goes and how it comes back, and cannot be taken in bulk; drop "
        "`bulk`, or say `to` and `back`",
    ),
    "needs_computed": (
        "“{path}”是自动计算的，没有人能填；去掉它",
        "“{path}” is computed and nobody can fill it in; drop it",
    ),
    "subject_no_district": (
        "“{subject}”不是主表最外层的区县或单位字段，不能说明办件属于谁",
        "“{subject}” is no district or organisation field outside tables and cannot say whose case it is",
    ),
    "role_where": (
        "“{where}”应为 city、task、district({subject}) 或 organisation({subject})（申报主体为单位时）",
        "“{where}” has to be city, task, district({subject}), or organisation({subject}) where organisations file",
    ),
    "nobody_starts": (
        "没有人能直接新建，只能作为子办件打开；若不是这样，在 start.by 写上角色",
        "Nobody can open a case but as a child of another; if that is not meant, name a role in start.by",
    ),
    "first_holder": (
        "第一个状态“{state}”应由新建的人（{by}）持有",
        "The first state “{state}” has to lie with who opens the case ({by})",
    ),
    "unreachable": (
        "状态“{state}”永远到不了：没有流转通向它；加一个，或删去它",
        "State “{state}” can never be reached: no transition leads to it; add one or delete it",
    ),
    "unreachable_by": (
        "状态“{state}”永远到不了：通向它的“{into}”都从到不了的状态开始",
        "State “{state}” can never be reached: no case comes to where “{into}” would start",
    ),
    "no_end": ("没有结束状态：给至少一个状态加上 end", "There is no final state; give at least one an `end`"),
    "dead_end": (
        "状态“{state}”走不到任何结束状态。例如：{way}。加一条出路",
        "From state “{state}” no end can be reached. For example: {way}. Add a way out",
    ),
    "leaves_end": (
        "“{state}”已结束，“{transition}”不能从它开始",
        "“{state}” is final; “{transition}” cannot start there",
    ),
    "no_return": (
        "“{transition}”要回到退回处，但没有退回（kind: return）通向“{state}”",
        "“{transition}” goes back to where the case was returned from, but no return leads to “{state}”",
    ),
    "role_of_office": (
        "“{role}”是本系统自己的角色，换一个名字",
        "“{role}” is a role of the system itself; choose another name",
    ),
    "nobody_takes": ("没有人能办“{transition}”：在 by 写上角色", "Nobody may take “{transition}”; name a role in `by`"),
    "starts_nowhere": (
        "“{transition}”没有起点：在 from 写上状态",
        "“{transition}” starts nowhere; name a state in `from`",
    ),
    "rests_for_ever": (
        "“{state}”写明不用人办（rests），但没有从它出发的自动流转，会一直停在那里",
        "“{state}” asks nothing of anybody (rests), but no automatic transition leads on, so it stays for ever",
    ),
    "no_holder": (
        "状态“{state}”没有写由谁办理（holder）",
        "State “{state}” does not say who has to act (holder)",
    ),
    "idle_holder": (
        "“{role}”持有“{state}”，却没有一个流转可办；给它一个，或换持有人",
        "“{role}” holds “{state}” but can take no transition there; add one or change the holder",
    ),
    "acts_blindly": (
        "“{role}”可以“{transition}”，但在“{states}”什么也看不到；给它读权，或去掉它",
        "“{role}” may take “{transition}” but can read nothing in “{states}”; let them read or drop them",
    ),
    "groups_of_other": (
        "字段组只用于主表；“{use}”的 groups 去掉",
        "Field groups are for the main form; drop those of “{use}”",
    ),
    "path_twice": (
        "“{path}”同时在字段组“{group}”和“{other}”里；留一处",
        "“{path}” stands in the groups “{group}” and “{other}”; keep one",
    ),
    "no_group": (
        "字段“{title}”（{path}）不在任何字段组里，谁也看不到；放进一个组",
        "Field “{title}” ({path}) is in no group, so nobody could see it; put it into one",
    ),
    "group_unseen": (
        "字段组“{group}”在任何状态都没有给任何人",
        "No state gives the field group “{group}” to anybody",
    ),
    "group_unwritten": (
        "字段组“{group}”在任何状态都没有人能填",
        "Nobody may fill in the field group “{group}” in any state",
    ),
    "row_right_outside": (
        "明细表“{table}”的行里没有字段组“{group}”的内容，不能按行限定；写到别的字段组，或去掉",
        "Rows of “{table}” hold nothing of the group “{group}”; limit them in another group, or drop this",
    ),
    "row_right_empty": (
        "对“{table}”的行没有写条件（read 或 write）；写上一个，或去掉",
        "No condition (`read` or `write`) limits the rows of “{table}”; add one or drop this",
    ),
    "row_right_twice": (
        "对“{table}”的行，{roles} 已经限定过一次；把两个条件合成一个",
        "The rows of “{table}” are limited twice for {roles}; make one condition of the two",
    ),
    "row_right_no_writer": (
        "write 限定的角色都不能填写“{table}”；去掉它，或给写权",
        "None of these roles may write in “{table}”; drop `write`, or give them the right",
    ),
    "rows_of_nobody": (
        "“{table}”的“{title}”（{path}）是必填的，可是每个能填的角色都只能填一部分行：有的行可能没有人能填",
        "“{title}” ({path}) of “{table}” has to be filled in, but whoever may write it may do so in some rows only: "
        "a row may be nobody's",
    ),
    "expression": ("表达式“{text}”有误：{why}", "The expression “{text}” is wrong: {why}"),
    "else_without_when": (
        "有 else 而没有 when：去掉它，或写上条件",
        "`else` without `when`: drop it or add the condition",
    ),
    "effect_no_number": (
        "这里要编号，但 case.number 没有写编号规则",
        "A number is given here, but case.number does not say how it is made",
    ),
    "effect_key_missing": (
        "写入“{register}”缺少关键字段“{field}”",
        "The key field “{field}” of “{register}” is missing",
    ),
    "effect_no_rows": (
        "“{text}”不是明细表，得不到要写的行",
        "“{text}” is no table, so there are no rows to write",
    ),
    "rows_say_nothing": (
        "加行没有写各列填什么（fields），每次都会加空行",
        "It does not say what stands in the rows it adds (fields)",
    ),
    "lookup_source": (
        "“{field}”关联的“{source}”不在本事项中，发布前请核对它是否存在",
        "“{field}” looks in “{source}”, which is not of this procedure; make sure that it exists",
    ),
    "lookup_path": (
        "“{field}”要带入的“{path}”在“{source}”里没有",
        "“{field}” takes over “{path}”, which “{source}” does not have",
    ),
    "effect_type": (
        "“{text}”是 {found}，放不进 {wanted} 字段",
        "“{text}” is of type {found} and does not fit a field of type {wanted}",
    ),
    "pattern_seq": (
        "编号“{pattern}”里要有一个流水号，如 {{seq:3}}",
        "The number “{pattern}” needs the running number once, such as {{seq:3}}",
    ),
    "series_hidden": (
        "按“{part}”分别编号，但“{pattern}”里没有它，会出现相同的编号；把 {{{part}}} 写进编号",
        "Numbers run per “{part}”, but “{pattern}” does not show it, so they would repeat; add {{{part}}}",
    ),
    "number_not_given": (
        '写了编号规则，但没有流转编号；在提交的 do 里加 {{"effect": "number"}}',
        'There is a rule for numbers, but no transition gives one; add {{"effect": "number"}} where it is handed in',
    ),
    "campaign_not_filed": (
        '有申报批次，但没有流转表示“已报”；在提交的 do 里加 {{"effect": "number"}}',
        'There are campaigns, but no transition counts as handing in; add {{"effect": "number"}} to it',
    ),
    "parameter_empty": (
        "参数“{name}”没有值：全市的参数要写上 value",
        "Parameter “{name}” has no value; one for the whole city needs it",
    ),
    "parameter_value": (
        "参数“{name}”的值“{value}”应为{type}",
        "The value “{value}” of parameter “{name}” has to be {type}",
    ),
    "parameter_outside": (
        "参数“{name}”的值 {value} 超出了自己的范围",
        "The value {value} of parameter “{name}” is outside its own bounds",
    ),
    "bounds_no_number": (
        "参数“{name}”不是整数，不能有 min、max",
        "Parameter “{name}” is no whole number and has no min or max",
    ),
    "bounds_reversed": (
        "参数“{name}”的下限 {low} 大于上限 {high}",
        "Parameter “{name}”: the lower bound {low} is above {high}",
    ),
    "no_campaigns": (
        "参数“{name}”按批次取值，但这个事项没有申报批次（campaign）",
        "Parameter “{name}” is set per campaign, but the procedure has none",
    ),
    "no_basis": (
        "“{title}”没有写依据；在“依据”里选文件和句子，政策没有规定的选“本局内部约定（政策未规定）”（JSON 里写 own）",
        "“{title}” does not say what it rests on: choose the document and its sentences as its basis, "
        "or “Office practice (not in the policy)” where the policy is silent (own in JSON)",
    ),
    "no_day": ("“{value}”不是日期，写成 2026-03-13 的样子", "“{value}” is no date; write it like 2026-03-13"),
    "days_reversed": ("止期 {high} 早于起期 {low}", "It ends on {high}, before it begins on {low}"),
    "register_no_key": (
        "名录“{register}”没有关键字段，分不清条目；在 key 写上",
        "The register “{register}” has no key, so entries cannot be told apart; name its fields",
    ),
    "follows_follower": (
        "名录“{register}”自己也是自动生成的，不能再按它生成别的名录；改为按它依据的那个名录",
        "The register “{register}” follows another one itself; follow that one instead",
    ),
    "follows_written": (
        "名录“{register}”按另一个名录自动生成，不能再由流转、时限或导入写它，也不能有明细；去掉这些，或去掉 follows",
        "The register “{register}” follows another one: nothing else may write it and it has no tables; remove those,"
        " or remove follows",
    ),
    "choice_no_list": (
        "单选字段“{field}”没有写代码表 options",
        "The choice “{field}” does not name its code list (options)",
    ),
    "reads_everything": (
        '“{role}”是全市角色，读整个名录，写 "*"',
        '“{role}” is a role of the whole city and reads the whole register; write "*"',
    ),
}
