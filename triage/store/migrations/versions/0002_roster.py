"""swaps, absences, shifts from calendars; overrides that add or remove somebody"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("override", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("change", AutoString(), nullable=False, server_default="replace")
        )
        batch_op.create_index("ix_override_going", ["team", "end", "start"], unique=False)
        batch_op.create_index("ix_override_coming", ["team", "start"], unique=False)
    op.create_table(
        "swap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("asker", AutoString(), nullable=False),
        sa.Column("other", AutoString(), nullable=False),
        sa.Column("back", UTCDateTime(), nullable=True),
        sa.Column("state", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swap")),
    )
    with op.batch_alter_table("swap", schema=None) as batch_op:
        batch_op.create_index("ix_swap_team", ["team", "state"], unique=False)
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", AutoString(), nullable=False),
        sa.Column("start", UTCDateTime(), nullable=False),
        sa.Column("end", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index("ix_absence_going", ["end", "start"], unique=False)
        batch_op.create_index("ix_absence_coming", ["start"], unique=False)
    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("person", AutoString(), nullable=False),
        sa.Column("start", UTCDateTime(), nullable=False),
        sa.Column("end", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.create_index("ix_shift_going", ["team", "end", "start"], unique=False)
        batch_op.create_index("ix_shift_coming", ["team", "start"], unique=False)


def downgrade() -> None:
    op.drop_table("shift")
    op.drop_table("absence")
    op.drop_table("swap")
    with op.batch_alter_table("override", schema=None) as batch_op:
        batch_op.drop_index("ix_override_coming")
        batch_op.drop_index("ix_override_going")
        batch_op.drop_column("change")
