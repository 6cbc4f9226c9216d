"""What is said about draws: before they can be published, when they cannot be done, and when they are replayed."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "word.draw": ("抽取", "draw"),
    "draw_not_committed": (
        "“{draw}”还没有事先承诺随机种子，不能抽取",
        "The seed of “{draw}” was not committed to beforehand, so nothing can be drawn",
    ),
    "draw_no_pool": ("“{draw}”的抽取范围“{text}”不是名单", "The pool of “{draw}”, {text}, is no list"),
    "draw_too_many": (
        "“{draw}”的抽取范围有 {count} 个，最多 {most} 个",
        "The pool of “{draw}” is too large: {count}, where {most} can be",
    ),
    "draw_no_key": ("“{draw}”的第 {number} 个没有识别码", "Number {number} of “{draw}” has no key"),
    "draw_key_twice": ("“{draw}”里“{key}”出现了两次", "“{key}” stands twice in “{draw}”"),
    "draw_bad_weight": (
        "“{draw}”里“{key}”的权重要是 0 到 {most} 的数，最多六位小数",
        "The weight of “{key}” in “{draw}” has to be a number from 0 to {most} with six decimals at most",
    ),
    "draw_bad_count": (
        "“{draw}”在“{stratum}”里抽几个，没有算出来",
        "How many “{draw}” takes in “{stratum}” did not come out as a whole number",
    ),
    "draw_too_few": (
        "能检查“{key}”的只有 {there} 人，需要 {each} 人",
        "Of those who may look at “{key}” there are {there}, where {each} are needed",
    ),
    "draw.no_record": ("这不是抽取记录", "This is no record of a draw"),
    "draw.part_missing": ("记录里缺“{part}”，或者它不是该有的样子", "“{part}” is missing in the record or misshapen"),
    "draw.part_unknown": ("记录里多出“{part}”", "The record has “{part}”, which is no part of it"),
    "draw.other_algorithm": ("记录不是按 {algorithm} 做的", "The record was not made by {algorithm}"),
    "draw.unreadable": ("记录读不懂：{why}", "The record cannot be followed: {why}"),
    "draw.seed": (
        "种子与事先的承诺不符：承诺 {told}，种子的哈希 {found}",
        "The seed is not the one committed to: {told} was, its hash is {found}",
    ),
    "draw.salt": (
        "名单被改过：记录的哈希 {told}，算出来 {found}",
        "The pool was changed: the record says {told}, it comes to {found}",
    ),
    "draw.keys": (
        "“{part}”没有按识别码排列，或者有重复",
        "“{part}” is not in the order of its keys, or one stands twice",
    ),
    "draw.differs": (
        "第 {number} 个抽出的应是 {found}，记录为 {told}",
        "Number {number} comes out as {found}, the record says {told}",
    ),
    "draw.people_differ": ("匹配的人员不符：{keys}", "The people do not match for: {keys}"),
    "draw.digest": (
        "记录被改过：摘要 {told}，算出来 {found}",
        "The record was changed: its digest says {told}, it comes to {found}",
    ),
    "draw.not_stored": ("办件 {case} 没有这份抽取记录", "The case {case} has no such draw"),
    "draw.other_stored": ("与本系统保存的不同：{part}", "It differs from what is stored here: {part}"),
    "draw.no_history": (
        "历史里没有先承诺、后抽取的两步",
        "The history does not hold the two steps, first the commitment and then the draw",
    ),
    "draw.replayed": (
        "{name}：重算一致，抽出 {count} 个",
        "{name}: replayed, the same {count:# is|# are} drawn",
    ),
    "draw.broken": ("{name}：{what}", "{name}: {what}"),
    "draw.none": ("没有已抽取的记录", "Nothing was drawn"),
    "draw.sum": ("核对了 {count} 次抽取，{wrong} 次不符", "Draws replayed: {count}, different: {wrong}"),
    "draw_commit_place": ("承诺种子只能写在流转里", "A draw can be committed to in transitions only"),
    "draw_unused": ("抽取“{name}”没有用到", "The draw “{name}” is not used"),
    "draw_uncommitted": (
        "抽取“{name}”没有哪一步先承诺种子（draw.commit）",
        "No transition commits to the draw “{name}” beforehand (draw.commit)",
    ),
    "draw_same_step": (
        "“{transition}”既承诺又抽取“{name}”；承诺要在更早的一步",
        "“{transition}” commits to and draws “{name}”; the commitment has to come in an earlier step",
    ),
    "draw_past_commitment": (
        "从“{state}”不经承诺就能走到抽取“{name}”：{way}；到时会被拒绝，请在这条路上加 draw.commit",
        "From “{state}” a way leads to the draw “{name}” past its commitment: {way}; it will be refused, "
        "so put draw.commit on this way",
    ),
    "draw_field_without_table": ("没有写结果放进哪个明细表", "It does not say into which table the result goes"),
    "draw_people_without_match": ("每个对象要 1 人以上", "Each needs one person at least"),
}
