"""Saved views, with whom they are shared, and where each person keeps them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('saved_view',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.String(27), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_saved_view_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_view'))
    )
    op.create_index('view_of_person', 'saved_view', ['person_id', 'kind'])
    op.create_table('view_share',
    sa.Column('view_id', sa.Integer(), nullable=False),
    sa.Column('target', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['view_id'], ['saved_view.id'], name=op.f('fk_view_share_view_id')),
    sa.PrimaryKeyConstraint('view_id', 'target', name=op.f('pk_view_share'))
    )
    op.create_index('share_of_target', 'view_share', ['target', 'view_id'])
    op.create_table('view_place',
    sa.Column('view_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Float(), nullable=False),
    sa.Column('desk', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_view_place_person_id')),
    sa.ForeignKeyConstraint(['view_id'], ['saved_view.id'], name=op.f('fk_view_place_view_id')),
    sa.PrimaryKeyConstraint('view_id', 'person_id', name=op.f('pk_view_place'))
    )


def downgrade() -> None:
    op.drop_table('view_place')
    op.drop_index('share_of_target', table_name='view_share')
    op.drop_table('view_share')
    op.drop_index('view_of_person', table_name='saved_view')
    op.drop_table('saved_view')
