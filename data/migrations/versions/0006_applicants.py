"""Applicants: organisations that register themselves, and readings on record"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('registration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('invited', sa.Boolean(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('at', sa.String(27), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('decided_at', sa.String(27), nullable=True),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['person.id'], name=op.f('fk_registration_decided_by')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_registration_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_registration_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration'))
    )
    with op.batch_alter_table('registration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_registration_address'), ['address'], unique=False)
        batch_op.create_index(batch_op.f('ix_registration_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_registration_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_registration_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('read_log',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('group', sa.String(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(27), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_read_log_case_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_read_log_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_read_log'))
    )
    with op.batch_alter_table('read_log', schema=None) as batch_op:
        batch_op.create_index('read_of_case', ['case_id', 'at'], unique=False)

    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('organisation_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_one_time_link_organisation_id'), 'organisation', ['organisation_id'], ['id']
        )

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(), nullable=False, server_default='office'))
        batch_op.add_column(sa.Column('code', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('contact', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('phone', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('standing', sa.String(), nullable=False, server_default='confirmed'))
        batch_op.create_index(batch_op.f('ix_organisation_code'), ['code'], unique=False)
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        for name in ('kind', 'contact', 'phone', 'standing'):
            batch_op.alter_column(name, server_default=None)



def downgrade() -> None:
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_code'))
        batch_op.drop_column('standing')
        batch_op.drop_column('phone')
        batch_op.drop_column('contact')
        batch_op.drop_column('code')
        batch_op.drop_column('kind')

    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_one_time_link_organisation_id'), type_='foreignkey')
        batch_op.drop_column('organisation_id')

    with op.batch_alter_table('read_log', schema=None) as batch_op:
        batch_op.drop_index('read_of_case')

    op.drop_table('read_log')
    with op.batch_alter_table('registration', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_registration_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_registration_code'))
        batch_op.drop_index(batch_op.f('ix_registration_at'))
        batch_op.drop_index(batch_op.f('ix_registration_address'))

    op.drop_table('registration')
