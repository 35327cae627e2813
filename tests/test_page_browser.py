"""The evidence page in Debian's Chromium: what is drawn, what the keys do, and that nothing leaves the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from page_reports import coded, hostile, other
from polemos.export.evidence_page import render_page
from polemos.model import CodedReport, Report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 400, "height": 850}


@dataclass
class Seen:
    """What a page did besides being shown."""

    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@dataclass
class Opened:
    page: "Page"
    seen: Seen
    address: str

    def lit(self) -> str:
        """The words drawn as those of one claim, field by field, in reading order."""
        script = """marks => marks.map(m => {
            const joins = m.previousSibling instanceof Element && m.previousSibling.dataset.on === m.dataset.on;
            return (joins ? "" : " | " + m.dataset.on + ": ") + m.textContent;
        }).join("").slice(3)"""
        found: str = self.page.locator("article:not([hidden]) mark[data-on]").evaluate_all(script)
        return found

    def on(self) -> list[str]:
        """The numbers of the cards drawn as shown."""
        cards = self.page.locator(".card.on")
        return [card.get_attribute("data-n") or "" for card in cards.all()]

    def listed(self) -> list[str]:
        script = "all => all.filter(c => c.checkVisibility()).map(c => c.dataset.n)"
        found: list[str] = self.page.locator(".card").evaluate_all(script)
        return found

    @property
    def status(self) -> str:
        return self.page.locator("article:not([hidden]) .status").inner_text()


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: install Debian's chromium to run the browser test")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as running:
        yield running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])


@pytest.fixture
def show(browser: "Browser", tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open a page of these reports from a file; afterwards, nothing was asked for and nothing complained."""
    opened: list[Opened] = []

    def opener(*items: CodedReport, at: str = "", size: dict[str, int] = WIDE, **context: Any) -> Opened:
        path = tmp_path / f"{len(opened)}.html"
        path.write_text(render_page(items, "Polemos"), encoding="utf-8", newline="")
        page = browser.new_context(viewport=size, **context).new_page()  # type: ignore[arg-type]
        seen = Seen()
        page.on("console", lambda message: seen.messages.append(message.text))
        page.on("pageerror", lambda error: seen.messages.append(str(error)))
        page.on("request", lambda request: seen.requests.append(request.url))
        opened.append(Opened(page, seen, path.as_uri()))
        page.goto(path.as_uri() + at)
        return opened[-1]

    yield opener
    for one in opened:
        assert one.seen.messages == []
        assert {url.partition("#")[0] for url in one.seen.requests if not url.startswith("data:")} == {one.address}
        one.page.context.close()


SHELLING = (
    "source: Residents | source: said | actor: the Blue Front | trigger: shelled | place: Karsa | time: on Monday"
    " | losses: at least 12 people"
)


def test_a_card_under_the_pointer_lights_its_words_and_only_its(show: Callable[..., Opened]) -> None:
    it = show(coded())
    assert it.lit() == ""
    it.page.hover("#r1c3 blockquote")
    assert it.lit() == "actor: The Blue Front 🟦 | trigger: holds | place: the port"
    assert it.on() == ["3"]
    it.page.hover("#r1c1 blockquote")
    assert it.lit() == SHELLING
    it.page.hover("h1")
    assert (it.lit(), it.on()) == ("", [])


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_the_words_lit_for_a_field_are_its_span_whatever_the_script(show: Callable[..., Opened], number: int) -> None:
    item = coded()
    claim = item.claims[number - 1]
    it = show(item, at=f"#r1c{number}")
    first, second = claim.parties()
    wanted = {"trigger": [claim.trigger.text], "actor": [p.text for p in first], "recipient": [p.text for p in second]}
    if claim.place:
        wanted["place"] = [claim.place.text]
    for name, texts in wanted.items():
        script = "(marks, field) => marks.filter(m => m.dataset.m.split(' ').includes(field)).map(m => m.textContent)"
        pieces = it.page.locator("mark[data-on]").evaluate_all(script, f"{number}:{name}")
        assert "".join(pieces) == "".join(texts), name


def test_a_word_under_the_pointer_lights_its_card(show: Callable[..., Opened]) -> None:
    it = show(coded())
    it.page.hover("#r1t3")
    assert it.on() == ["3"]
    it.page.hover("h2")
    it.page.hover("mark.place >> text=the port")
    assert it.on() == ["3"]


