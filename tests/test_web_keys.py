"""The workbench in a real browser: keys, words picked with the mouse, accessibility, and that no report can run."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from polemos.store.archive import Archive
from polemos.store.judgements import judgements
from served import AUTHOR, TEXT, chromium, serving, two_claims


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "a.db", "Ann")
    made.add(two_claims(), AUTHOR)
    yield made
    made.close()


@pytest.fixture
def page(archive: Archive, browser: object) -> Iterator[Page]:
    with serving(archive) as address:
        opened = browser.new_page(base_url=address)  # type: ignore[attr-defined]
        opened.problems = []
        opened.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.on("console", lambda told: opened.problems.append(told.text) if told.type == "error" else None)
        opened.on(
            "request", lambda asked: opened.problems.append(asked.url) if not asked.url.startswith(address) else None
        )
        yield opened
        opened.close()


def actions(archive: Archive) -> list[str]:
    return [each.action for each in judgements(archive)]


def select(page: Page, words: str) -> None:
    """Select words of the report's text as a mouse would, and let go."""
    page.evaluate(
        """words => {
          const text = document.getElementById("words");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
            return;
          }
          throw new Error(`no ${words}`);
        }""",
        words,
    )


def test_every_key_does_what_it_says(page: Page, archive: Archive) -> None:
    page.goto("/reports/r-1")
    attack, shelling = (page.locator(f'[id="{claim.id}"]') for claim in archive.claims("r-1"))
    expect(attack).to_have_class("card open on")
    page.keyboard.press("j")
    expect(shelling).to_have_class("card open on")
    page.keyboard.press("k")
    expect(attack).to_have_class("card open on")
    page.keyboard.press("a")
    expect(attack).to_have_class("card accepted")
    expect(shelling).to_have_class("card open on")
    page.keyboard.press("x")
    expect(shelling).to_have_class("card rejected on")
    page.keyboard.press("u")
    expect(shelling).to_have_class("card open on")
    page.keyboard.press("u")
    expect(attack).to_have_class("card open on")
    page.keyboard.press("e")
    expect(attack.locator(".edit select").first).to_be_visible()
    attack.locator('[data-value="factuality"]').select_option("possible")
    expect(attack).to_have_class("card corrected on editing")
    page.keyboard.press("Escape")
    expect(attack.locator(".machine")).to_contain_text("occurred → possible")
    select(page, "killed")
    page.keyboard.press("s")
    expect(page.locator(".card.added")).to_have_count(1)
    assert actions(archive) == ["accept", "reject", "undo", "undo", "correct", "add"]
    assert page.problems == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", ["دير الزور", "12 soldiers", "on Monday", "<script>window.ran = 1</script>"])
def test_picked_words_have_the_reports_own_offsets(page: Page, archive: Archive, words: str) -> None:
    page.goto("/reports/r-1")
    part = words if words != "12 soldiers" else " soldiers"
    select(page, part)
    page.locator('#picker [data-field="hit"]').click()
    expect(page.locator(".card.corrected")).to_have_count(1)
    hit = judgements(archive)[0].change or ""
    claim = json.loads(hit)["hit"][0]
    assert claim["text"] == part.strip()
    assert TEXT[claim["start"] : claim["end"]] == claim["text"]


def test_words_make_a_new_claim(page: Page, archive: Archive) -> None:
    page.goto("/reports/r-1")
    select(page, "denied")
    page.locator("#picker select").select_option("event:shelling")
    page.locator("#picker form button").click()
    expect(page.locator(".card.added")).to_have_count(1)
    assert actions(archive) == ["add"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/reports", "/reports/r-1", "/incidents", "/search?q=rebels", "INCIDENT"])
def test_pages_are_accessible_and_nothing_in_a_report_runs(
    page: Page, archive: Archive, address: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address.replace("INCIDENT", f"/incidents/{archive.claims('r-1')[0].id}"))
    # After the judgements of other tests a page may yet show itself anew.
    page.wait_for_selector('[data-behind="reload"]', state="detached", timeout=30_000)
    page.wait_for_timeout(150)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"][:2]]) for each in found] == []
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.problems == []  # type: ignore[attr-defined]
