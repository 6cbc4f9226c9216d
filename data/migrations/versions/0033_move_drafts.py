"""Mappings of running cases that somebody is putting together"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('move_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('from_version_id', sa.Integer(), nullable=False),
    sa.Column('to_version_id', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.String(27), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_move_draft_person_id')),
    sa.ForeignKeyConstraint(['from_version_id'], ['version.id'], name=op.f('fk_move_draft_from_version_id')),
    sa.ForeignKeyConstraint(['to_version_id'], ['version.id'], name=op.f('fk_move_draft_to_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_move_draft')),
    sa.UniqueConstraint('person_id', 'from_version_id', 'to_version_id', name=op.f('uq_move_draft_person_id_from_version_id_to_version_id'))
    )


def downgrade() -> None:
    op.drop_table('move_draft')
