"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

# Names of constraints must be known to the migrations, on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def spelled(value: Any) -> str:
    """A value as JSON with Chinese characters kept readable."""
    return _ENCODER.encode(value)


class Json(TypeDecorator[Any]):
    """JSON as text with Chinese characters kept readable; never queried inside (see `case_value`)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else spelled(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return None if value is None else json.loads(value)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored as fixed-width UTC text: sorts as time, reads the same in both databases."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


# SQLite numbers rows by itself only where the key is declared INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")

# Text that is ordered or searched by its beginning: by code point, as SQLite does, whatever PostgreSQL's locale is.
Sortable = String().with_variant(String(collation="C"), "postgresql")
