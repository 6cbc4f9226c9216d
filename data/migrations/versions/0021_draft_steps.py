"""The states of a draft, to go back and forward"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('draft_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('body', sa.String(), nullable=False),
    sa.Column('deed', sa.String(), nullable=False),
    sa.Column('undone', sa.Boolean(), nullable=False),
    sa.Column('made_at', sa.String(27), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_draft_step_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_step'))
    )
    op.create_index('step_of_draft', 'draft_step', ['person_id', 'kind', 'key', 'id'])
    op.create_index('step_of_deed', 'draft_step', ['deed'])


def downgrade() -> None:
    op.drop_index('step_of_deed', table_name='draft_step')
    op.drop_index('step_of_draft', table_name='draft_step')
    op.drop_table('draft_step')
