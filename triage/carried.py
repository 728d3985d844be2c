"""What the messages of a ticket carry besides words: files, and what staff should know. Values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Remark(StrEnum):
    """What staff should know of a message besides its words."""

    UNVERIFIED = "unverified"  # nobody vouches for the sender's address
    ENCRYPTED = "encrypted"  # we cannot read it
    SEALED = "sealed"  # S/MIME, signed and packed: the words are inside the attachment
    SIGNED = "signed"  # the signature was not checked
    WINMAIL = "winmail"  # Outlook packed its attachments into winmail.dat
    INVITATION = "invitation"
    CUT = "cut"  # longer than what is kept as words
    SAME_ID = "same_id"  # another mail with the same Message-ID came before
    NOT_KEPT = "not_kept"  # files beyond the limits: the original has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """All that came along so far. `files`: how many. `original`: who wrote what was passed on.

    `related`: the number of the ticket that the subject names, without any proof.
    """

    files: int = 0
    remarks: tuple[Remark, ...] = ()
    original: str | None = None
    related: int | None = None

    def and_(self, *, files: int, remarks: Sequence[Remark], original: str | None) -> Carried:
        """With what another message brings; the first original author stays."""
        found = {*self.remarks, *remarks}
        return Carried(
            files=self.files + files,
            remarks=tuple(remark for remark in Remark if remark in found),
            original=self.original or original,
            related=self.related,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounced:
    """One recipient that a delivery report names (RFC 3464)."""

    address: str
    status: str | None
    permanent: bool
