"""Closed periods of statistical tables: the figures as they were closed, and every correction beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.types import Instant, Json


class StatisticVersion(SQLModel, table=True):
    """A table of a period and scope as it was closed (version 1) or corrected (2, 3 …); never changed afterwards.

    All versions of a table and scope are a chain, whatever their periods: `previous` is the hash of the one before.
    """

    __tablename__ = "statistic_version"
    __table_args__ = (Index("statistic_of_period", "statistic", "scope", "period", "version", unique=True),)
    id: int | None = Field(default=None, primary_key=True)
    statistic: str  # id of the table
    scope: str  # "" for the whole city, or the code of a district
    period: str  # 2026-03, 2026-Q1, 2026-H1, 2026
    version: int
    definition: str = Field(foreign_key="definition_text.hash")  # the table as it was published then
    made_at: datetime = Field(sa_type=Instant)
    made_by: int = Field(foreign_key="person.id")
    reason: str = ""  # of a correction
    figures: dict[str, Any] = Field(sa_type=Json)  # rows, figures by cell, and what a correction changed
    behind: dict[str, Any] = Field(default_factory=dict, sa_type=Json)  # cell → ids of what it counted, where kept
    previous: str  # "" for the first
    hash: str
