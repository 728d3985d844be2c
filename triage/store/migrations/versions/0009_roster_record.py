"""who changed what about who is on call"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roster_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=True),
        sa.Column("team", AutoString(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_record")),
    )
    op.create_index(op.f("ix_roster_record_at"), "roster_record", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_roster_record_at"), table_name="roster_record")
    op.drop_table("roster_record")
