"""Closed periods of statistical tables, with their corrections"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('statistic_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('statistic', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('definition', sa.String(), nullable=False),
    sa.Column('made_at', sa.String(27), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('figures', sa.Text(), nullable=False),
    sa.Column('behind', sa.Text(), nullable=False),
    sa.Column('previous', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['definition'], ['definition_text.hash'], name=op.f('fk_statistic_version_definition')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_statistic_version_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statistic_version'))
    )
    with op.batch_alter_table('statistic_version', schema=None) as batch_op:
        batch_op.create_index('statistic_of_period', ['statistic', 'scope', 'period', 'version'], unique=True)


def downgrade() -> None:
    with op.batch_alter_table('statistic_version', schema=None) as batch_op:
        batch_op.drop_index('statistic_of_period')

    op.drop_table('statistic_version')
