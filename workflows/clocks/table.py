"""The office's table of working days: the shipped years, and over them what administrators were told since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from data.tables import CalendarDay, CalendarNotice, District
from forms.text import Text
from workflows.office import Office
from workflows.workdays import Calendar, Place, Special, shipped

CHANGED = "calendar"
"""The setting that counts the changes of the table: a table that was read is good until it grows."""
NEW_YEAR = "元旦"


def calendar_of(office: Office, session: Session) -> Calendar:
    """The table as it is stored now; read once per change."""
    stamp = int(str(office.setting(session, CHANGED, 0)))
    if not stamp:
        return shipped()
    return office.calendars.get(stamp) or office.calendars.put(stamp, read_calendar(session))


def read_calendar(session: Session, without: int | None = None) -> Calendar:
    """The shipped table with every notice that was not taken back, in the order in which they came."""
    wanted = select(CalendarNotice).where(col(CalendarNotice.revoked_at).is_(None)).order_by(col(CalendarNotice.id))
    notices = [n for n in session.exec(wanted) if n.id != without]
    days: dict[int, list[CalendarDay]] = {n.id or 0: [] for n in notices}
    for day in session.exec(select(CalendarDay).where(col(CalendarDay.notice_id).in_(days))):
        days[day.notice_id].append(day)
    found = replace(shipped(), tree=tree(session))
    for notice in notices:
        found = with_notice(found, notice, specials(days[notice.id or 0], local=notice.kind == "local"))
    return found


def tree(session: Session) -> dict[str, Place]:
    """Which place lies in which, and from when until when."""
    return {
        d.code: Place(Text(zh=d.name, en=d.name_en or None), d.parent, d.valid_from, d.valid_until or date.max)
        for d in session.exec(select(District))
    }


def specials(days: Iterable[CalendarDay], *, local: bool = False) -> dict[date, Special]:
    """Days as a calendar holds them."""
    return {d.day: Special(d.works, d.occasion, local) for d in days}


def with_notice(calendar: Calendar, notice: CalendarNotice, days: Mapping[date, Special]) -> Calendar:
    """The table with one notice more."""
    if notice.kind == "local" and notice.district:
        known = calendar.tree.get(notice.district)
        mine = {day: replace(s, place=known.name if known else Text(zh=notice.district)) for day, s in days.items()}
        own = {**calendar.places.get(notice.district, {}), **mine}
        return replace(calendar, places={**calendar.places, notice.district: own})
    if not notice.whole:
        return replace(calendar, days={**calendar.days, **days})
    kept = {day: s for day, s in calendar.days.items() if not _arranged(day, s, notice.year)}
    return replace(calendar, days={**kept, **days}, announced=calendar.announced | {notice.year})


def _arranged(day: date, known: Special, year: int) -> bool:
    """Whether a notice for a whole year speaks of a day, so that what was known of it falls.

    The end of December belongs to the New Year of the next notice.
    """
    if known.local:
        return False
    next_year = day.month == 12 and known.occasion == NEW_YEAR
    last_year = day.year == year - 1 and next_year
    return last_year or (day.year == year and not next_year)
