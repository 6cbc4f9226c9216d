"""Sentences about soundness: what is wrong with the whole of a procedure, a way that shows it, a way out."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "search_capped": (
        "这个事项太大，只查看了 {count} 种情形，其余没有查；减少状态，或减少退回的去处",
        "The procedure is too large: only {count:# situation was|# situations were} looked at; "
        "use fewer states or returns",
    ),
    "guard_never_true": (
        "“{transition}”永远办不了：条件“{text}”在任何情况下都不成立；改条件，或删去这个流转",
        "“{transition}” can never be taken: “{text}” is true in no case; change the condition or delete the transition",
    ),
    "never_held": (
        "“{transition}”永远没有人能办：{roles}只由任务得到，却没有一轮审查给出；在 who 里用 as 给出，或换角色",
        "Nobody can ever take “{transition}”: {roles} comes with tasks only, and no round gives any; "
        "name it in `as` of a participant or choose another role",
    ),
    "dead_transition": (
        "“{transition}”永远用不上：办件到不了它的起点“{states}”；改 from，或删去它",
        "“{transition}” is of no use: no case comes to “{states}” where it starts; change `from` or delete it",
    ),
    "no_way_back_from": (
        "在“{state}”办“{transition}”时不知道回到哪里。例如：{way}。让到这里的流转都是退回（kind: return），或写明去处",
        "From “{state}”, “{transition}” does not know where to go back to. For example: {way}. "
        "Let every way there be a return, or name the state",
    ),
    "no_earlier": (
        "在“{state}”办“{transition}”时还没有到过别的状态，退不到更早。例如：{way}。从更后面的状态开始",
        "In “{state}” the case was nowhere else yet, so “{transition}” leads to no earlier state. For example: {way}. "
        "Let it start later",
    ),
    "straight_nowhere": (
        "“{transition}”退到“{state}”后应直接回来，可是那里没有往前的流转；加一个，或去掉 back",
        "“{transition}” wants the case straight back from “{state}”, but nothing leads on there; add a transition "
        "or drop `back`",
    ),
    "never_stays": (
        "“{state}”一到就被“{transition}”自动办走，“{others}”没有机会；给自动流转加上条件，或删去其余",
        "“{state}” is left at once by “{transition}”, so that “{others}” never get their turn; give it a condition "
        "or delete the others",
    ),
    "round_not_awaited": (
        "“{transition}”不等审查完成就离开“{state}”；条件写 round.complete",
        "“{transition}” leaves “{state}” before anybody has answered; its condition should ask for round.complete",
    ),
    "automatic_loop": (
        "自动流转“{transitions}”会无休止地转圈。例如：{way}。让其中一个的条件与其余的不能同时成立",
        "The automatic transitions “{transitions}” run in circles for ever. For example: {way}. "
        "Let one of their conditions exclude the others",
    ),
    "automatic_loop_perhaps": (
        "自动流转“{transitions}”可能转圈，条件“{unread}”无法判断。例如：{way}。核对它们不会同时成立",
        "The automatic transitions “{transitions}” may run in circles; “{unread}” cannot be decided. "
        "For example: {way}. Make sure that they are not true at once",
    ),
    "never_written": (
        "“{transition}”要有“{field}”（{path}），可是走到“{state}”之前没有人能填。例如：{way}。在之前或当时给人写权，或去掉",
        "“{transition}” asks for “{field}” ({path}), but nobody can fill it in up to “{state}”. For example: {way}. "
        "Let somebody write it before or there, or drop it",
    ),
    "written_elsewhere": (
        "“{transition}”要有“{field}”（{path}），但有一条路不经过能填它的“{states}”：{way}。在这里也给写权",
        "“{transition}” asks for “{field}” ({path}), but one way avoids “{states}”, where it can be filled in: {way}. "
        "Let somebody write it here too",
    ),
    "way_gap": (
        "在“{state}”，往前的流转“{transitions}”没有覆盖所有情况，如 {example}：只能退回或撤销。例如：{way}。补上它",
        "In “{state}” the transitions that lead on, “{transitions}”, leave out a case, such as {example}: "
        "only ways back remain. For example: {way}. Cover that case",
    ),
    "gap_stuck": (
        "在“{state}”，“{transitions}”没有覆盖所有情况，例如 {example}：办件会停在那里。例如：{way}。补上这种情况",
        "In “{state}”, “{transitions}” leave out a case, such as {example}: it would be stuck. For example: {way}. "
        "Cover that case",
    ),
    "gap_unknown": (
        "在“{state}”，无法判断“{transitions}”是否覆盖所有情况，因为看不透：{unread}；请自行核对",
        "In “{state}” it cannot be decided whether “{transitions}” cover all cases, because of: {unread}; "
        "please look for yourself",
    ),
    "round_gap": (
        "在“{state}”审查完成后，“{transitions}”没有覆盖所有结果，如 {example}，会停住。例如：{way}，{opinions}。补上它",
        "Once the round in “{state}” is complete, “{transitions}” leave out a result, such as {example}: "
        "the case would be stuck. For example: {way}; {opinions}. Cover it",
    ),
    "holder_never_held": (
        "“{state}”由“{role}”办理，可是没有任务给出这个角色，没有人能办。例如：{way}。换办理的角色",
        "“{state}” lies with “{role}”, a role that no task gives: nobody can act. For example: {way}. "
        "Choose another holder",
    ),
    "holder_stuck": (
        "“{state}”由“{role}”办理，可是它的流转都永远办不了。例如：{way}。改条件，或换办理的角色",
        "“{state}” lies with “{role}”, but none of its transitions can ever be taken. For example: {way}. "
        "Change the conditions or the holder",
    ),
    "holder_only_back": (
        "“{state}”由“{role}”办理，但它只能退回或撤销，往前要靠别人。例如：{way}。给它往前的流转，或换办理的角色",
        "“{state}” lies with “{role}”, who can only send it back or drop it. For example: {way}. "
        "Let them take a transition that leads on, or change the holder",
    ),
    "opens_blank": (
        "“{roles}”新建之后在“{state}”什么也不能填；给写权",
        "“{roles}” open a case and can fill in nothing in “{state}”; let them write",
    ),
    "round_unused": (
        "没有状态使用“{round}”；在状态的 round 写上，或删去",
        "No state holds “{round}”; name it or delete it",
    ),
    "round_and_holder": (
        "“{state}”又有轮次（round）又有办理人（holder）；留一个",
        "“{state}” has both a round and a holder; keep one",
    ),
    "round_in_end": ("“{state}”已结束，不能再审查；去掉 round", "“{state}” is final and holds no round; drop `round`"),
    "round_nobody": ("“{round}”没有请任何人；在 who 写上", "“{round}” asks nobody; name somebody in `who`"),
    "round_nobody_if": (
        "“{round}”有时没有人可请，例如 {example}：没有任何意见就算完成了。补一个没有条件的参加者，或覆盖这种情况",
        "“{round}” sometimes asks nobody, for example where {example}: it is complete without any opinion. "
        "Add somebody without a condition, or cover that case",
    ),
    "round_perhaps_nobody": (
        "无法判断“{round}”是否总有人可请（{whom}）；请自行核对",
        "It cannot be decided whether “{round}” always asks somebody ({whom}); please look for yourself",
    ),
    "round_role_by_task": (
        "“{round}”请“{role}”，可是这个角色只由任务得到，找不到人；改用 organisation、person、named，角色写在 as",
        "“{round}” asks “{role}”, a role that only tasks give: nobody is found. Say `organisation`, `person`, "
        "`register` or `named`, and the role in `as`",
    ),
    "round_blind": (
        "“{round}”请“{role}”，可是他们在“{states}”什么也看不到；给读权",
        "“{round}” asks “{role}”, who can read nothing in “{states}”; let them read",
    ),
    "round_namer_absent": (
        "“{round}”的参加者由别人指定，但“{transition}”不由他们办。例如：{way}。让能指定的人办，或给 named 加上角色",
        "The participants of “{round}” are named by others than those who take “{transition}”. For example: {way}. "
        "Let those who name them take it, or add roles to `named`",
    ),
    "round_all_recused": (
        "“{round}”里人人都要回避：“{text}”总成立；改条件",
        "Everybody has to stand aside in “{round}”: “{text}” is always true; change it",
    ),
    "round_too_few": (
        "“{round}”至少要 {wanted} 份意见，却最多只有 {most} 份，永远不会完成。例如：{way}。减少 at_least，或多请人",
        "“{round}” wants {wanted} opinions and gets {most} at most: it is never complete. For example: {way}. "
        "Lower `at_least` or ask more people",
    ),
    "round_stuck": (
        "“{round}”会停住：人人都答复了，仍不到 {wanted} 份意见。例如：{way}，{opinions}。减少 at_least，或多请人",
        "“{round}” can be stuck: all have answered and there are fewer than {wanted} opinions. For example: {way}; "
        "{opinions}. Lower `at_least` or ask more people",
    ),
    "round_perhaps_stuck": (
        "“{round}”请到的人太少时会停住，至少要 {wanted} 份意见。例如：{way}，{opinions}；请自行核对",
        "“{round}” is stuck where too few are found: it wants {wanted} opinions. For example: {way}; {opinions}. "
        "Please look for yourself",
    ),
    "round_capped": (
        "“{round}”太大，只查看了 {count} 种进展，其余没有查",
        "“{round}” is too large: only {count:# stand was|# stands were} looked at",
    ),
    "no_such_result": (
        "“{transition}”永远办不了：无论怎样答复，“{text}”都不成立；改条件，或改轮次的规则",
        "“{transition}” can never be taken: no answers make “{text}” true; change it or the rule of the round",
    ),
    "outcome_never": (
        "“{round}”的结论 {result} 无论怎样答复都得不到；改“{text}”里的条件",
        "No answers lead to {result} as the result of “{round}”; change the conditions in “{text}”",
    ),
    "opinion.agrees": ("{who}：同意", "{who}: agrees"),
    "opinion.against": ("{who}：不同意", "{who}: does not agree"),
    "opinion.given": ("{who}：答复", "{who}: answers"),
    "opinion.no_score": ("{who}：没有打分", "{who}: gives no score"),
    "opinion.not_asked": ("{who}：没有请", "{who}: is not asked"),
    "opinion.nobody": ("没有请任何人", "nobody is asked"),
    "round_no_agrees": (
        "“{round}”是票签，却没有写怎样算同意（agrees）",
        "“{round}” is a vote but does not say what agrees (`agrees`)",
    ),
    "round_share": (
        "“{round}”的通过比例 {share} 应大于 0、不超过 1，否则永远通不过或总通过；改 share",
        "The share {share} of “{round}” has to be above 0 and at most 1, else nothing or everything passes",
    ),
    "round_veto_of_nobody": (
        "“{role}”在“{round}”有否决权，却没有请他们；加到 who，或去掉",
        "“{role}” may refuse alone in “{round}” but is not asked; add them to `who` or drop them",
    ),
    "round_no_weight": (
        "“{round}”各方权重之和为零；改 weight",
        "All weights of “{round}” together are zero; change them",
    ),
    "round_no_score": ("“{round}”是评分，却没有写分数（score）", "“{round}” is scored but does not say how (`score`)"),
    "round_trim": (
        "“{round}”两头各去掉 {trim} 份，而意见只有 {most} 份：一份也不剩；减少 trim，或多请人",
        "“{round}” leaves out {trim} scores at each end of {most}: none remains; lower `trim` or ask more people",
    ),
    "round_waits_itself": (
        "“{round}”请谁要看 {names}，而它们要等审查才有；改条件",
        "Whom “{round}” asks hangs on {names}, which the round itself brings out; change the condition",
    ),
    "round_leads_nowhere": (
        "“{state}”的审查完成后没有往前的流转。例如：{way}。加一个自动流转，条件写 round.complete",
        "Nothing leads on from “{state}” once its round is complete. For example: {way}. "
        "Add an automatic transition with round.complete as its condition",
    ),
    "clock_never_starts": (
        "“{clock}”永远不会开始：“{transitions}”都办不到；改 starts",
        "“{clock}” never starts: “{transitions}” can never be taken; change `starts`",
    ),
    "clock_no_start": (
        "“{clock}”没有写从什么时候算起；写 starts 或 from_day",
        "“{clock}” does not say when it starts; give `starts` or `from_day`",
    ),
    "clock_never_counts": (
        "“{clock}”开始后在哪个状态都不计；改 paused_in、ends_in",
        "“{clock}” counts in no state after it has started; change `paused_in` or `ends_in`",
    ),
    "clock_limit": (
        "“{clock}”的时限可能是 {limit}，至少应为 1；改 limit 或参数的范围",
        "The limit of “{clock}” can be {limit} and has to be 1 at least; change it or the bounds of its parameter",
    ),
    "clock_always_yellow": (
        "“{clock}”最长 {limit} 天，提前 {days} 天变黄：从一开始就是黄的；减少 yellow_days",
        "“{clock}” is {limit} days at most and yellow {days} before: yellow from the start; lower `yellow_days`",
    ),
    "clock_then_by_hand": (
        "“{clock}”到期后要自动办“{transition}”，它却不是自动流转；写 kind: automatic",
        "“{clock}” takes “{transition}” when it is red, which is not automatic; make it `kind: automatic`",
    ),
    "clock_then_nowhere": (
        "“{clock}”在“{states}”到期，而“{transition}”不从那里开始：到期什么也不发生；改 from",
        "“{clock}” becomes red in “{states}”, where “{transition}” does not start: nothing would follow; change `from`",
    ),
    "clock_then_not_from": (
        "“{clock}”也会在“{states}”到期，“{transition}”不从那里开始；加到 from，或在那里暂停",
        "“{clock}” can also become red in “{states}”, where “{transition}” does not start; add them to `from` "
        "or pause it there",
    ),
    "clock_blocks_no_minimum": (
        "“{clock}”不是最短时间，blocks 不起作用；写 minimum，或去掉",
        "“{clock}” is no minimum, so `blocks` does nothing; set `minimum` or drop it",
    ),
    "minimum_for_nothing": (
        "“{clock}”是最短时间，却没有挡住任何流转；在 blocks 写上",
        "“{clock}” is a minimum but blocks no transition; name them in `blocks`",
    ),
    "minimum_waits_itself": (
        "“{transition}”要等“{clock}”过完，而“{clock}”要等它才开始；改 starts 或 blocks",
        "“{transition}” waits for “{clock}”, which only starts after it; change `starts` or `blocks`",
    ),
    "minimum_bypassed": (
        "有一条路不经过“{clock}”的起点就能办“{transition}”：{way}。让每条路都起算",
        "One way comes to “{transition}” without ever starting “{clock}”: {way}. Let every way start it",
    ),
    "clock_hands_to_idle": (
        "“{clock}”到期后移交“{role}”，可是他们在“{states}”什么也不能办；给他们流转，或换角色",
        "“{clock}” hands late cases to “{role}”, who can do nothing in “{states}”; let them act or choose another role",
    ),
    "limit_over_legal": (
        "“{clock}”最长可到 {limit}，超过法定的 {legal}；减少，或缩小参数的范围",
        "“{clock}” can be {limit} and the law allows {legal}; lower it or the bounds of its parameter",
    ),
    "extension_over_legal": (
        "“{clock}”的 {limit} 加上最多延长 {more}，超过法定的 {legal}；减少延长",
        "“{clock}” of {limit} can be lengthened by {more}, above the {legal} that the law allows; lower that",
    ),
    "ways_over_legal": (
        "一条路上的时限合计可到 {sum}，超过法定的 {legal}：{way}。减少其中的时限",
        "The limits on one way can add up to {sum}, above the {legal} that the law allows: {way}. Lower some of them",
    ),
    "legal_not_covered": (
        "“{states}”没有时限，总时间就没有上限：{way}。给它们计时，或标明在等外部（waits）",
        "No limit covers “{states}”, so the whole may take for ever: {way}. Give them a clock, or say that they wait "
        "for somebody outside (`waits`)",
    ),
    "child_never_opened": (
        "没有人、也没有流转会开“{child}”；在 by 写上角色，或在 do 里开",
        "Nobody and no transition opens “{child}”; name roles in `by` or open it in `do`",
    ),
    "child_nowhere": (
        "“{child}”只能在“{states}”开，而办件到不了那里；改 states",
        "“{child}” can only be opened in “{states}”, where no case comes to; change `states`",
    ),
    "child_after_blocked": (
        "“{transition}”要等“{child}”办完，而“{child}”要在它之后才能开；改 states 或 blocks",
        "“{transition}” waits for “{child}”, which can only be opened after it; change `states` or `blocks`",
    ),
    "child_waits_itself": (
        "“{child}”是同一事项，而“{transition}”是结束必经的：子办件又可有子办件，可能互相等；改 blocks",
        "“{child}” is of the same procedure, and “{transition}” comes before every end: children of children may wait "
        "without end; change `blocks`",
    ),
    "back_to_end": (
        "“{transition}”是退回或撤回，却通向已结束的“{state}”；改去处，或改 kind",
        "“{transition}” sends a case back and leads to “{state}”, which is final; change its target or its kind",
    ),
    "back_is_on": (
        "“{transition}”是退回或撤回，可是办件在此之前没有到过“{state}”；改去处，或改 kind",
        "“{transition}” sends a case back, but it was never in “{state}” before; change its target or its kind",
    ),
    "goes_nowhere": (
        "“{transition}”从“{state}”又到“{state}”，什么也没有发生；改去处",
        "“{transition}” leads from “{state}” to “{state}” and does nothing; change its target",
    ),
    "only_away": (
        "从“{state}”只能退回或撤销（{transitions}），不能往前。例如：{way}。加一个往前的流转",
        "From “{state}” only “{transitions}” remain: nothing leads on. For example: {way}. Add a transition that does",
    ),
    "returned_by_bystander": (
        "“{transition}”由{roles}办，可是“{state}”不在他们手里，他们没有待办；交给办理的人",
        "“{transition}” is for {roles}, with whom “{state}” does not lie: they have nothing to do there. "
        "Let the holder take it",
    ),
    "unseen_later": (
        "字段组“{group}”一开始就填，到了“{state}”却没有人能看；给读权",
        "The group “{group}” is filled in at the beginning, but nobody reads it in “{state}”; let somebody",
    ),
    "needs_unseen": (
        "“{transition}”要有“{field}”，可是办的人在“{states}”看不到它；给读权",
        "“{transition}” asks for “{field}”, which those who take it cannot read in “{states}”; let them",
    ),
    "sight_lost": (
        "“{role}”只在“{state}”看不到“{group}”，前后都看得到（同 {like} 一样）；给读权，或在更多状态也不给",
        "“{role}” loses sight of “{group}” in “{state}” alone, and reads it before and after (as {like}); let them "
        "read, or hide it in more states",
    ),
    "guard_unseen": (
        "“{transition}”的条件看“{field}”，可是“{role}”在“{states}”看不到它，不知道为什么不能办；给读权",
        "The condition of “{transition}” hangs on “{field}”, which “{role}” cannot read in “{states}”: they cannot "
        "tell why they may not; let them read",
    ),
    "handed_on_unseen": (
        "“{transition}”之前刚填的“{group}”，到“{state}”要办的“{role}”看不到；给读权",
        "“{group}” was filled in just before “{transition}”, and “{role}”, who has to act in “{state}”, cannot read "
        "it; let them",
    ),
    "input_unseen": (
        "“{round}”的意见以“{fields}”为依据，可是“{role}”在“{state}”看不到；给读权",
        "Opinions of “{round}” rest on “{fields}”, which “{role}” cannot read in “{state}”; let them",
    ),
    "recalled_by_other": (
        "“{transition}”是撤回，却由{roles}办，他们没有把办件交到“{states}”；改 by",
        "“{transition}” takes a case back, but {roles} never handed it on to “{states}”; change `by`",
    ),
    "dropped_by_other": (
        "“{transition}”是撤销，却由{roles}办：办件不是他们开的，在“{states}”也不在他们手里；改 by",
        "“{transition}” drops a case, but {roles} neither opened it nor hold it in “{states}”; change `by`",
    ),
    "ends_unfiled": (
        "“{transition}”还没有交件就从“{state}”往前结束了；如果是撤销，写 kind: drop",
        "“{transition}” leads on from “{state}” to an end before the case is handed in; if it drops the case, say "
        "`kind: drop`",
    ),
    "mends_nothing": (
        "“{transition}”退到“{state}”修改，可是“{role}”在那里什么也不能填；给写权",
        "“{transition}” sends a case to “{state}” to be mended, but “{role}” can fill in nothing there; let them write",
    ),
    "forward_to_start": (
        "“{transition}”回到开头的“{state}”，却写作往前；写 kind: return 或 recall",
        "“{transition}” leads back to the beginning, “{state}”, but is said to lead on; say `kind: return` or `recall`",
    ),
    "command.mutated": (
        "{procedure}：改坏 {count} 处（另 {same} 处等于没改），检查发现 {found} 处（{share}），没有发现 {left} 处",
        "{procedure}: {count:# way|# ways} to break it ({same} more change nothing), {found} found by checks "
        "({share}), {left} by nothing",
    ),
    "command.mutated_both": (
        "{procedure}：改坏 {count} 处（另有 {same} 处改了等于没改），检查发现 {found} 处（{share}）；"
        "演练试了 {played} 处，发现 {rehearsed} 处（{rehearsed_share}）；合起来 {together} 处（{both}），"
        "没有发现 {left} 处",
        "{procedure}: {count:# way|# ways} to break it ({same} more change nothing), {found} found by checks "
        "({share}); rehearsals, played with {played}, found {rehearsed} ({rehearsed_share}); together {together} "
        "({both}), {left} by nothing",
    ),
    "command.mutated_kind": (
        "{kind}：{count} 处，检查 {found}，合起来 {together}",
        "{kind}: {count}, {found} by checks, {together} together",
    ),
    "command.mutated_same": ("{name}：等于没改", "{name}: changes nothing"),
    "survives.other_way": (
        "办件仍能走到结束，每个流转仍用得上：流程通顺，只是同原来不同，要靠演练看出来",
        "Every case still finds its end, every transition its use: it is sound, if other than it was; rehearsals tell",
    ),
    "survives.meant": (
        "条件仍可能成立：原来的意思只有演练知道",
        "The condition can still be true; what was meant only rehearsals know",
    ),
    "survives.who": (
        "仍有人能办、能看到：该由谁办只有演练知道",
        "Somebody can still act and see; whose turn it should be only rehearsals know",
    ),
    "survives.sight": (
        "仍有人能填、办的人仍能看到：给谁看只有演练知道",
        "It can still be filled in, and who acts still sees the case; who should read what only rehearsals know",
    ),
    "survives.sound": ("改动以后流程仍然通顺", "The procedure is still sound after the change"),
}
