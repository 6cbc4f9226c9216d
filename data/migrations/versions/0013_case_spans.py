"""How cases stood, from when until when"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('case_span',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.String(27), nullable=False),
    sa.Column('until', sa.String(27), nullable=True),
    sa.Column('since_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('opened', sa.Boolean(), nullable=False),
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.Column('number', sa.String().with_variant(sa.String(collation='C'), 'postgresql'), nullable=True),
    sa.Column('campaign_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('district', sa.String().with_variant(sa.String(collation='C'), 'postgresql'), nullable=False),
    sa.Column('audience_id', sa.Integer(), nullable=True),
    sa.Column('holder', sa.String(), nullable=True),
    sa.Column('on_behalf', sa.Boolean(), nullable=False),
    sa.Column('late', sa.Boolean(), nullable=False),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('yellow_on', sa.Date(), nullable=True),
    sa.Column('suspended', sa.Boolean(), nullable=False),
    sa.Column('opened_at', sa.String(27), nullable=False),
    sa.Column('filed_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['audience_id'], ['audience.id'], name=op.f('fk_case_span_audience_id')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_case_span_case_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_case_span_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_span'))
    )
    with op.batch_alter_table('case_span', schema=None) as batch_op:
        batch_op.create_index('span_facts', [
            'audience_id', 'since_on', 'until_on', 'stage', 'state', 'procedure', 'district', 'campaign_id', 'ended', 'late',
            'holder', 'due', 'yellow_on', 'filed_on', 'suspended', 'case_id',
        ], unique=False)
        batch_op.create_index('span_of_case', ['case_id', 'id'], unique=False)
        batch_op.create_index('span_open', ['case_id'], unique=True,
            sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))
        batch_op.create_index('span_since', ['since_on', 'audience_id'], unique=False)
        batch_op.create_index('span_until', ['until_on', 'audience_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('case_span', schema=None) as batch_op:
        batch_op.drop_index('span_until')
        batch_op.drop_index('span_since')
        batch_op.drop_index('span_open',
            sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))
        batch_op.drop_index('span_of_case')
        batch_op.drop_index('span_facts')

    op.drop_table('case_span')