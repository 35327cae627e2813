"""The workbench as a running server."""

import socket
import threading
import webbrowser
from collections.abc import Callable

from polemos.errors import UsageError
from polemos.service import people
from polemos.service.archive import user_name
from polemos.service.incidents import up_to_date
from polemos.service.words import warm
from polemos.store.archive import Archive
from polemos.web.headers import origin


def run(
    archive: Archive,
    *,
    host: str,
    port: int,
    who: str | None,
    tiles: str | None,
    opened: bool,
    told: Callable[[str], None],
    where: str | None = None,
) -> None:
    """Answer until the user ends it; `where` as in create_app.

    Raises UsageError where the port is taken, the address is not this machine's, or the tiles' address is none.
    """
    if tiles and not (origin(tiles) and all(part in tiles for part in ("{z}", "{x}", "{y}"))):
        raise UsageError(
            f"no address of map tiles: {tiles}; give one like https://tiles.example.org/{{z}}/{{x}}/{{y}}.png"
        )
    import uvicorn

    from polemos.web.app import create_app
    from polemos.web.security import Guard

    alone = people.local_person(user_name(who)) if people.may_serve(archive, host) else None
    listening = listen(host, port)
    address = f"http://{_shown(host)}:{listening.getsockname()[1]}/"
    if not up_to_date(archive):
        told("working out the incidents; pages show what there is until then, and say so")
    app = create_app(archive, who, tiles=tiles, guard=Guard(archive, alone, tiles), where=where)
    threading.Thread(target=warm, daemon=True, name="polemos warm").start()
    told(f"the workbench is at {address}")
    if opened:
        threading.Timer(0.3, webbrowser.open, (address,)).start()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3
    )
    uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that waits for browsers. Raises UsageError where the port is taken or the address not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends without delay only where the socket says that it is TCP; else the end of every answer waits 40 ms
    # until the browser has acknowledged its beginning.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise UsageError(f"{host}:{port} cannot be used ({error.strerror}); choose another with --port N") from error
    return made


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
