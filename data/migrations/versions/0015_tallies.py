"""Where spans came from, dated values, tallies, seals of months"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute('DELETE FROM case_span')  # written anew from the history, with where they came from
    op.create_table('month_seal',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('members', sa.String(), nullable=False),
    sa.Column('last', sa.BigInteger(), nullable=False),
    sa.Column('sealed_at', sa.String(27), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_month_seal')),
    sa.UniqueConstraint('day', 'what', 'key', name=op.f('uq_month_seal_day_what_key'))
    )
    op.create_table('tally',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('family', sa.String(), nullable=False),
    sa.Column('upto', sa.Date(), nullable=False),
    sa.Column('audience_id', sa.Integer(), nullable=True),
    sa.Column('n', sa.BigInteger(), nullable=False),
    sa.Column('procedure', sa.String(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(), nullable=True),
    sa.Column('stage', sa.String(), nullable=True),
    sa.Column('ended', sa.Boolean(), nullable=True),
    sa.Column('late', sa.Boolean(), nullable=True),
    sa.Column('suspended', sa.Boolean(), nullable=True),
    sa.Column('on_behalf', sa.Boolean(), nullable=True),
    sa.Column('district', sa.String().with_variant(sa.String(collation='C'), 'postgresql'), nullable=True),
    sa.Column('campaign_id', sa.Integer(), nullable=True),
    sa.Column('holder', sa.String(), nullable=True),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('yellow_on', sa.Date(), nullable=True),
    sa.Column('from_state', sa.String(), nullable=True),
    sa.Column('from_stage', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tally'))
    )
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.create_index('tally_of', ['family', 'upto', 'audience_id'], unique=False)

    op.create_table('value_span',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('group', sa.String(), nullable=False),
    sa.Column('field', sa.String(), nullable=False),
    sa.Column('row', sa.String(), nullable=False),
    sa.Column('text', sa.String().with_variant(sa.String(collation='C'), 'postgresql'), nullable=True),
    sa.Column('number', sa.BigInteger(), nullable=True),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('since_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_value_span_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_value_span'))
    )
    with op.batch_alter_table('value_span', schema=None) as batch_op:
        batch_op.create_index('value_span_number',
            ['field', 'case_id', 'since_on', 'until_on', 'group', 'number'], unique=False)
        batch_op.create_index('value_span_of', ['case_id', 'field', 'until_on'], unique=False)

    with op.batch_alter_table('case_span', schema=None) as batch_op:
        batch_op.add_column(sa.Column('from_state', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('from_stage', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('from_holder', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('counted', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('pending', sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.create_index('span_pending', ['case_id'], unique=False,
            sqlite_where=sa.text('pending'), postgresql_where=sa.text('pending'))


def downgrade() -> None:
    with op.batch_alter_table('case_span', schema=None) as batch_op:
        batch_op.drop_index('span_pending',
            sqlite_where=sa.text('pending'), postgresql_where=sa.text('pending'))
        batch_op.drop_column('pending')
        batch_op.drop_column('counted')
        batch_op.drop_column('from_holder')
        batch_op.drop_column('from_stage')
        batch_op.drop_column('from_state')

    with op.batch_alter_table('value_span', schema=None) as batch_op:
        batch_op.drop_index('value_span_of')
        batch_op.drop_index('value_span_number')

    op.drop_table('value_span')
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.drop_index('tally_of')

    op.drop_table('tally')
    op.drop_table('month_seal')