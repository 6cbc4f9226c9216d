"""Boards are drafted press by press, and saved with a note"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('board_change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('note', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('board_change', schema=None) as batch_op:
        batch_op.alter_column('note', server_default=None)
    op.create_table('board_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('seen', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sharing', sa.String(), nullable=False),
    sa.Column('roles', sa.Text(), nullable=False),
    sa.Column('at', sa.String(27), nullable=False),
    sa.Column('undone', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_board_step_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_step'))
    )
    op.create_index('step_of_board', 'board_step', ['person_id', 'key', 'id'])


def downgrade() -> None:
    op.drop_table('board_step')
    with op.batch_alter_table('board_change', schema=None) as batch_op:
        batch_op.drop_column('note')
