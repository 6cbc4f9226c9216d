"""Practice copies of drafts, and who acts in them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('practice_copy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('folder', sa.String(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('procedures', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('made_at', sa.String(27), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_practice_copy_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_copy')),
    sa.UniqueConstraint('folder', name=op.f('uq_practice_copy_folder'))
    )
    op.create_index(op.f('ix_practice_copy_part'), 'practice_copy', ['part'])
    op.create_table('practice_visit',
    sa.Column('sign_in_id', sa.String(), nullable=False),
    sa.Column('copy_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['copy_id'], ['practice_copy.id'], name=op.f('fk_practice_visit_copy_id')),
    sa.ForeignKeyConstraint(['sign_in_id'], ['sign_in.id'], name=op.f('fk_practice_visit_sign_in_id')),
    sa.PrimaryKeyConstraint('sign_in_id', name=op.f('pk_practice_visit'))
    )
    op.create_index(op.f('ix_practice_visit_copy_id'), 'practice_visit', ['copy_id'])


def downgrade() -> None:
    op.drop_table('practice_visit')
    op.drop_table('practice_copy')
