// @ts-check
/** Words that a person selects in a report, as offsets in code points, and the bar that asks what they are. */
import { say } from "/static/ask.js";

/** How many code points a text has: the server counts in these, JavaScript in UTF-16. @param {string} text */
const points = (text) => [...text].length;

/**
 * The offset in the report's text of a place in the page.
 * @param {Node} node
 * @param {number} offset
 * @returns {number | null} null outside of the text
 */
export function offsetOf(node, offset) {
  const inside = node instanceof Element ? node.childNodes[offset] ?? node : node;
  const own = inside instanceof Element ? inside : inside.parentElement;
  const piece = own?.closest("[data-at]");
  if (!(piece instanceof HTMLElement)) {
    const next = inside instanceof Element ? inside.querySelector("[data-at]") : null;
    if (!(next instanceof HTMLElement)) return null;
    const start = Number(next.dataset.at);
    if (inside !== node) return start;
    const all = inside instanceof Element ? inside.querySelectorAll("[data-at]") : [];
    const last = all[all.length - 1];
    return last instanceof HTMLElement ? Number(last.dataset.at) + lengthOf(last) : start;
  }
  const start = Number(piece.dataset.at);
  if (inside !== node) return start;
  if (piece.hasAttribute("data-one")) return start + (offset > 0 ? 1 : 0);
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, offset);
  return start + points(before.toString());
}

/** @param {HTMLElement} piece */
const lengthOf = (piece) => (piece.hasAttribute("data-one") ? 1 : points(piece.textContent ?? ""));

export class Picking {
  /**
   * @param {HTMLElement} words the report's text
   * @param {(field: string, words: any) => void} done
   */
  constructor(words, done) {
    this.words = words;
    this.done = done;
    this.kind = "event";
    this.wanted = "";
    this.bar = /** @type {HTMLElement} */ (document.getElementById("picker"));
    this.told = /** @type {HTMLElement} */ (this.bar.querySelector(".picked"));
    document.addEventListener("selectionchange", () => this.look());
    document.addEventListener("pointerup", () => this.settle());
    document.addEventListener("keyup", (event) => { if (event.key === "Shift") this.settle(); });
    this.bar.addEventListener("pointerdown", (event) => {
      if (!(event.target instanceof HTMLElement && event.target.closest("select"))) event.preventDefault();
    });
    this.bar.addEventListener("click", (event) => this.choose(event));
    this.bar.querySelector("form")?.addEventListener("submit", (event) => this.added(event));
  }

  /** What is selected in the text, as {start, end}. @returns {{start: number, end: number} | null} */
  selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!this.words.contains(range.startContainer) || !this.words.contains(range.endContainer)) return null;
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : { start, end };
  }

  /** The next words selected are for this field. @param {string} field */
  ask(field) {
    const words = this.selected() ?? this.kept;
    if (words) return this.done(field, words);
    this.wanted = field;
    this.words.classList.add("picking");
    say(`Select the words for: ${field.replace("_", " ")}. Esc leaves it as it is.`);
  }

  stop() {
    this.wanted = "";
    this.kept = null;
    this.words.classList.remove("picking");
    this.bar.hidden = true;
  }

  /** The bar goes with its selection, but not while its own list is open. */
  look() {
    const words = this.selected();
    if (words) this.kept = words;
    else if (!this.bar.contains(document.activeElement)) {
      this.kept = null;
      this.bar.hidden = true;
    }
  }

  settle() {
    const words = this.selected();
    if (!words) return;
    if (this.wanted) {
      const field = this.wanted;
      this.stop();
      this.done(field, words);
      getSelection()?.removeAllRanges();
      return;
    }
    this.kept = words;
    for (const part of this.bar.querySelectorAll("[data-for]")) {
      if (part instanceof HTMLElement) part.hidden = part.dataset.for !== this.kind;
    }
    const text = String(getSelection()).trim();
    this.told.textContent = `“${text.length > 60 ? `${text.slice(0, 57)}…` : text}” is`;
    this.bar.hidden = false;
    this.place();
  }

  /** Under the selection where there is room, and never outside of the window. */
  place() {
    const box = getSelection()?.getRangeAt(0).getBoundingClientRect();
    if (!box) return;
    const own = this.bar.getBoundingClientRect();
    const below = box.bottom + 8 + own.height < innerHeight;
    const top = below ? box.bottom + 8 : Math.max(8, box.top - own.height - 8);
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - own.width - 8));
    this.bar.style.top = `${top}px`;
    this.bar.style.left = `${left}px`;
  }

  /** @param {MouseEvent} event */
  choose(event) {
    const button = event.target instanceof Element ? event.target.closest("[data-field]") : null;
    if (button instanceof HTMLElement && this.kept) this.finish(button.dataset.field ?? "", this.kept);
  }

  /** @param {Event} event */
  added(event) {
    event.preventDefault();
    const select = this.bar.querySelector("select");
    const [kind, label] = (select?.value ?? "").split(":");
    if (this.kept) this.finish("new", { ...this.kept, kind, label });
  }

  /** @param {string} field @param {any} words */
  finish(field, words) {
    this.stop();
    getSelection()?.removeAllRanges();
    this.done(field, words);
  }
}
