"""Blank tables that are being made into forms, with what was answered to each guess"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('official_table',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('form', sa.String(), nullable=False),
    sa.Column('made', sa.String(), nullable=False),
    sa.Column('changed_at', sa.String(27), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_official_table_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_official_table'))
    )
    op.create_index('official_of_person', 'official_table', ['person_id', 'changed_at'])


def downgrade() -> None:
    op.drop_index('official_of_person', table_name='official_table')
    op.drop_table('official_table')