def test_a_click_keeps_a_claim_and_a_second_lets_it_go(show: Callable[..., Opened]) -> None:
    it = show(coded())
    it.page.click("#r1c3 blockquote")
    it.page.hover("h1")
    assert it.on() == ["3"]
    assert it.page.url.endswith("#r1c3")
    it.page.hover("#r1c1 blockquote")
    assert it.on() == ["1"], "the pointer goes before what is kept"
    it.page.click("#r1c3 blockquote")
    it.page.hover("h1")
    assert it.on() == []


def test_clicks_on_a_word_of_several_claims_go_round_them(show: Callable[..., Opened]) -> None:
    it = show(coded())
    shared = it.page.locator("mark.many >> text=the Blue Front")
    assert "underline" in shared.evaluate("m => getComputedStyle(m).textDecorationLine")
    seen = []
    for _ in range(3):
        shared.click()
        seen += it.on()
    assert seen == ["1", "2", "1"]
    assert it.status == "Claim 1 of 2 on these words"


def test_filters_list_count_and_mute(show: Callable[..., Opened]) -> None:
    it = show(coded())
    assert it.status == "5 claims"
    it.page.select_option("[name=kind]", "event")
    assert it.listed() == ["1", "2", "5"]
    assert it.status == "3 of 5 claims"
    assert "off" in (it.page.locator("mark >> text=the port").get_attribute("class") or "")
    speaker = it.page.locator("[name=speaker]")
    assert speaker.locator("option").all_inner_texts() == [
        "All speakers", "the report itself (1)", "army (1)", "Residents (1)",
    ]  # fmt: skip
    speaker.select_option(label="army (1)")
    assert it.listed() == ["2"]
    it.page.select_option("[name=factuality]", "planned")
    assert it.listed() == []
    assert it.page.get_by_text("No claims match.").is_visible()
    it.page.click("text=Clear the filters")
    assert it.status == "5 claims"
    assert it.page.get_by_text("No claims match.").is_hidden()
    it.page.select_option("[name=label]", "leads")
    assert it.listed() == ["4"]


def test_search_finds_words_of_cards(show: Callable[..., Opened]) -> None:
    it = show(coded())
    it.page.keyboard.press("/")
    it.page.keyboard.type("ámina RELATION")
    assert it.listed() == ["4"]
    it.page.keyboard.press("Escape")
    assert it.listed() == ["1", "2", "3", "4", "5"]


def test_a_word_whose_only_claim_is_filtered_out_lights_nothing(show: Callable[..., Opened]) -> None:
    it = show(coded())
    it.page.select_option("[name=kind]", "event")
    it.page.hover("mark >> text=the port")
    assert (it.lit(), it.on()) == ("", [])


def test_keys_walk_through_the_cards(show: Callable[..., Opened]) -> None:
    it = show(coded())
    it.page.keyboard.press("j")
    assert it.on() == ["1"]
    it.page.keyboard.press("j")
    it.page.keyboard.press("j")
    assert it.on() == ["3"]
    it.page.keyboard.press("k")
    assert it.on() == ["2"]
    assert it.page.evaluate("document.activeElement.closest('.card').dataset.n") == "2"
    outline = it.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "the focus is to be seen"
    it.page.keyboard.press("Enter")
    assert it.page.locator(".card.pinned").get_attribute("data-n") == "2"
    it.page.keyboard.press("Escape")
    assert it.on() == []


def test_every_control_is_reached_by_tab(show: Callable[..., Opened]) -> None:
    it = show(coded(), other())
    reached = set()
    for _ in range(40):
        it.page.keyboard.press("Tab")
        reached.add(it.page.evaluate("[document.activeElement].map(e => e.id || e.name || e.hash)[0]"))
    filters = {"words", "kind", "label", "speaker", "factuality"}
    assert {"#main", "#r1", "#r2", "r1t1", "r1t5", "#r1t1", "#r1t5"} | filters <= reached


def test_the_focus_on_a_word_lights_its_card(show: Callable[..., Opened]) -> None:
    it = show(coded())
    it.page.focus("#r1t4")
    assert it.on() == ["4"]


