"""A workbench for tests: an archive with two reports that contradict each other, judgements, accounts of every role."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from archives import AUTHOR, clock, coded, event
from polemos.service import decisions, people
from polemos.service.permissions import ROLES, Person
from polemos.store.archive import Archive
from polemos.web.app import create_app
from polemos.web.security import Guard

HOME = "http://127.0.0.1"
PASSWORD = "a very long secret"
ONE = "The Tarum Front shelled Tarum and killed 12 soldiers, the Gazette's man said."
OTHER = "The Tarum Front did not shell Tarum, the Tarum Front said."


@dataclass
class Bench:
    """An archive, and its workbench for whoever is alone and for people who sign in."""

    archive: Archive
    where: str

    @cached_property
    def shared(self) -> FastAPI:
        return create_app(self.archive, guard=Guard(self.archive, None, signed=10**9, unsigned=10**9, tries=10**9))

    @cached_property
    def alone(self) -> TestClient:
        return TestClient(create_app(self.archive, "ann"), base_url=HOME)

    @property
    def client(self) -> TestClient:
        """A browser that nobody has signed in with."""
        return TestClient(self.shared, base_url=HOME, follow_redirects=False)

    def signed(self, name: str) -> tuple[TestClient, str]:
        """A browser after signing in, and the token of its pages."""
        client = self.client
        answer = client.post("/login", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 303
        return client, csrf(client)

    @property
    def one(self) -> str:
        """The claim that it was shelled."""
        return self.archive.claims("r1")[0].id

    @property
    def other(self) -> str:
        """The claim that it was not."""
        return self.archive.claims("r2")[0].id


def csrf(client: TestClient) -> str:
    """The token that a page carries."""
    found = re.search('name="csrf" content="([0-9a-f]+)"', client.get("/account").text)
    assert found
    return found[1]


def bench(folder: Path) -> Bench:
    where = str(folder / "bench.db")
    made = Archive.create(where, "Ann", clock())
    one = event("r1", ONE, "shelled", "shelling", actors=("Tarum Front",), said_by="Gazette's man", place="Tarum",
                day="2014-02-03", killed=12)  # fmt: skip
    other = event("r2", OTHER, "shell", "shelling", actors=("Tarum Front",), said_by="the Tarum Front", place="Tarum",
                  day="2014-02-03", stance="denies", factuality="negated")  # fmt: skip
    made.add_all(
        (
            coded("r1", ONE, one, published="2014-02-04", outlet="Gazette"),
            coded("r2", OTHER, other, published="2014-02-05", outlet="Herald"),
        ),
        AUTHOR,
    )
    for role in ROLES:
        people.add_account(made, "Ann", role, role, PASSWORD)
    decisions.decide(made, Person("coder", "coder"), decisions.Decision("accept", (one.id,), reason="plain words"))
    return Bench(made, where)
