"""What lay open on a day is found without looking through what has ended"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None
OPEN = {"sqlite_where": sa.text("ended = 0"), "postgresql_where": sa.text("ended = false")}


def upgrade() -> None:
    op.create_index("span_lying", "case_span", ["until_on", "since_on", "due", "yellow_on"], **OPEN)


def downgrade() -> None:
    op.drop_index("span_lying", "case_span")
