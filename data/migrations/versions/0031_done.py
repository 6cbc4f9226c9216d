"""Tasks that were done are tallied"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('task_span',
    sa.Column('id', serial, nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('done_by', sa.Integer(), nullable=True),
    sa.Column('begun_on', sa.Date(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('since_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('counted', sa.Boolean(), server_default=sa.true(), nullable=False),
    sa.Column('pending', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_task_span_case_id')),
    sa.ForeignKeyConstraint(['done_by'], ['person.id'], name=op.f('fk_task_span_done_by')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_task_span_task_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_span'))
    )
    op.execute(FILL[op.get_bind().dialect.name])
    op.create_index('task_span_of_case', 'task_span', ['case_id'], unique=False)
    op.create_index('task_span_of_task', 'task_span', ['task_id'], unique=False)
    op.create_index('task_span_pending', 'task_span', ['case_id'], unique=False, sqlite_where=sa.text('pending'),
        postgresql_where=sa.text('pending'))
    op.add_column('tally', sa.Column('round', sa.String(), nullable=True))
    op.add_column('tally', sa.Column('doer', sa.Integer(), nullable=True))


# What was done so far is counted with the first tallies of tasks. Days are those of China, as in the office's settings.
INTO = """INSERT INTO task_span (case_id, task_id, round, role, state, done_by, begun_on, done_on, since_on)
SELECT case_id, id, round, role, case_state, done_by, {begun}, {done}, {done} FROM task
WHERE state = 'done' AND NOT kept AND done_at IS NOT NULL ORDER BY id"""
FILL = {
    'sqlite': INTO.format(begun="date(opened_at, '+8 hours')", done="date(done_at, '+8 hours')"),
    'postgresql': INTO.format(
        begun="(opened_at::timestamptz AT TIME ZONE 'Asia/Shanghai')::date",
        done="(done_at::timestamptz AT TIME ZONE 'Asia/Shanghai')::date",
    ),
}


def downgrade() -> None:
    op.execute("DELETE FROM tally WHERE family = 'wide done' OR family = 'ready' AND state = 'wide done'")
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.drop_column('doer')
        batch_op.drop_column('round')

    op.drop_table('task_span')
