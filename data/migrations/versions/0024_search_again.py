"""The search index anew: traditional characters are found as simplified ones, long numbers by six neighbours"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _forget()
    _fill_by_a_job()


def _forget() -> None:
    sqlite = "INSERT INTO search_words(search_words) VALUES ('delete-all')"
    op.execute(sqlite if op.get_bind().dialect.name == 'sqlite' else 'TRUNCATE search_words')
    op.execute('DELETE FROM search_text')


def _fill_by_a_job() -> None:
    some = 'SELECT 1 WHERE EXISTS (SELECT 1 FROM case_file) OR EXISTS (SELECT 1 FROM entry)'
    waiting = "SELECT 1 FROM job WHERE kind = 'search_index' AND state = 'waiting' AND payload = '{}'"
    if op.get_bind().execute(sa.text(some)).first() is None or op.get_bind().execute(sa.text(waiting)).first():
        return
    now = datetime.now(UTC).strftime('%Y-%m-%dT%H:%M:%S.%fZ')
    op.get_bind().execute(
        sa.text(
            "INSERT INTO job (kind, key, about, title, payload, state, due_at, attempts, stopping, done, total, stage,"
            " created_at) VALUES ('search_index', NULL, '', '', '{}', 'waiting', :now, 0, :no, 0, 0, '', :now)"
        ),
        {'now': now, 'no': False},
    )


def downgrade() -> None:
    _forget()
    _fill_by_a_job()
