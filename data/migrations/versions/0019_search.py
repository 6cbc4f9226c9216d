"""The search index: what can be searched for, word by word; offices that have cases fill it by a job"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('search_text',
    sa.Column('id', sa.BigInteger(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('group', sa.String(), nullable=False),
    sa.Column('marks', sa.String(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_text'))
    )
    with op.batch_alter_table('search_text', schema=None) as batch_op:
        batch_op.create_index('search_text_part', ['part', 'id'], unique=False)
    if op.get_bind().dialect.name == 'sqlite':
        op.execute("CREATE VIRTUAL TABLE search_words USING fts5(words, content='', columnsize=0, tokenize='ascii')")
    else:
        op.execute('CREATE TABLE search_words (id bigint PRIMARY KEY, words tsvector NOT NULL)')
        op.execute('CREATE INDEX search_words_words ON search_words USING gin (words)')
    _fill_by_a_job()


def _fill_by_a_job() -> None:
    some = 'SELECT 1 WHERE EXISTS (SELECT 1 FROM case_file) OR EXISTS (SELECT 1 FROM entry)'
    if op.get_bind().execute(sa.text(some)).first() is None:
        return
    now = datetime.now(UTC).strftime('%Y-%m-%dT%H:%M:%S.%fZ')
    op.get_bind().execute(
        sa.text(
            "INSERT INTO job (kind, key, about, title, payload, state, due_at, attempts, stopping, done, total, stage,"
            " created_at) VALUES ('search_index', NULL, '', '', '{}', 'waiting', :now, 0, :no, 0, 0, '', :now)"
        ),
        {'now': now, 'no': False},
    )


def downgrade() -> None:
    op.execute('DROP TABLE search_words')
    op.drop_table('search_text')
