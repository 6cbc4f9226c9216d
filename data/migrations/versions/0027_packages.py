"""Packages: the signers that are trusted, and files of rehearsals that came with a package"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('rehearsal_file',
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('path', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('procedure', 'path', name=op.f('pk_rehearsal_file'))
    )
    op.create_table('trusted_signer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('confirmed_at', sa.String(27), nullable=False),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['confirmed_by'], ['person.id'], name=op.f('fk_trusted_signer_confirmed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trusted_signer')),
    sa.UniqueConstraint('key', name=op.f('uq_trusted_signer_key'))
    )


def downgrade() -> None:
    op.drop_table('trusted_signer')
    op.drop_table('rehearsal_file')
