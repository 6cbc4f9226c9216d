"""What befell a case"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None

CASE = ['audience_id', 'stage', 'state', 'procedure', 'district', 'campaign_id', 'ended', 'late', 'holder', 'due',
        'filed_on', 'suspended']  # fmt: skip
SPAN = ['audience_id', 'since_on', 'until_on', 'stage', 'state', 'procedure', 'district', 'campaign_id', 'ended', 'late',
        'holder', 'due', 'yellow_on', 'filed_on', 'suspended']  # fmt: skip
ZONE, SOME = ZoneInfo('Asia/Shanghai'), 5000
NEW = ('trail_id', 'steps', 'stage_since', 'from_since')
Marks = frozenset[tuple[str, str]]
Event = tuple[str, Marks, int]


def upgrade() -> None:
    op.create_table('working_day',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_working_day'))
    )
    op.create_table('trail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trail')),
    sa.UniqueConstraint('key', name=op.f('uq_trail_key'))
    )
    op.create_table('trail_mark',
    sa.Column('trail_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['trail_id'], ['trail.id'], name=op.f('fk_trail_mark_trail_id')),
    sa.PrimaryKeyConstraint('trail_id', 'kind', 'what', name=op.f('pk_trail_mark'))
    )
    with op.batch_alter_table('trail_mark', schema=None) as batch_op:
        batch_op.create_index('trail_of_mark', ['kind', 'what', 'trail_id'], unique=False)

    with op.batch_alter_table('case_file', schema=None) as batch_op:
        batch_op.add_column(sa.Column('trail_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('steps', sa.Integer(), server_default=sa.text('0'), nullable=False))
        batch_op.drop_index(batch_op.f('case_facts'))
        batch_op.create_index('case_facts', [*CASE, 'ended_on', 'trail_id'], unique=False)
        batch_op.drop_index(batch_op.f('case_by_campaign'))
        batch_op.create_index('case_by_campaign', ['campaign_id', 'district', 'state', 'version_id', 'id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_case_file_trail_id'), 'trail', ['trail_id'], ['id'])

    with op.batch_alter_table('case_span', schema=None) as batch_op:
        batch_op.add_column(sa.Column('trail_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('steps', sa.Integer(), server_default=sa.text('0'), nullable=False))
        batch_op.add_column(sa.Column('stage_since', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('from_since', sa.Date(), nullable=True))
        batch_op.create_index('span_left', ['case_id', 'since'], unique=False,
            sqlite_where=sa.text('from_stage <> stage'), postgresql_where=sa.text('from_stage <> stage'))
        batch_op.drop_index(batch_op.f('span_facts'))
        batch_op.create_index('span_facts', [*SPAN, 'ended_on', 'trail_id', 'case_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_case_span_trail_id'), 'trail', ['trail_id'], ['id'])

    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.add_column(sa.Column('trail_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('what', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('role', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('field', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('text', sa.String().with_variant(sa.String(collation='C'), 'postgresql'),
            nullable=True))
        batch_op.add_column(sa.Column('first', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('done_month', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('days', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('filed_month', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('ended_month', sa.String(), nullable=True))
    _ready()
    _befell()



def downgrade() -> None:
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.drop_column('ended_month')
        for name in ('what', 'role', 'field', 'text', 'first', 'done_month', 'days'):
            batch_op.drop_column(name)
        batch_op.drop_column('filed_month')
        batch_op.drop_column('trail_id')

    with op.batch_alter_table('case_span', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_case_span_trail_id'), type_='foreignkey')
        batch_op.drop_index('span_facts')
        batch_op.create_index(batch_op.f('span_facts'), [*SPAN, 'case_id'], unique=False)
        batch_op.drop_index('span_left', sqlite_where=sa.text('from_stage <> stage'),
            postgresql_where=sa.text('from_stage <> stage'))
        for name in ('trail_id', 'steps', 'stage_since', 'from_since'):
            batch_op.drop_column(name)

    with op.batch_alter_table('case_file', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_case_file_trail_id'), type_='foreignkey')
        batch_op.drop_index('case_facts')
        batch_op.create_index(batch_op.f('case_facts'), CASE, unique=False)
        batch_op.drop_index('case_by_campaign')
        batch_op.create_index(batch_op.f('case_by_campaign'), ['campaign_id', 'district'], unique=False)
        batch_op.drop_column('steps')
        batch_op.drop_column('trail_id')

    with op.batch_alter_table('trail_mark', schema=None) as batch_op:
        batch_op.drop_index('trail_of_mark')

    op.drop_table('trail_mark')
    op.drop_table('trail')
    op.drop_table('working_day')


def _ready() -> None:
    """Each family of tallies answers for itself; the new one is made in the night."""
    there = op.get_bind().execute(sa.text("DELETE FROM tally WHERE family = 'ready'")).rowcount
    for name in ('stand', 'campaign', 'light') if there else ():
        op.execute(f"INSERT INTO tally (family, upto, n, state) VALUES ('ready', '9999-12-31', 1, '{name}')")


def _befell() -> None:
    """What history says of cases is kept with how they stood; a stretch in which something befell one is parted."""
    db, known = op.get_bind(), dict[Marks, int]()
    last = db.execute(sa.text('SELECT max(id) FROM case_file')).scalar() or 0
    spans = sa.Table('case_span', sa.MetaData(), autoload_with=db)
    for first in range(1, last + 1, SOME):
        some = {'first': first, 'last': first + SOME - 1}
        events, changed, anew = _events(db, some), [], []
        stood: dict[int, list[Any]] = {}
        for row in db.execute(sa.select(spans).where(spans.c.case_id.between(*some.values())).order_by(spans.c.id)):
            stood.setdefault(row.case_id, []).append(row._mapping)
        for case, rows in stood.items():
            made = list(_stayed(_parted(db, rows, events.get(case, []), known)))
            if len(made) == len(rows):
                changed += [{'i': m['id'], **{n: m[n] for n in NEW}} for m in made]
            else:
                anew.append((case, made))
        if changed:
            sets = ', '.join(f'{n} = :{n}' for n in NEW)
            db.execute(sa.text(f'UPDATE case_span SET {sets} WHERE id = :i').bindparams(
                sa.bindparam('stage_since', type_=sa.Date()), sa.bindparam('from_since', type_=sa.Date())
            ), changed)
        whole = [
            {'c': case, 't': _trail(db, frozenset().union(*(e[1] for e in each)), known), 's': max(e[2] for e in each)}
            for case, each in events.items()
        ]
        if whole:
            db.execute(sa.text('UPDATE case_file SET trail_id = :t, steps = :s WHERE id = :c'), whole)
        for case, made in anew:
            db.execute(sa.delete(spans).where(spans.c.case_id == case))
            db.execute(sa.insert(spans), [{k: v for k, v in m.items() if k != 'id'} for m in made])


def _events(db: Any, some: dict[str, int]) -> dict[int, list[Event]]:
    """Case → moments, what befell it then, and which step that was, in their order."""
    found: dict[int, list[Event]] = {}
    steps = 'SELECT case_id, at, action, to_state, step FROM history WHERE case_id BETWEEN :first AND :last'
    for case, at, action, to_state, step in db.execute(sa.text(f'{steps} ORDER BY case_id, step'), some):
        found.setdefault(case, []).append((at, frozenset({('action', action), ('state', to_state)}), step))
    return found


def _parted(db: Any, rows: list[Any], events: list[Event], known: dict[Marks, int]) -> Iterator[dict[str, Any]]:
    """The spans of a case with its trail and steps; one within which something befell it becomes several."""
    so_far, steps, waiting = frozenset[tuple[str, str]](), 0, list(events)
    for row in rows:
        part = dict(row)
        while waiting and waiting[0][0] <= part['since']:
            _, more, step = waiting.pop(0)
            so_far, steps = so_far | more, max(steps, step)
        part |= {'trail_id': _trail(db, so_far, known), 'steps': steps}
        while waiting and (part['until'] is None or waiting[0][0] < part['until']):
            at, more, step = waiting.pop(0)
            so_far, steps = so_far | more, max(steps, step)
            here = {'trail_id': _trail(db, so_far, known), 'steps': steps}
            if at > part['since']:
                day = datetime.fromisoformat(at).astimezone(ZONE).date()
                yield {**part, 'until': at, 'until_on': day, 'pending': not part['counted']}
                part |= {'since': at, 'since_on': day, 'opened': False}
                part |= {f'from_{name}': part[name] for name in ('state', 'stage', 'holder')}
            part |= here
        yield part


def _stayed(parts: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same with since when the case had been in its stage."""
    stage, since = None, None
    for part in parts:
        part['from_since'] = since
        if part['stage'] != stage:
            stage, since = part['stage'], part['since_on']
        part['stage_since'] = since
        yield part


def _trail(db: Any, marks: Marks, known: dict[Marks, int]) -> int | None:
    if marks and marks not in known:
        key = hashlib.sha256(json.dumps(sorted(marks), ensure_ascii=False).encode()).hexdigest()
        db.execute(sa.text('INSERT INTO trail (key) VALUES (:k)'), {'k': key})
        known[marks] = db.execute(sa.text('SELECT id FROM trail WHERE key = :k'), {'k': key}).scalar_one()
        more = [{'t': known[marks], 'k': k, 'w': w} for k, w in sorted(marks)]
        db.execute(sa.text('INSERT INTO trail_mark (trail_id, kind, what) VALUES (:t, :k, :w)'), more)
    return known.get(marks)
