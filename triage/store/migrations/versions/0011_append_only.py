"""the timeline and the record of who changed the roster: the database refuses to rewrite them

A later migration that rebuilds one of these tables (SQLite does it for most changes) loses its
triggers and has to make them again.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("event", "roster_record")
WHY = "is append-only: what was decided is neither changed nor dropped"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _on_postgresql()
    else:
        _on_sqlite()


def downgrade() -> None:
    for table in TABLES:
        for word in ("update", "delete", "truncate"):
            of = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
            op.execute(f"DROP TRIGGER IF EXISTS {table}_no_{word}{of}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION append_only()")


def _on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '% {WHY}', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; "
        "END $$"
    )
    for table in TABLES:
        for word, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{word} BEFORE {word} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION append_only()"
            )


def _on_sqlite() -> None:
    for table in TABLES:
        for word in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{word} BEFORE {word} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} {WHY}'); END"
            )
