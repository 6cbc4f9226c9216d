"""Papers that were issued"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('paper', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('template', sa.String(), nullable=False),
    sa.Column('number', sa.String().with_variant(sa.String(collation='C'), 'postgresql'), nullable=True),
    sa.Column('issued_at', sa.String(27), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('issued_by', sa.Integer(), nullable=False),
    sa.Column('request', sa.String(), nullable=False),
    sa.Column('groups', sa.Text(), nullable=False),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.Column('docx', sa.String(), nullable=False),
    sa.Column('pdf', sa.String(), nullable=True),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('voided_at', sa.String(27), nullable=True),
    sa.Column('voided_by', sa.Integer(), nullable=True),
    sa.Column('void_reason', sa.String(), nullable=False),
    sa.Column('void_docx', sa.String(), nullable=True),
    sa.Column('void_pdf', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_paper_case_id')),
    sa.ForeignKeyConstraint(['docx'], ['stored_file.hash'], name=op.f('fk_paper_docx')),
    sa.ForeignKeyConstraint(['issued_by'], ['person.id'], name=op.f('fk_paper_issued_by')),
    sa.ForeignKeyConstraint(['pdf'], ['stored_file.hash'], name=op.f('fk_paper_pdf')),
    sa.ForeignKeyConstraint(['replaces_id'], ['paper.id'], name=op.f('fk_paper_replaces_id')),
    sa.ForeignKeyConstraint(['version_id'], ['version.id'], name=op.f('fk_paper_version_id')),
    sa.ForeignKeyConstraint(['void_docx'], ['stored_file.hash'], name=op.f('fk_paper_void_docx')),
    sa.ForeignKeyConstraint(['void_pdf'], ['stored_file.hash'], name=op.f('fk_paper_void_pdf')),
    sa.ForeignKeyConstraint(['voided_by'], ['person.id'], name=op.f('fk_paper_voided_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper')),
    sa.UniqueConstraint('request', name=op.f('uq_paper_request'))
    )
    with op.batch_alter_table('paper', schema=None) as batch_op:
        batch_op.create_index('paper_by_number', ['number'], unique=False)
        batch_op.create_index('paper_of_case', ['case_id', 'id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('paper', schema=None) as batch_op:
        batch_op.drop_index('paper_of_case')
        batch_op.drop_index('paper_by_number')

    op.drop_table('paper')
