"""first shape"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("external_id", AutoString(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", UTCDateTime(), nullable=True),
        sa.Column("claimed_until", UTCDateTime(), nullable=True),
        sa.Column("disposition", AutoString(), nullable=True),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint(
            "channel", "account", "external_id", name=op.f("uq_arrival_channel_account_external_id")
        ),
    )
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.create_index(
            "ix_arrival_new",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'new'"),
            postgresql_where=sa.text("state = 'new'"),
        )

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("address", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint(
            "channel", "account", "address", name=op.f("uq_contact_channel_account_address")
        ),
    )
    op.create_table(
        "cursor",
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("place", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=False),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "account", "place", name=op.f("pk_cursor")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_ticket"), ["ticket"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("external_id", AutoString(), nullable=False),
        sa.Column("author", AutoString(), nullable=False),
        sa.Column("person", AutoString(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_ref", ["channel", "account", "external_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_ticket"), ["ticket"], unique=False)

    op.create_table(
        "number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("notice", AutoString(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("lane", AutoString(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", UTCDateTime(), nullable=True),
        sa.Column("first_tried_at", UTCDateTime(), nullable=True),
        sa.Column("remote_id", AutoString(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_due",
            ["channel", "grade", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
            postgresql_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
        )
        batch_op.create_index(
            "ix_outbox_lane",
            ["lane", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
            postgresql_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
        )
        batch_op.create_index("ix_outbox_notice", ["notice", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_remote_id"), ["remote_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_ticket"), ["ticket"], unique=False)

    op.create_table(
        "override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team", AutoString(), nullable=False),
        sa.Column("person", AutoString(), nullable=False),
        sa.Column("instead_of", AutoString(), nullable=True),
        sa.Column("start", UTCDateTime(), nullable=False),
        sa.Column("end", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override")),
    )
    op.create_table(
        "page",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("level", AutoString(), nullable=False),
        sa.Column("person", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("ticket", "level", "person", name=op.f("pk_page")),
    )
    op.create_table(
        "reaction",
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("message", AutoString(), nullable=False),
        sa.Column("user", AutoString(), nullable=False),
        sa.Column("emoji", AutoString(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "channel", "account", "message", "user", "emoji", name=op.f("pk_reaction")
        ),
    )
    op.create_table(
        "switch",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_switch")),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("team", AutoString(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("account", AutoString(), nullable=False),
        sa.Column("thread", AutoString(), nullable=False),
        sa.Column("place", AutoString(), nullable=True),
        sa.Column("reporter", AutoString(), nullable=False),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("assignee", AutoString(), nullable=True),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("heard_at", UTCDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ticket_conversation", ["channel", "account", "thread"], unique=False
        )
        batch_op.create_index("ix_ticket_reporter", ["reporter", "channel", "place"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticket_status"), ["status"], unique=False)

    op.create_table(
        "timer",
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("occurrence", AutoString(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", "occurrence", name=op.f("pk_timer")),
    )
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_timer_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'armed'"),
            postgresql_where=sa.text("state = 'armed'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_timer_due",
            sqlite_where=sa.text("state = 'armed'"),
            postgresql_where=sa.text("state = 'armed'"),
        )

    op.drop_table("timer")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_status"))
        batch_op.drop_index("ix_ticket_reporter")
        batch_op.drop_index("ix_ticket_conversation")

    op.drop_table("ticket")
    op.drop_table("switch")
    op.drop_table("reaction")
    op.drop_table("page")
    op.drop_table("override")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_ticket"))
        batch_op.drop_index(batch_op.f("ix_outbox_remote_id"))
        batch_op.drop_index("ix_outbox_notice")
        batch_op.drop_index(
            "ix_outbox_lane",
            sqlite_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
            postgresql_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
        )
        batch_op.drop_index(
            "ix_outbox_due",
            sqlite_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
            postgresql_where=sa.text("state IN ('due', 'sending', 'uncertain')"),
        )

    op.drop_table("outbox")
    op.drop_table("number")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_ticket"))
        batch_op.drop_index("ix_message_ref")

    op.drop_table("message")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_ticket"))

    op.drop_table("event")
    op.drop_table("cursor")
    op.drop_table("contact")
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_arrival_new",
            sqlite_where=sa.text("state = 'new'"),
            postgresql_where=sa.text("state = 'new'"),
        )

    op.drop_table("arrival")
