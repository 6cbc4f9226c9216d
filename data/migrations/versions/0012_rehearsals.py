"""Rehearsals that an administrator approved"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('approved_rehearsal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('approved_by', sa.Integer(), nullable=False),
    sa.Column('approved_at', sa.String(27), nullable=False),
    sa.ForeignKeyConstraint(['approved_by'], ['person.id'], name=op.f('fk_approved_rehearsal_approved_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approved_rehearsal')),
    sa.UniqueConstraint('procedure', 'key', name=op.f('uq_approved_rehearsal_procedure_key'))
    )


def downgrade() -> None:
    op.drop_table('approved_rehearsal')
