"""pages by means"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A page of before names no team and no priority: its ticket's are taken."""
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.add_column(sa.Column("team", AutoString(), nullable=True))
        batch_op.add_column(sa.Column("priority", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("means", AutoString(), nullable=True))
        batch_op.add_column(sa.Column("reached_at", UTCDateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_page_at"), ["at"], unique=False)
    op.execute(
        "UPDATE page SET team = (SELECT team FROM ticket WHERE ticket.id = page.ticket), "
        "priority = (SELECT priority FROM ticket WHERE ticket.id = page.ticket)"
    )
    op.execute("DELETE FROM page WHERE team IS NULL")
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.alter_column("team", existing_type=AutoString(), nullable=False)
        batch_op.alter_column("priority", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_page_at"))
        for name in ("team", "priority", "means", "reached_at"):
            batch_op.drop_column(name)
