"""Notices of the State Council are read as they are published: every wording since 2008, and what is odd is told."""

from __future__ import annotations

from datetime import date

import pytest

from forms.text import Message
from workflows.clocks.notice import Notice, read_notice
from workflows.workdays import shipped

OF_2026 = """国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
    经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
    二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
    三、清明节：4月4日（周六）至6日（周一）放假，共3天。
    四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
    五、端午节：6月19日（周五）至21日（周日）放假，共3天。
    六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
    七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
    节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日
"""
OF_2008 = """国务院办公厅关于2008年部分节假日安排的通知
一、元旦：2007年12月30日—2008年1月1日放假，共3天。其中，1月1日（星期二）为法定节假日，12月30日（星期日）为公休日，12月29日（星期六）公休日调至12月31日（星期一），12月29日（星期六）上班。
二、“五一”国际劳动节：5月1日—3日放假，共3天。其中，5月1日为法定节假日，5月3日（星期六）为公休日，5月4日（星期日）公休日调至5月2日（星期五），5月4日（星期日）上班。
"""
OF_2006 = """国务院办公厅关于2006年部分节假日安排的通知
一、元旦:1月1日—3日放假,共3天。其中1月1日为法定假日,将12月31日(星期六)、1月1日(星期日)两个公休日调至1月2日(星期一)、3日(星期二),12月31日(星期六)上班。
二、春节:1月29日—2月4日(即农历大年初一至初七)放假,共7天。其中,29日、30日、31日为法定假日,将1月28日(星期六)、29日(星期日)、2月5日(星期日)三个公休日调至2月1日(星期三)、2日(星期四)、3日(星期五),2月4日(星期六)照常公休,1月28日、2月5日上班。
三、“五一”:5月1日—7日放假,共7天。其中,1日、2日、3日为法定假日,将4月29日(星期六)、30日(星期日)两个公休日调至5月4日(星期四)、5日(星期五),5月6日(星期六)、7日(星期日)照常公休,4月29日、30日上班。
四、“十一”:10月1日—7日放假,共7天。其中,1日、2日、3日为法定假日,将9月30日(星期六)、10月1日(星期日)、8日(星期日)三个公休日调至10月4日(星期三)、5日(星期四)、6日(星期五),10月7日(星期六)照常公休,9月30日、10月8日上班。
"""  # noqa: E501
OF_2014 = """国务院办公厅关于2014年部分节假日安排的通知
一、元旦：1月1日放假1天。
二、春节：1月31日至2月6日放假调休，共7天。1月26日（星期日）、2月8日（星期六）上班。
三、清明节：4月5日放假，4月7日（星期一）补休。
四、劳动节：5月1日至3日放假调休，共3天。5月4日（星期日）上班。
五、端午节：6月2日放假，与周末连休。
六、中秋节：9月8日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月28日（星期日）、10月11日（星期六）上班。
"""


def days(text: str, year: int | None = None) -> dict[date, bool]:
    found = read_notice(text, year)
    assert isinstance(found, Notice), found
    assert found.doubts == (), [d.code for d in found.doubts]
    return {d: s.works for d, s in found.days.items() if s.works == (d.weekday() >= 5)}


@pytest.mark.parametrize(("text", "year"), [(OF_2026, 2026), (OF_2014, 2014)])
def test_a_published_notice_gives_the_shipped_table(text: str, year: int) -> None:
    known = {d: s.works for d, s in shipped().days.items() if d.year == year}
    assert days(text) == known
    found = read_notice(text)
    assert isinstance(found, Notice) and (found.year, found.whole) == (year, True)


def test_days_of_rest_are_exchanged_as_they_were_in_2006() -> None:
    mine = {d: s.works for d, s in shipped().days.items() if date(2005, 12, 1) < d < date(2006, 12, 1)}
    assert days(OF_2006) == mine


def test_the_eve_of_the_new_year_lies_in_the_year_before_and_days_are_exchanged() -> None:
    assert days(OF_2008) == {
        date(2007, 12, 29): True, date(2007, 12, 31): False, date(2008, 1, 1): False,
        date(2008, 5, 1): False, date(2008, 5, 2): False, date(2008, 5, 4): True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一、元旦：2012年1月1日至3日放假调休，共3天。2011年12月31日（星期六）上班。",
         {"2011-12-31": True, "2012-01-02": False, "2012-01-03": False}),
        ("关于2019年劳动节假期安排的通知\n2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。",
         {"2019-04-28": True, "2019-05-01": False, "2019-05-02": False, "2019-05-03": False, "2019-05-05": True}),
        ("延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。1月31日至2月2日放假。",
         {"2020-01-31": False}),
        ("关于2020年部分节假日安排的通知\n六、国庆节、中秋节：１０月１日至８日放假调休，共８天。９月２７日（星期日）、１０月１０日（星期六）上班。",
         {"2020-09-27": True, "2020-10-10": True, **{f"2020-10-0{n}": False for n in (1, 2, 5, 6, 7, 8)}}),
        ("二、春节：2027年12月30日至2028年1月2日放假", {"2027-12-30": False, "2027-12-31": False}),
    ],
)  # fmt: skip
def test_other_wordings_are_read(text: str, wanted: dict[str, bool]) -> None:
    assert days(text) == {date.fromisoformat(d): works for d, works in wanted.items()}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("关于2026年的通知\n一、元旦：1月1日（周五）至3日放假。", "notice.weekday"),
        ("关于2026年的通知\n一、元旦：1月1日至3日放假，共4天。", "notice.total"),
        ("关于2026年的通知\n一、元旦：1月5日上班。", "notice.works_anyway"),
        ("关于2026年的通知\n一、元旦：1月1日至3日放假。1月3日上班。", "notice.both"),
        ("关于2026年的通知\n一、元旦：2月30日放假。1月1日放假。", "notice.no_day"),
        ("关于2026年的通知\n一、元旦：1月3日至1日放假。1月1日放假。", "notice.range"),
    ],
)
def test_what_does_not_fit_is_told(text: str, code: str) -> None:
    found = read_notice(text)
    assert isinstance(found, Notice) and code in [d.code for d in found.doubts]


@pytest.mark.parametrize(
    ("text", "code"), [("", "notice.no_year"), ("2026年", "notice.nothing"), ("1月", "notice.no_year")]
)
def test_what_is_no_notice_is_refused(text: str, code: str) -> None:
    found = read_notice(text)
    assert isinstance(found, Message) and found.code == code
