"""How the workbench listens."""

import asyncio
import socket

import pytest

from polemos.errors import UsageError
from polemos.web.serving import listen


def test_answers_are_sent_without_delay() -> None:
    """Else the second part of each waits 40 ms for the first to be acknowledged."""

    async def told() -> int:
        seen: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            own = writer.get_extra_info("socket")
            seen.set_result(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listening = listen("127.0.0.1", 0)
        async with await asyncio.start_server(answer, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            found = await seen
            writer.close()
            await writer.wait_closed()
            return found

    assert asyncio.run(told())


def test_a_port_that_is_taken_is_said_so() -> None:
    with listen("127.0.0.1", 0) as first:
        first.listen()
        with pytest.raises(UsageError, match="choose another with --port"):
            listen("127.0.0.1", first.getsockname()[1])
