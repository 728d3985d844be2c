"""One client of the scripted IMAP server: its commands, answered or spoiled."""

from __future__ import annotations

import asyncio
import base64
import re
from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from channels.sandbox.imap_state import Fault, Folder, Quirk, fetched

WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
"""A quoted string or an atom (RFC 3501, section 4); literals are not taken."""
CHALLENGE = "eyJzdGF0dXMiOiI0MDEifQ=="
"""`{"status":"401"}`: the failure challenge of XOAUTH2 (Google, "XOAUTH2 mechanism")."""


class Script(Protocol):
    """What a session asks of its server."""

    user: str
    password: str
    accepts: Callable[[str], bool]
    quirks: frozenset[Quirk]
    folders: dict[str, Folder]

    def heard(self, line: str) -> None: ...
    def due(self, fault: Fault) -> bool: ...
    async def news(self) -> None: ...


class DroppedError(ConnectionError):
    """We cut the connection ourselves, as the script says."""


class Session:
    """Answers one client until it logs out, or until the script cuts it off.

    Each `_on_` method answers one command: it says the untagged lines itself and returns the
    tagged status. Sequence numbers are those of the moment; no client of ours may use them.
    """

    def __init__(self, script: Script, *, reader: StreamReader, writer: StreamWriter) -> None:
        self._script = script
        self._reader = reader
        self._writer = writer
        self._folder: Folder | None = None
        self._commands: Mapping[str, Callable[[str], Awaitable[str]]] = {
            "CAPABILITY": self._on_capability,
            "LOGIN": self._on_login,
            "AUTHENTICATE": self._on_authenticate,
            "SELECT": self._on_select,
            "CREATE": self._on_create,
            "LIST": self._on_list,
            "NOOP": self._on_noop,
            "SEARCH": self._on_search,
            "FETCH": self._on_fetch,
            "MOVE": self._on_move,
            "COPY": self._on_copy,
            "STORE": self._on_store,
            "EXPUNGE": self._on_expunge,
            "IDLE": self._on_idle,
            "LOGOUT": self._on_logout,
        }

    async def run(self) -> None:
        """Raises ConnectionError when the connection ends before LOGOUT."""
        if self._script.due(Fault.DROP_AT_GREETING):
            self._drop()
        await self._say("* OK ready")
        name = ""
        while name != "LOGOUT":
            tag, _, rest = (await self._line()).partition(" ")
            name, arguments = _command(rest)
            self._script.heard(_without_secrets(rest))
            handler = self._commands.get(name)
            answer = (
                f"BAD {name} is not known here" if handler is None else await handler(arguments)
            )
            await self._say(f"{tag} {answer}")

    # ------------------------------------------------------------ before a folder is chosen

    async def _on_capability(self, _arguments: str) -> str:
        missing = {Quirk.NO_MOVE: "MOVE", Quirk.NO_IDLE: "IDLE"}
        hidden = {missing[quirk] for quirk in self._script.quirks if quirk in missing}
        known = ["IMAP4rev1", "IDLE", "MOVE", "UIDPLUS", "AUTH=XOAUTH2"]
        await self._say("* CAPABILITY " + " ".join(word for word in known if word not in hidden))
        return "OK done"

    async def _on_login(self, arguments: str) -> str:
        given = _words(arguments)
        right = given == [self._script.user, self._script.password]
        if self._script.due(Fault.REFUSE_LOGIN) or not right:
            return "NO [AUTHENTICATIONFAILED] wrong user or password"
        return "OK signed in"

    async def _on_authenticate(self, arguments: str) -> str:
        """XOAUTH2 with the token in the command (RFC 4959). A refusal waits for an empty line."""
        user, token = bearer(arguments.partition(" ")[2])
        right = user == self._script.user and self._script.accepts(token)
        if right and Quirk.REFUSES_XOAUTH2 not in self._script.quirks:
            return "OK signed in"
        await self._say(f"+ {CHALLENGE}")
        if await self._line():
            return "BAD an empty line was expected"
        return "NO [AUTHENTICATIONFAILED] token expired"

    async def _on_select(self, arguments: str) -> str:
        folder = self._script.folders.get(_folder_name(arguments))
        if folder is None or self._script.due(Fault.NO_SUCH_FOLDER):
            return "NO [NONEXISTENT] no such folder"
        self._folder = folder
        await self._say("* FLAGS (\\Seen \\Deleted)")
        await self._say(f"* {len(folder.mails)} EXISTS")
        await self._say("* 0 RECENT")
        await self._say(f"* OK [UIDVALIDITY {folder.uidvalidity}] valid")
        await self._say(f"* OK [UIDNEXT {folder.next_uid}] next")
        return "OK [READ-WRITE] selected"

    async def _on_create(self, arguments: str) -> str:
        name = _folder_name(arguments)
        if name in self._script.folders:
            return "NO [ALREADYEXISTS] there is such a folder"
        self._script.folders[name] = Folder()
        return "OK created"

    async def _on_list(self, _arguments: str) -> str:
        for name in self._script.folders:
            await self._say(f'* LIST () "/" "{name}"')
        return "OK listed"

    async def _on_noop(self, _arguments: str) -> str:
        if self._folder is not None:
            await self._say(f"* {len(self._folder.mails)} EXISTS")
        return "OK done"

    async def _on_logout(self, _arguments: str) -> str:
        await self._say("* BYE until later")
        return "OK signed out"

    # ------------------------------------------------------------ in a folder

    async def _on_search(self, arguments: str) -> str:
        if "CHARSET" in arguments and Quirk.REFUSES_CHARSET in self._script.quirks:
            return "NO [BADCHARSET (US-ASCII)] charset not supported"
        found = self._open().search(arguments)
        await self._say(" ".join(["* SEARCH", *map(str, found)]))
        return "OK searched"

    async def _on_fetch(self, arguments: str) -> str:
        if self._script.due(Fault.FAIL_FETCH):
            return "NO [UNAVAILABLE] try again later"
        if self._script.due(Fault.SILENT_FETCH):
            while True:  # until the client gives up and leaves
                await self._line()
        wanted, _, items = arguments.partition(" ")
        folder = self._open()
        for uid in folder.uids(wanted):
            line, literal = fetched(folder.mails[uid], uid=uid, items=items.upper())
            await self._chat(folder)
            await self._send_mail(folder.position(uid), line=line, literal=literal)
        return "OK fetched"

    async def _send_mail(self, position: int, *, line: bytes, literal: bytes | None) -> None:
        head = b"* %d FETCH (%b" % (position, line)
        if literal is None:
            await self._send(head + b")\r\n")
            return
        if self._script.due(Fault.DROP_IN_LITERAL):
            await self._send(head + b"\r\n" + literal[: len(literal) // 2])
            self._drop()
        await self._send(head + b"\r\n" + literal + b")\r\n")

    async def _chat(self, folder: Folder) -> None:
        """What RFC 3501 lets a server say at any time."""
        if Quirk.CHATTY in self._script.quirks:
            await self._say(f"* {len(folder.mails)} EXISTS")
            await self._say("* 1 FETCH (FLAGS (\\Seen))")

    async def _on_move(self, arguments: str) -> str:
        if Quirk.NO_MOVE in self._script.quirks:
            return "BAD MOVE is not known here"
        if self._script.due(Fault.REFUSE_MOVE):
            return "NO [CANNOT] not moved"
        answer = await self._on_copy(arguments)
        if answer.startswith("OK"):
            await self._remove(self._open().uids(arguments.partition(" ")[0]))
        if self._script.due(Fault.DROP_AFTER_MOVE):
            self._drop()
        return answer

    async def _on_copy(self, arguments: str) -> str:
        wanted, _, name = arguments.partition(" ")
        target = self._script.folders.get(_folder_name(name))
        if target is None:
            return "NO [TRYCREATE] no such folder"
        source = self._open()
        for uid in source.uids(wanted):
            target.add(source.mails[uid].raw, at=source.mails[uid].at)
        return "OK copied"

    async def _on_store(self, arguments: str) -> str:
        wanted, _, flags = arguments.partition(" ")
        if "DELETED" in flags.upper():
            self._open().deleted.update(self._open().uids(wanted))
        return "OK stored"

    async def _on_expunge(self, arguments: str) -> str:
        """UID EXPUNGE (RFC 4315) removes those of the set that are marked deleted."""
        folder = self._open()
        wanted = folder.uids(arguments) if arguments else sorted(folder.mails)
        await self._remove([uid for uid in wanted if uid in folder.deleted])
        return "OK expunged"

    async def _remove(self, uids: list[int]) -> None:
        folder = self._open()
        for uid in uids:
            await self._say(f"* {folder.position(uid)} EXPUNGE")
            del folder.mails[uid]
            folder.deleted.discard(uid)

    async def _on_idle(self, _arguments: str) -> str:
        if Quirk.NO_IDLE in self._script.quirks:
            return "BAD IDLE is not known here"
        folder = self._open()
        if self._script.due(Fault.BYE_FOR_IDLE):
            await self._say("* BYE going down")
            self._drop()
        await self._say("+ idling")
        if self._script.due(Fault.BYE_IN_IDLE):
            await self._say("* BYE going down")
            self._drop()
        async with asyncio.TaskGroup() as group:
            pushes = group.create_task(self._push(folder))
            await self._line()  # DONE
            pushes.cancel()
        return "OK idled"

    async def _push(self, folder: Folder) -> None:
        known = len(folder.mails)
        while True:
            await self._script.news()
            if len(folder.mails) != known and Quirk.SILENT_IDLE not in self._script.quirks:
                known = len(folder.mails)
                await self._say(f"* {known} EXISTS")

    # ------------------------------------------------------------ the wire

    def _open(self) -> Folder:
        if self._folder is None:
            raise DroppedError("the client works in a folder without SELECT")
        return self._folder

    async def _line(self) -> str:
        return (await self._reader.readuntil(b"\r\n")).decode().rstrip("\r\n")

    async def _say(self, line: str) -> None:
        await self._send(f"{line}\r\n".encode())

    async def _send(self, data: bytes) -> None:
        """With BYTE_BY_BYTE the loop turns between two bytes, so that each is read by itself."""
        step = 1 if Quirk.BYTE_BY_BYTE in self._script.quirks else len(data)
        for start in range(0, len(data), step):
            self._writer.write(data[start : start + step])
            await self._writer.drain()
            await asyncio.sleep(0)

    def _drop(self) -> None:
        raise DroppedError("as the script says")


def bearer(encoded: str) -> tuple[str, str]:
    """User and token of an XOAUTH2 answer: `user=...^Aauth=Bearer ...^A^A` in base64."""
    words = base64.b64decode(encoded).decode()
    user, _, rest = words.removeprefix("user=").partition("\1auth=Bearer ")
    return user, rest.rstrip("\1")


def _command(rest: str) -> tuple[str, str]:
    """`UID FETCH 1:* (FLAGS)` is the command FETCH with its arguments."""
    name, _, arguments = rest.partition(" ")
    if name.upper() == "UID":
        name, _, arguments = arguments.partition(" ")
    return name.upper(), arguments


def _words(arguments: str) -> list[str]:
    found = WORD.finditer(arguments)
    return [re.sub(r"\\(.)", r"\1", word[1]) if word[1] is not None else word[2] for word in found]


def _folder_name(arguments: str) -> str:
    name = _words(arguments)[0]
    return "INBOX" if name.upper() == "INBOX" else name


def _without_secrets(line: str) -> str:
    name, _, _ = line.partition(" ")
    return f"{name} ..." if name.upper() in {"LOGIN", "AUTHENTICATE"} else line
