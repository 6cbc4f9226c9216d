"""What was chosen with a step: why a case was returned"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('step_value',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('history_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(), nullable=False),
    sa.Column('text', sa.String().with_variant(sa.String(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_step_value_case_id')),
    sa.ForeignKeyConstraint(['history_id'], ['history.id'], name=op.f('fk_step_value_history_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_step_value'))
    )
    with op.batch_alter_table('step_value', schema=None) as batch_op:
        batch_op.create_index('step_value_of', ['history_id', 'field', 'text'], unique=False)
        batch_op.create_index('step_value_text', ['field', 'text', 'case_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('step_value', schema=None) as batch_op:
        batch_op.drop_index('step_value_text')
        batch_op.drop_index('step_value_of')

    op.drop_table('step_value')
