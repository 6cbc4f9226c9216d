"""Counted values are tallied"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None

SOME = 50_000


def upgrade() -> None:
    # What there is already is counted with the first tallies of values, so that no row has to be written anew.
    op.add_column('value_span', sa.Column('counted', sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column('value_span', sa.Column('pending', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index('value_pending', 'value_span', ['case_id'], unique=False, sqlite_where=sa.text('pending'),
        postgresql_where=sa.text('pending'))
    op.create_index('value_since', 'value_span', ['since_on'], unique=False)
    op.create_index('value_until', 'value_span', ['until_on'], unique=False)
    op.add_column('tally', sa.Column('group', sa.String(), nullable=True))
    op.add_column('tally', sa.Column('total', sa.BigInteger(), nullable=True))
    _surplus()


def _surplus() -> None:
    """How many texts more than one cases held in one field, from day to day."""
    db = op.get_bind()
    spans = sa.Table('value_span', sa.MetaData(), autoload_with=db)
    c = spans.c
    some = sa.select(c.case_id, c.group, c.field).where(c.text.is_not(None), c.row == '')
    several = some.group_by(c.case_id, c.group, c.field).having(sa.func.count() > 1).subquery()
    rows = sa.select(c.case_id, c.group, c.field, c.since_on, c.until_on).join(
        several, sa.and_(*(c[n] == several.c[n] for n in ('case_id', 'group', 'field')))
    ).where(c.text.is_not(None), c.row == '').order_by(c.case_id, c.group, c.field)
    new: list[dict[str, Any]] = []
    for (case, group, field), each in groupby(db.execute(rows).all(), lambda r: tuple(r[:3])):
        for n, since, until in _held(list(each)):
            new.append({'case_id': case, 'group': group, 'field': f'?{field}', 'row': '', 'number': n - 1,
                        'since_on': since, 'until_on': until})
    for start in range(0, len(new), SOME):
        db.execute(sa.insert(spans), new[start : start + SOME])


def _held(rows: list[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Stretches in which there were several at once: how many, since when, until when."""
    moved = Counter[Any]()
    for row in rows:
        if row.until_on is None or row.since_on < row.until_on:
            moved[row.since_on] += 1
            if row.until_on is not None:
                moved[row.until_on] -= 1
    days, n = sorted(day for day, change in moved.items() if change), 0
    for day, until in zip(days, [*days[1:], None], strict=True):
        n += moved[day]
        if n > 1:
            yield n, day, until


def downgrade() -> None:
    op.execute("DELETE FROM value_span WHERE field LIKE '?%'")
    op.execute("DELETE FROM tally WHERE \"group\" IS NOT NULL OR family = 'ready' AND state IN ('wide texts', 'wide numbers')")
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.drop_column('total')
        batch_op.drop_column('group')

    for name in ('value_until', 'value_since', 'value_pending'):
        op.drop_index(name, table_name='value_span')
    with op.batch_alter_table('value_span', schema=None) as batch_op:
        batch_op.drop_column('pending')
        batch_op.drop_column('counted')
