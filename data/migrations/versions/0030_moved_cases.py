"""Cases are moved to another version of their procedure"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('case_move',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('from_version_id', sa.Integer(), nullable=False),
    sa.Column('to_version_id', sa.Integer(), nullable=False),
    sa.Column('history_id', sa.Integer(), nullable=False),
    sa.Column('kept', sa.Integer(), nullable=False),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(27), nullable=False),
    sa.Column('undone_at', sa.String(27), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_case_move_case_id')),
    sa.ForeignKeyConstraint(['from_version_id'], ['version.id'], name=op.f('fk_case_move_from_version_id')),
    sa.ForeignKeyConstraint(['history_id'], ['history.id'], name=op.f('fk_case_move_history_id')),
    sa.ForeignKeyConstraint(['to_version_id'], ['version.id'], name=op.f('fk_case_move_to_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_move'))
    )
    for name in ('case_id', 'job_id', 'procedure'):
        op.create_index(op.f(f'ix_case_move_{name}'), 'case_move', [name])


def downgrade() -> None:
    op.drop_table('case_move')
