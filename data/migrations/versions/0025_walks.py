"""Lists of a million cases are walked along their indexes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('case_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('case_by_change'))
        batch_op.create_index('case_by_change', ['changed_at', 'id', 'audience_id', 'procedure'], unique=False)
        batch_op.drop_index(batch_op.f('case_by_district'))
        batch_op.create_index('case_by_district', ['district', 'id', 'audience_id', 'procedure'], unique=False)
        batch_op.drop_index(batch_op.f('case_by_due'))
        batch_op.create_index('case_by_due', ['due', 'id', 'audience_id', 'procedure'], unique=False)
        batch_op.drop_index(batch_op.f('case_by_filing'))
        batch_op.create_index('case_by_filing', ['filed_on', 'id', 'audience_id', 'procedure'], unique=False)
        batch_op.create_index('case_open', ['due', 'id', 'audience_id', 'procedure'], unique=False,
            sqlite_where=sa.text('ended = 0'), postgresql_where=sa.text('ended = false'))

    with op.batch_alter_table('case_span', schema=None) as batch_op:
        batch_op.create_index('span_newest', ['since', 'id', 'audience_id', 'procedure'], unique=False)

    with op.batch_alter_table('history', schema=None) as batch_op:
        batch_op.create_index('history_of_actor', ['actor_id', 'case_id'], unique=False)

    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('task_of_token'))
        batch_op.create_index('task_of_token', ['state', 'token', 'person_id', 'case_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.drop_index('task_of_token')
        batch_op.create_index(batch_op.f('task_of_token'), ['state', 'token', 'case_id'], unique=False)

    with op.batch_alter_table('history', schema=None) as batch_op:
        batch_op.drop_index('history_of_actor')

    with op.batch_alter_table('case_span', schema=None) as batch_op:
        batch_op.drop_index('span_newest')

    with op.batch_alter_table('case_file', schema=None) as batch_op:
        batch_op.drop_index('case_open', sqlite_where=sa.text('ended = 0'), postgresql_where=sa.text('ended = false'))
        batch_op.drop_index('case_by_filing')
        batch_op.create_index(batch_op.f('case_by_filing'), ['filed_on', 'id'], unique=False)
        batch_op.drop_index('case_by_due')
        batch_op.create_index(batch_op.f('case_by_due'), ['due', 'id'], unique=False)
        batch_op.drop_index('case_by_district')
        batch_op.create_index(batch_op.f('case_by_district'), ['district', 'id'], unique=False)
        batch_op.drop_index('case_by_change')
        batch_op.create_index(batch_op.f('case_by_change'), ['changed_at', 'id'], unique=False)
