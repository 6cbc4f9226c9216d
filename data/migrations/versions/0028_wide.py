"""Tallies of all places at once; whether a case had missed a limit is kept with how it stood"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import hashlib
import json

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reach',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reach')),
    sa.UniqueConstraint('key', name=op.f('uq_reach_key'))
    )
    with op.batch_alter_table('audience', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reach_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_audience_reach_id'), ['reach_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_audience_reach_id'), 'reach', ['reach_id'], ['id'])

    op.add_column('case_span', sa.Column('overran', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('tally', sa.Column('reach_id', sa.Integer(), nullable=True))
    op.add_column('tally', sa.Column('overran', sa.Boolean(), nullable=True))
    _reach()
    _overran()
    # The family that has the new fact is made anew in the night, the others go on.
    op.execute("DELETE FROM tally WHERE family = 'befell' OR family = 'ready' AND state = 'befell'")


def _reach() -> None:
    """What the audiences of all places have in common: their groups as far as roles of the city read them."""
    db, known = op.get_bind(), dict[str, int]()
    groups: dict[int, list[tuple[str, str]]] = {}
    for audience, group, token in db.execute(sa.text('SELECT audience_id, "group", token FROM audience_token')):
        groups.setdefault(audience, []).append((group, token))
    for audience, tokens in groups.items():
        wide = sorted((g, t) for g, t in tokens if t.endswith('@*'))
        key = hashlib.sha256(json.dumps(wide, ensure_ascii=False).encode()).hexdigest()
        if key not in known:
            db.execute(sa.text('INSERT INTO reach (key) VALUES (:k)'), {'k': key})
            known[key] = db.execute(sa.text('SELECT id FROM reach WHERE key = :k'), {'k': key}).scalar_one()
        db.execute(sa.text('UPDATE audience SET reach_id = :r WHERE id = :a'), {'r': known[key], 'a': audience})


def _overran() -> None:
    op.execute(
        'UPDATE case_span SET overran = true WHERE EXISTS (SELECT 1 FROM case_span p WHERE p.case_id = case_span.case_id'
        ' AND p.id < case_span.id AND NOT p.ended AND NOT p.suspended AND p.filed_on IS NOT NULL'
        ' AND p.due < p.until_on)'
    )


def downgrade() -> None:
    op.execute("DELETE FROM tally WHERE family LIKE 'wide %' OR family = 'ready' AND state LIKE 'wide %'")
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.drop_column('overran')
        batch_op.drop_column('reach_id')

    with op.batch_alter_table('case_span', schema=None) as batch_op:
        batch_op.drop_column('overran')

    with op.batch_alter_table('audience', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_audience_reach_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_audience_reach_id'))
        batch_op.drop_column('reach_id')

    op.drop_table('reach')
