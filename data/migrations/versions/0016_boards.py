"""Boards that people made in the browser"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('board_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=True),
    sa.Column('sharing', sa.String(), nullable=False),
    sa.Column('roles', sa.Text(), nullable=False),
    sa.Column('at', sa.String(27), nullable=False),
    sa.Column('by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_board_change_owner_id')),
    sa.ForeignKeyConstraint(['by'], ['person.id'], name=op.f('fk_board_change_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_change'))
    )
    op.create_index('change_of_board', 'board_change', ['key', 'id'])
    op.create_index(op.f('ix_board_change_owner_id'), 'board_change', ['owner_id'])


def downgrade() -> None:
    op.drop_table('board_change')
