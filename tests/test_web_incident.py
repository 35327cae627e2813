"""The incident page in a real browser: join, keep apart, split, confirm, refute, and take each of them back."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from polemos.model import CodedReport, EventClaim, Loss, Place, Report
from polemos.service import incidents
from polemos.service.incidents import refresh
from polemos.store.archive import Archive
from polemos.store.judgements import judgements
from served import AUTHOR, chromium, serving, somebody, span, two_claims

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        started = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Two reports of the same attack with emoji and Arabic, and of two shellings."""
    made = Archive.create(tmp_path / "a.db", "Ann")
    made.add(two_claims(), AUTHOR)
    made.add(second(), AUTHOR)
    refresh(made)
    yield made
    made.close()


OTHER = (
    "Fighters 🚀 attacked دير الزور on Monday, and 15 soldiers were killed.\n\nLater rebels shelled دير الزور again.\n"
)


def second(text: str = OTHER) -> CodedReport:
    town = span(text, "دير الزور")
    attack = EventClaim(
        report_id="r-2", trigger=span(text, "attacked"), sentence=span(text, text.split("\n")[0]), coder="rules-1-ab",
        confidence=0.8, type="attack", actors=(somebody(text, "Fighters"),),
        place=Place(town.text, town.text, town.start, town.end, 1, None, "px:1", 35.3, 40.1, "SY"),
        losses=(Loss("killed", span(text, "15 soldiers"), span(text, "15"), low=15, best=15, high=15),),
    ).identified()  # fmt: skip
    shelling = replace(
        attack, id="", trigger=span(text, "shelled"), sentence=span(text, "Later rebels shelled دير الزور again."),
        type="shelling", actors=(somebody(text, "rebels"),), losses=(), place=None,
    ).identified()  # fmt: skip
    report = Report("r-2", text, "1" * 64, published="2015-02-03", outlet="Herald", title="Attack 🚀 on دير الزور")
    return CodedReport(report, (attack, shelling))


@pytest.fixture
def page(archive: Archive, browser: "Browser") -> Iterator["Page"]:
    with serving(archive) as address:
        opened = browser.new_page(base_url=address)
        problems: list[str] = []
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.on("console", lambda told: problems.append(told.text) if told.type == "error" else None)
        yield opened
        opened.close()
        assert problems == []


def two(archive: Archive) -> tuple[str, str]:
    """An attack of one report and a shelling of the other, which nobody takes for one happening."""
    made = [claim for claim in archive.current_claims() if isinstance(claim, EventClaim)]
    one = next(claim.id for claim in made if claim.report_id == "r-1" and claim.type == "attack")
    return one, next(claim.id for claim in made if claim.report_id == "r-2" and claim.type == "shelling")


def actions(archive: Archive) -> list[str]:
    return [each.action for each in judgements(archive)]


def together(archive: Archive, *claims: str) -> bool:
    refresh(archive)
    return len({incidents.show(archive, claim).id for claim in claims}) == 1


def show(page: "Page", claim: str) -> None:
    page.goto(f"/incidents/{claim}")
    page.wait_for_selector("h1")


def join(page: "Page", archive: Archive, one: str, other: str) -> None:
    show(page, one)
    page.fill('input[name="other"]:not([type=hidden])', other)
    page.locator("form.line button", has_text="Join").click()
    page.wait_for_url(re.compile("/incidents/"))
    assert together(archive, one, other)
    show(page, one)


def test_join_split_and_take_back(page: "Page", archive: Archive) -> None:
    one, other = two(archive)
    assert not together(archive, one, other)
    join(page, archive, one, other)
    assert actions(archive) == ["merge"]
    assert page.locator("th.speaker").count() >= 2
    assert "دير الزور" in page.locator("h1").inner_text() + page.locator("table").inner_text()
    assert "😀" in page.locator("table").inner_text()
    page.locator(f'input[name=claim][value="{other}"]').check()
    page.fill('[aria-label="Why split"]', "another day")
    page.click("text=Split off the chosen claims")
    page.wait_for_url(re.compile("/incidents/"))
    assert actions(archive) == ["merge", "split"]
    assert judgements(archive)[-1].reason == "another day"
    assert not together(archive, one, other)
    show(page, one)
    page.locator(".past", has_text="another day").locator("text=Take back").click()
    page.wait_for_url(re.compile("/incidents/"))
    assert actions(archive) == ["merge", "split", "undo"]
    assert together(archive, one, other)


def test_confirm_then_refute_and_take_it_back(page: "Page", archive: Archive) -> None:
    one, _ = two(archive)
    show(page, one)
    page.fill('[aria-label="Why"]', "seen 🛰 by us")
    page.click("text=✓ Confirm")
    page.wait_for_url(re.compile("/incidents/"))
    refresh(archive)
    show(page, one)
    assert page.locator(".title .chip").inner_text().split() == ["✓", "confirmed"]
    assert "seen 🛰 by us" in page.locator(".past").inner_text()
    page.locator(".past", has_text="confirm").locator("text=Take back").click()
    page.wait_for_url(re.compile("/incidents/"))
    page.click("text=✕ Refute")
    page.wait_for_url(re.compile("/incidents/"))
    refresh(archive)
    show(page, one)
    assert page.locator(".title .chip").inner_text().split() == ["✕", "rejected"]
    assert actions(archive) == ["confirm", "undo", "refute"]


def test_choosing_all_or_none_to_split_is_explained(page: "Page", archive: Archive) -> None:
    one, other = two(archive)
    join(page, archive, one, other)
    form = {"csrf_token": page.locator('meta[name="csrf"]').get_attribute("content") or ""}
    answer = page.request.post(f"/incidents/{one}/split", form=form, headers={"Accept": "text/html"})
    assert answer.status == 400
    assert "Choose the claims that are another happening" in answer.text()
    assert actions(archive)[-1:] != ["split"]
