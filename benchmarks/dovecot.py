"""A real Dovecot as an ordinary user: high port, one writable folder, no systemd.

Mails are put straight into the Maildir, as a local delivery agent does, or handed over by LMTP, as
a mail server does.
"""

from __future__ import annotations

import contextlib
import getpass
import grp
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 10.0
"""Seconds Dovecot gets to start or to stop."""


LMTP = Path("/usr/lib/dovecot/lmtp")
"""The program of the package dovecot-lmtpd."""


def installed() -> str | None:
    """The path of the program, None when it is not there; it is often not on a user's PATH."""
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


class Dovecot:
    """`with Dovecot() as server:` serves IMAP on 127.0.0.1 without TLS at `server.port`.

    Started by root it runs as `nobody`, because Dovecot opens no mail as root. Raises
    RuntimeError with Dovecot's own log when it does not start.
    """

    def __init__(self, *, user: str = "support", password: str = "secret") -> None:  # noqa: S107
        self.user = user
        self.password = password
        self.port = 0
        self.lmtp_port = 0
        self._delivered = 0

    def __enter__(self) -> Self:
        self._root = Path(tempfile.mkdtemp(prefix="dove"))
        self.port, self.lmtp_port = _free_port(), _free_port()
        self._owner = pwd.getpwnam("nobody" if os.geteuid() == 0 else getpass.getuser())
        self._write(self._owner)
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self._root, ignore_errors=True)

    def start(self) -> None:
        """Serve, on the same port and the same mails as before a `stop`."""
        program = installed()
        if program is None:
            raise RuntimeError("dovecot is not installed; apt-get install dovecot-imapd")
        root = os.geteuid() == 0
        self._process = subprocess.Popen(
            [program, "-F", "-c", str(self._root / "dovecot.conf")],
            stderr=subprocess.DEVNULL,
            user=self._owner.pw_uid if root else None,
            group=self._owner.pw_gid if root else None,
            start_new_session=True,
        )
        self._await_port()

    def stop(self) -> None:
        """End it and every connection; its imap processes would live on for ten seconds."""
        self._process.terminate()
        self._process.wait(PATIENCE)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def forget_uids(self) -> None:
        """While it is stopped: as after a restored backup, the mails get a new UIDVALIDITY."""
        for path in self._maildir.glob("dovecot*"):
            path.unlink()

    def deliver(self, mails: Iterable[bytes]) -> float:
        """Put mails into the INBOX: all are written first, then appear at once, at the moment
        (time.monotonic) returned.
        """
        ready: list[tuple[Path, Path]] = []
        for raw in mails:
            self._delivered += 1
            name = f"{self._delivered:010d}.{os.getpid()}.bench"
            written = self._maildir / "tmp" / name
            written.write_bytes(raw)
            os.chown(written, self._owner.pw_uid, self._owner.pw_gid)
            ready.append((written, self._maildir / "new" / name))
        at = time.monotonic()
        for written, visible in ready:
            written.rename(visible)
        return at

    def hand_over(self, mails: Iterable[bytes]) -> None:
        """Deliver by LMTP. Raises smtplib.SMTPException or OSError where it fails in the middle."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port, timeout=PATIENCE) as client:
            for raw in mails:
                client.sendmail("world@customer.example", [f"{self.user}@acme.example"], raw)

    def count(self, folder: str = "INBOX") -> int:
        """How many mails a folder holds."""
        place = self._maildir if folder == "INBOX" else self._maildir / f".{folder}"
        return sum(
            sum(1 for _ in (place / part).iterdir())
            for part in ("new", "cur")
            if (place / part).is_dir()
        )

    def _write(self, owner: pwd.struct_passwd) -> None:
        self._maildir = self._root / "mail" / self.user
        for folder in ("run", "state", "home", "mail"):
            (self._root / folder).mkdir()
        for part in ("tmp", "new", "cur"):
            (self._maildir / part).mkdir(parents=True)
        (self._root / "passwd").write_text(f"{self.user}:{{PLAIN}}{self.password}\n")
        (self._root / "dovecot.conf").write_text(
            CONFIGURATION.format(
                root=self._root,
                port=self.port,
                lmtp=_LMTP.format(port=self.lmtp_port, owner=owner.pw_name)
                if LMTP.exists()
                else "",
                protocols="imap lmtp" if LMTP.exists() else "imap",
                owner=owner.pw_name,
                group=grp.getgrgid(owner.pw_gid).gr_name,
            )
        )
        for path in (self._root, *self._root.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def _await_port(self) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        log = self._root / "dovecot.log"
        raise RuntimeError(f"dovecot did not start: {log.read_text() if log.exists() else '?'}")


def _free_port() -> int:
    """Dovecot cannot pick a port itself, so we pick one that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


_LMTP = """\
service lmtp {{
  chroot =
  user = {owner}
  unix_listener lmtp {{
    mode = 0
  }}
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {port}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@acme.example
}}
"""
CONFIGURATION = """\
protocols = {protocols}
auth_username_format = %n
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
first_valid_uid = 1
first_valid_gid = 1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{root}/mail/%n
maildir_stat_dirs = yes
passdb {{
  driver = passwd-file
  args = {root}/passwd
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={root}/home
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
{lmtp}"""
