"""overrides, shifts and absences: a drawer for each span, so that what goes on now is found at once

What is there already lies in the drawer that is always looked at.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, before in (("override", ["team"]), ("shift", ["team"]), ("absence", [])):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("bin", sa.Integer(), nullable=False, server_default="0"))
            batch_op.create_index(f"ix_{table}_bin", [*before, "bin", "end", "start"], unique=False)


def downgrade() -> None:
    for table in ("override", "shift", "absence"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_bin")
            batch_op.drop_column("bin")
