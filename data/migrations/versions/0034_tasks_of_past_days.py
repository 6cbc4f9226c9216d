"""Tasks are tallied of past days too"""

from __future__ import annotations

from alembic import op

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None
# They are made anew in the background, with those of past days.
FORGOTTEN = "DELETE FROM tally WHERE family = 'ready' AND state = 'wide done'"


def upgrade() -> None:
    op.create_index('task_span_since', 'task_span', ['since_on'], unique=False)
    op.create_index('task_span_until', 'task_span', ['until_on'], unique=False)
    op.execute(FORGOTTEN)


def downgrade() -> None:
    op.execute(FORGOTTEN)
    op.drop_index('task_span_until', 'task_span')
    op.drop_index('task_span_since', 'task_span')