def test_reports_are_switched_without_loading(show: Callable[..., Opened]) -> None:
    it = show(other("First"), coded(), other("Third"))
    assert it.page.locator("article").count() == 1, "one report is built at a time"
    it.page.click("nav >> text=Fighting at the river")
    assert it.page.locator("h2:visible").inner_text() == "Fighting at the river"
    assert it.listed() == ["1", "2", "3", "4", "5"]
    assert it.page.locator("nav [aria-current=true]").inner_text().startswith("Fighting")
    it.page.hover("#r2c3 blockquote")
    assert it.lit() == "actor: The Blue Front 🟦 | trigger: holds | place: the port"
    it.page.go_back()
    assert it.page.locator("h2:visible").inner_text() == "First"


def test_an_address_opens_a_claim_of_any_report(show: Callable[..., Opened]) -> None:
    it = show(other(), coded(), at="#r2t3")
    assert it.page.locator(".card.pinned").get_attribute("id") == "r2c3"
    assert show(other(), at="#r9c9").page.locator("h2:visible").inner_text() == "A quiet day"


def test_without_javascript_all_texts_and_cards_are_there(show: Callable[..., Opened]) -> None:
    it = show(other("First"), coded(), java_script_enabled=False)
    assert it.page.locator("h2:visible").all_inner_texts() == ["First", "Fighting at the river"]
    assert it.page.locator(".card:visible").count() == 5
    assert it.page.locator("form:visible").count() == 0
    it.page.click("#r2t3")
    assert it.page.url.endswith("#r2c3")


@pytest.mark.parametrize("switched_to", ["#r1", "#r2"])
def test_hostile_text_stays_text(show: Callable[..., Opened], switched_to: str) -> None:
    it = show(hostile(), hostile(), at=switched_to)
    it.page.select_option("[name=speaker] >> visible=true", index=1)
    it.page.keyboard.press("j")
    it.page.wait_for_timeout(100)
    assert it.page.evaluate("window.hacked") is None
    assert it.page.locator("img").count() == 0
    assert it.page.locator("h2:visible").inner_text().startswith("</script><script>")


def test_returns_and_line_feeds_come_through(show: Callable[..., Opened]) -> None:
    text = "One line,\r\nthe next.\tEnd"
    it = show(CodedReport(Report(id="x", text=text, sha256="0"), ()), coded())
    assert it.page.locator(".words p").text_content() == text


def test_on_paper_numbers_join_words_and_cards(show: Callable[..., Opened]) -> None:
    it = show(coded())
    it.page.emulate_media(media="print", color_scheme="dark")
    assert it.page.locator("form:visible, .reports:visible").count() == 0
    text, cards = it.page.locator(".text").bounding_box(), it.page.locator(".claims").bounding_box()
    assert text
    assert cards
    assert cards["y"] >= text["y"] + text["height"]
    assert it.page.locator("#r1t3").evaluate("a => getComputedStyle(a, '::before').content") == '"[3] "'
    assert it.page.locator("mark").first.evaluate("m => getComputedStyle(m).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert it.page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 28, 26)", "ink, not the dark scheme's"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_is_wider_than_the_window(show: Callable[..., Opened], size: dict[str, int]) -> None:
    long = CodedReport(Report(id="x", text="x" * 3000, sha256="0", title="y" * 300, outlet="z" * 300), ())
    for items in ((coded(), other()), (hostile(),), (long, coded())):
        it = show(*items, size=size)
        assert it.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(show: Callable[..., Opened], size: dict[str, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    it = show(coded(truncated=True, url="https://example.org/a"), other(), size=size, color_scheme=scheme)
    for act in (
        lambda: None,
        lambda: it.page.keyboard.press("j"),
        lambda: it.page.select_option("[name=kind]", "control"),
    ):
        act()
        it.page.wait_for_timeout(200)
        found = axe.run(it.page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_five_thousand_claims_can_be_walked_and_filtered(show: Callable[..., Opened]) -> None:
    item = coded()
    it = show(CodedReport(item.report, item.claims * 1000))
    assert it.status == "5,000 claims"
    it.page.keyboard.press("k")
    assert it.on() == ["5000"]
    it.page.select_option("[name=kind]", "relation")
    assert it.status == "1,000 of 5,000 claims"
