"""pages told in a summary"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WAITS = sa.text("bundle = 'waits'")


def upgrade() -> None:
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bundle", AutoString(), nullable=True))
        batch_op.create_index("ix_page_person", ["person", "at"], unique=False)
        batch_op.create_index(
            "ix_page_waits", ["team"], unique=False, sqlite_where=WAITS, postgresql_where=WAITS
        )


def downgrade() -> None:
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_index("ix_page_waits", sqlite_where=WAITS, postgresql_where=WAITS)
        batch_op.drop_index("ix_page_person")
        batch_op.drop_column("bundle")
