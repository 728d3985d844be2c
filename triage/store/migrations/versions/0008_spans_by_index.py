"""overrides, shifts and absences: one index each that has the whole span"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, before in (("override", ["team"]), ("shift", ["team"]), ("absence", [])):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_coming")
            batch_op.drop_index(f"ix_{table}_going")
            batch_op.create_index(f"ix_{table}_span", [*before, "start", "end"], unique=False)


def downgrade() -> None:
    for table, before in (("override", ["team"]), ("shift", ["team"]), ("absence", [])):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_span")
            batch_op.create_index(f"ix_{table}_going", [*before, "end", "start"], unique=False)
            batch_op.create_index(f"ix_{table}_coming", [*before, "start"], unique=False)
