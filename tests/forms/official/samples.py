"""Nine blank tables after the policies: the annex of the guiding opinion of Chongqing, and eight more.

Each comes with the fields that somebody who knows the table would make of it. `python -m tests.forms.official.samples
FOLDER` writes them as files.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.forms.official.drawing import Block, C, Table, Text, docx, title, xlsx


@dataclass(frozen=True)
class Want:
    """A field as it should come out: `a.b` is a column of a table; several types are as good."""

    path: str
    types: str
    unit: str = ""
    options: int = 0


@dataclass(frozen=True)
class Sample:
    name: str
    title: str
    blocks: Sequence[Block]
    fields: Sequence[Want]
    opinions: Sequence[str] = ()
    seals: int = 0


def w(path: str, types: str, unit: str = "", options: int = 0) -> Want:
    return Want(path, types, unit, options)


PROMISE = "本单位承诺所提交的材料真实、合法、有效，并接受全过程监管。"
DAY = "年    月    日"

REGION = Sample(
    "01_region_declaration",
    "区域类“沙盒监管”申报表",
    [
        Text("附件"),
        title("区域类“沙盒监管”申报表"),
        Text("填报区县：         "),
        Table(
            [
                ["序号", "申报名称", "所属类型（园区、孵化园、创业创新园、自贸片区等）", "注册登记地址",
                 "区域内经营主体数量（户），经营主体明细（附表，包括名称、统一社会信用代码）"],
                ["1", "****创业园", "创业创新园", "**路45号2号", ""],
                ["2", "", "", "", ""],
                ["3", "", "", "", ""],
            ],
            5,
        ),
        Text(""),
        Text("联系人：                         联系电话："),
    ],
    [
        w("填报区县", "district"),
        w("区域类“沙盒监管”", "table"),
        w("区域类“沙盒监管”.申报名称", "text"),
        w("区域类“沙盒监管”.所属类型", "choice", "", 5),
        w("区域类“沙盒监管”.注册登记地址", "text"),
        w("区域类“沙盒监管”.区域内经营主体数量", "integer", "户"),
        w("区域类“沙盒监管”.经营主体明细", "table"),
        w("区域类“沙盒监管”.经营主体明细.名称", "text"),
        w("区域类“沙盒监管”.经营主体明细.统一社会信用代码", "uscc"),
        w("联系人", "text"),
        w("联系电话", "phone"),
    ],
)  # fmt: skip

REGION_ANNEX = Sample(
    "02_region_with_annex",
    "“沙盒监管”区域汇总申报表",
    [
        Text("附件1"),
        title("“沙盒监管”区域汇总申报表"),
        Text("填报单位（盖章）：                      填报日期：     年    月    日"),
        Table(
            [
                [C("序号", high=2), C("区域名称", high=2), C("管理方", wide=2), C("区域内经营主体（户）", wide=2),
                 C("经营主体明细（见附表）", high=2)],
                ["联系人", "联系电话", "合计", "其中：A类"],
                ["1", "", "", "", "", "", ""],
                ["2", "", "", "", "", "", ""],
                ["3", "", "", "", "", "", ""],
                [C("合计", wide=2), "", "", "", "", ""],
            ],
            7,
        ),
        Text("注：区域指园区、孵化园、创业创新园、自贸片区等“四新”经济相对集中的区域。"),
        Text(""),
        Text("附表"),
        title("经营主体明细表"),
        Table(
            [
                ["序号", "区域名称", "经营主体名称", "统一社会信用代码", "所属行业", "信用风险分类（A、B、C、D）",
                 "备注"],
                ["1", "", "", "", "", "", ""],
                ["2", "", "", "", "", "", ""],
                ["…", "", "", "", "", "", ""],
            ],
            7,
        ),
    ],
    [
        w("填报单位", "text organisation"),
        w("填报日期", "date"),
        w("“沙盒监管”区域汇总", "table"),
        w("“沙盒监管”区域汇总.区域名称", "text"),
        w("“沙盒监管”区域汇总.管理方·联系人", "text"),
        w("“沙盒监管”区域汇总.管理方·联系电话", "phone"),
        w("“沙盒监管”区域汇总.区域内经营主体·合计", "integer", "户"),
        w("“沙盒监管”区域汇总.区域内经营主体·其中：A类", "integer", "户"),
        w("“沙盒监管”区域汇总.经营主体明细", "table"),
        w("“沙盒监管”区域汇总.经营主体明细.经营主体名称", "text"),
        w("“沙盒监管”区域汇总.经营主体明细.统一社会信用代码", "uscc"),
        w("“沙盒监管”区域汇总.经营主体明细.所属行业", "cascade"),
        w("“沙盒监管”区域汇总.经营主体明细.信用风险分类", "choice", "", 4),
        w("“沙盒监管”区域汇总.经营主体明细.备注", "text"),
    ],
    seals=1,
)  # fmt: skip

APPLICATION = Sample(
    "03_entry_application",
    "入盒申请表",
    [
        title("入盒申请表"),
        Text("申请编号：                        申请日期：    年    月    日"),
        Table(
            [
                [C("一、申请主体基本情况", wide=6)],
                ["企业名称", C("", wide=3), "统一社会信用代码", ""],
                ["注册地址", C("", wide=3), "成立日期", f"  {DAY}"],
                ["法定代表人", "", "身份证号", "", "联系电话", ""],
                ["联系人", "", "手机", "", "电子邮箱", ""],
                ["注册资本（万元）", "", "从业人员（人）", "", "研发投入占比（%）", ""],
                ["企业性质", C("□国有  □民营  □外资  □合资  □其他____", wide=3), "所属行业", ""],
                ["是否高新技术企业", C("□是   □否", wide=2), "有无不良信用记录", C("□有   □无", wide=2)],
                [C("二、试点项目情况", wide=6)],
                ["项目名称", C("", wide=5)],
                ["涉及领域（可多选）", C("□自动驾驶  □机器人  □低空经济  □生物医药  □人工智能", wide=5)],
                ["拟试点期限", C(f"自  {DAY}  至  {DAY}", wide=5)],
                ["项目简介", C("", wide=5)],
                ["现行规则的不适应之处", C("", wide=5)],
                ["风险防控措施", C("", wide=5)],
                ["申请材料", C("□营业执照复印件\n□试点方案\n□风险评估报告\n□承诺书", wide=5)],
                ["申请单位\n承诺", C(f"{PROMISE}\n\n法定代表人（签字）：        （公章）\n{DAY}", wide=5)],
                ["牵头部门意见", C(f"\n\n                （盖章）\n              {DAY}", wide=5)],
                ["审批局审批意见", C(f"\n\n                （盖章）\n              {DAY}", wide=5)],
            ],
            6,
            heights={12: 6, 13: 5, 14: 5, 16: 6, 17: 5, 18: 5},
        ),
        Text("填表说明："),
        Text("1.本表由申请主体填写，一式两份。"),
        Text("2.“现行规则的不适应之处”应写明法规名称和条款。"),
    ],
    [
        w("申请编号", "text"),
        w("申请日期", "date"),
        w("企业名称", "text"),
        w("统一社会信用代码", "uscc"),
        w("注册地址", "text"),
        w("成立日期", "date"),
        w("法定代表人", "text"),
        w("身份证号", "id_card"),
        w("联系电话", "phone"),
        w("联系人", "text"),
        w("手机", "phone"),
        w("电子邮箱", "email"),
        w("注册资本", "money", "万元"),
        w("从业人员", "integer", "人"),
        w("研发投入占比", "percent"),
        w("企业性质", "choice", "", 5),
        w("所属行业", "cascade"),
        w("是否高新技术企业", "yes_no"),
        w("有无不良信用记录", "yes_no"),
        w("项目名称", "text"),
        w("涉及领域", "choices", "", 5),
        w("拟试点期限", "period"),
        w("项目简介", "long_text"),
        w("现行规则的不适应之处", "long_text"),
        w("风险防控措施", "long_text"),
        w("申请材料", "choices", "", 4),
    ],
    ["牵头部门意见", "审批局审批意见"],
    seals=1,
)

PLAN = Sample(
    "04_pilot_plan",
    "沙盒试点方案表",
    [
        title("沙盒试点方案表"),
        Table(
            [
                [C("申请主体", high=3), "名称", C("", wide=3)],
                ["统一社会信用代码", "", "联系电话", ""],
                ["项目负责人", "", "职务", ""],
                [C("试点内容", high=3), "试点场景", C("", wide=3)],
                ["试点区域", "", "试点规模（台）", ""],
                ["开始日期", DAY, "结束日期", DAY],
                [C("项目组成员", high=4), "姓名", "单位", "分工", "联系电话"],
                ["", "", "", ""],
                ["", "", "", ""],
                ["", "", "", ""],
                [C("经费预算", high=3), "科目", "金额（万元）", "资金来源", "备注"],
                ["", "", "", ""],
                ["合计", "", "", ""],
                ["创新内容", C("", wide=4)],
                ["消费者权益保护措施", C("", wide=4)],
                ["退出方案", C("", wide=4)],
            ],
            5,
            heights={13: 6, 14: 6, 15: 6},
        ),
    ],
    [
        w("名称", "text"),
        w("统一社会信用代码", "uscc"),
        w("联系电话", "phone"),
        w("项目负责人", "text"),
        w("职务", "text"),
        w("试点场景", "text long_text"),
        w("试点区域", "text"),
        w("试点规模", "integer", "台"),
        w("开始日期", "date"),
        w("结束日期", "date"),
        w("项目组成员", "table"),
        w("项目组成员.姓名", "text"),
        w("项目组成员.单位", "text organisation"),
        w("项目组成员.分工", "text"),
        w("项目组成员.联系电话", "phone"),
        w("经费预算", "table"),
        w("经费预算.科目", "text"),
        w("经费预算.金额", "money", "万元"),
        w("经费预算.资金来源", "text"),
        w("经费预算.备注", "text"),
        w("创新内容", "long_text"),
        w("消费者权益保护措施", "long_text"),
        w("退出方案", "long_text"),
    ],
)

REPORT = Sample(
    "05_periodic_report",
    "沙盒试点定期报告表",
    [
        Text("表号：沙报1表"),
        title("沙盒试点定期报告表"),
        Text("报告单位：____________      报告期：____年__月"),
        Table(
            [
                ["项目名称", C("", wide=3)],
                ["报告期间", C(f"{DAY} 至 {DAY}", wide=3)],
                [C("运行指标", wide=4)],
                ["指标", "计量单位", "本期", "累计"],
                ["服务用户数", "户", "", ""],
                ["营业收入", "万元", "", ""],
                ["投诉件数", "件", "", ""],
                ["安全行驶里程", "公里", "", ""],
                [C("报告内容", wide=4)],
                ["试点进展情况", C("", wide=3)],
                ["是否发生风险事件", C("□是（请另报风险事件报告）  □否", wide=3)],
                ["存在问题和建议", C("", wide=3)],
                ["填表人", "", "联系电话", ""],
            ],
            4,
            heights={9: 6, 11: 5},
        ),
    ],
    [
        w("报告单位", "text organisation"),
        w("报告期", "month"),
        w("项目名称", "text"),
        w("报告期间", "period"),
        w("服务用户数·本期", "integer", "户"),
        w("服务用户数·累计", "integer", "户"),
        w("营业收入·本期", "money", "万元"),
        w("营业收入·累计", "money", "万元"),
        w("投诉件数·本期", "integer", "件"),
        w("投诉件数·累计", "integer", "件"),
        w("安全行驶里程·本期", "decimal", "公里"),
        w("安全行驶里程·累计", "decimal", "公里"),
        w("试点进展情况", "long_text"),
        w("是否发生风险事件", "yes_no"),
        w("存在问题和建议", "long_text"),
        w("填表人", "text"),
        w("联系电话", "phone"),
    ],
)

CHANGE = Sample(
    "06_change_application",
    "试点事项变更申请表",
    [
        title("试点事项变更申请表"),
        Table(
            [
                ["申请单位", C("", wide=3)],
                ["原批准文号", "", "入盒日期", DAY],
                ["变更类型", C("□试点主体  □试点内容  □试点区域  □试点期限  □其他：____", wide=3)],
                [C("变更事项", wide=4)],
                ["序号", "变更项目", "变更前", "变更后"],
                ["1", "", "", ""],
                ["2", "", "", ""],
                ["3", "", "", ""],
                ["变更理由", C("", wide=3)],
                ["对风险的影响", C("", wide=3)],
                ["申请单位（盖章）", C(f"\n{DAY}", wide=3)],
                ["初审意见", C(f"经办人：          （盖章）  {DAY}", wide=3)],
                ["审核意见", C(f"负责人（签字）：      （盖章）  {DAY}", wide=3)],
            ],
            4,
            heights={8: 6, 9: 6, 10: 4, 11: 5, 12: 5},
        ),
    ],
    [
        w("申请单位", "text organisation"),
        w("原批准文号", "text"),
        w("入盒日期", "date"),
        w("变更类型", "choice choices", "", 5),
        w("变更事项", "table"),
        w("变更事项.变更项目", "text"),
        w("变更事项.变更前", "text long_text"),
        w("变更事项.变更后", "text long_text"),
        w("变更理由", "long_text"),
        w("对风险的影响", "long_text"),
    ],
    ["初审意见", "审核意见"],
    seals=1,
)

INCIDENT = Sample(
    "07_incident_report",
    "风险事件报告表",
    [
        title("风险事件报告表"),
        Text("报告单位：                    报告时间：   年  月  日  时  分"),
        Table(
            [
                ["事件名称", "发生时间", "发生地点"],
                ["", "  年  月  日  时  分", ""],
                ["涉及主体", "统一社会信用代码", "影响人数（人）"],
                ["", "", ""],
                ["事件等级", C("□特别重大 □重大 □较大 □一般", wide=2)],
                ["直接经济损失（万元）", C("", wide=2)],
                [C("事件经过", wide=3)],
                [C("", wide=3)],
                [C("已采取的措施", wide=3)],
                [C("", wide=3)],
                ["现场照片", C("（附后）", wide=2)],
                ["报告人（签字）", C("", wide=2)],
            ],
            3,
            heights={7: 7, 9: 7},
        ),
    ],
    [
        w("报告单位", "text organisation"),
        w("报告时间", "date_time"),
        w("事件名称", "text"),
        w("发生时间", "date_time"),
        w("发生地点", "text"),
        w("涉及主体", "text"),
        w("统一社会信用代码", "uscc"),
        w("影响人数", "integer", "人"),
        w("事件等级", "choice", "", 4),
        w("直接经济损失", "money", "万元"),
        w("事件经过", "long_text"),
        w("已采取的措施", "long_text"),
        w("现场照片", "attachment"),
    ],
    seals=1,
)

COMMITMENT = Sample(
    "08_commitment",
    "信用承诺书",
    [
        title("信用承诺书"),
        Text("北京经济技术开发区行政审批局："),
        Text("    本单位____________（单位名称），统一社会信用代码____________________，"
             "现申请办理____________（事项名称），"
             "暂缺材料____份，承诺于____年__月__日前补齐。"),
        Text("    本单位承诺所填写的信息真实、准确、完整，违反承诺的，愿意承担相应的法律责任。"),
        Text("暂缺材料："),
        Text("□营业执照"),
        Text("□场地使用证明"),
        Text("□安全评价报告"),
        Text("联系人：____________    联系电话：____________"),
        Text("承诺单位（盖章）："),
        Text("法定代表人（签字）："),
        Text(f"        {DAY}"),
    ],
    [
        w("单位名称", "text"),
        w("统一社会信用代码", "uscc"),
        w("事项名称", "text"),
        w("暂缺材料", "integer", "份"),
        w("承诺日期", "date"),
        w("暂缺材料", "choices", "", 3),
        w("联系人", "text"),
        w("联系电话", "phone"),
        w("承诺单位", "text organisation"),
    ],
    seals=2,
)  # fmt: skip

INSPECTION = Sample(
    "09_inspection_record",
    "现场检查记录表",
    [
        title("现场检查记录表"),
        Table(
            [
                ["被检查单位", C("", wide=3), "检查日期", ""],
                ["检查地点", C("", wide=3), "检查方式", "□双随机 □专项 □联合"],
                ["法定代表人（负责人）", "", "联系电话", "", "所属区县", ""],
                ["序号", "检查项目", C("检查内容", wide=2), "检查结果", "备注"],
                ["1", "登记事项", C("营业执照是否在有效期内", wide=2), "□合格 □不合格", ""],
                ["2", "信息公示", C("年度报告是否按时公示", wide=2), "□合格 □不合格", ""],
                ["3", "安全管理", C("安全管理制度是否健全", wide=2), "□合格 □不合格", ""],
                ["4", "试点运行", C("是否超出批准的试点范围", wide=2), "□合格 □不合格", ""],
                ["检查结论", C("□合格  □限期整改  □立案调查", wide=5)],
                ["问题描述", C("", wide=5)],
                ["整改期限", C(f"  {DAY}前", wide=5)],
                ["检查人员（签字）", C("", wide=2), "被检查单位（盖章）", C("", wide=2)],
            ],
            6,
            heights={9: 6, 11: 3},
        ),
    ],
    [
        w("被检查单位", "text organisation"),
        w("检查日期", "date"),
        w("检查地点", "text"),
        w("检查方式", "choice choices", "", 3),
        w("法定代表人", "text"),
        w("联系电话", "phone"),
        w("所属区县", "district"),
        w("检查结果", "matrix", "", 2),
        w("备注", "text long_text"),
        w("检查结论", "choice", "", 3),
        w("问题描述", "long_text"),
        w("整改期限", "date"),
    ],
    seals=2,
)

SAMPLES = [REGION, REGION_ANNEX, APPLICATION, PLAN, REPORT, CHANGE, INCIDENT, COMMITMENT, INSPECTION]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        (folder / f"{sample.name}.docx").write_bytes(docx(sample.blocks))
        (folder / f"{sample.name}.xlsx").write_bytes(xlsx(sample.blocks))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
