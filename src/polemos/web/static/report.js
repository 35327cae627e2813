// @ts-check
/** A report under review: one claim is current; keys and buttons judge it; the server answers with what has changed. */
import { ask, say } from "/static/ask.js";
import { Picking } from "/static/picking.js";

const WIDE = matchMedia("(min-width: 60rem)");

class Reading {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.report = root.dataset.report ?? "";
    this.words = /** @type {HTMLElement} */ (root.querySelector("#words"));
    this.deck = /** @type {HTMLElement} */ (root.querySelector("#deck"));
    this.progress = /** @type {HTMLElement} */ (root.querySelector("#progress"));
    this.current = "";
    this.busy = Promise.resolve();
    /** @type {HTMLElement[]} */
    this.cards = [];
    /** @type {Map<string, {mark: HTMLElement, field: string}[]>} */
    this.marks = new Map();
    this.picking = new Picking(this.words, (field, words) => this.picked(field, words));
    this.read();
    this.listen();
    const first = this.deck.querySelector(".card.open") ?? this.deck.querySelector(".card");
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const start = named?.closest(".card") ?? first;
    if (start instanceof HTMLElement) this.go(start.dataset.id ?? "", named !== null, false);
  }

  /** What stands on the page: cards in order, and each claim's marks. */
  read() {
    this.cards = /** @type {HTMLElement[]} */ ([...this.deck.querySelectorAll(".card")]);
    this.marks = new Map();
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (this.words.querySelectorAll("mark"))) {
      const seen = new Set();
      for (const part of (mark.dataset.m ?? "").split(" ")) {
        const at = part.lastIndexOf(":");
        const claim = part.slice(0, at);
        if (seen.has(claim)) continue;
        seen.add(claim);
        const own = this.marks.get(claim) ?? [];
        own.push({ mark, field: part.slice(at + 1) });
        this.marks.set(claim, own);
      }
    }
  }

  listen() {
    document.addEventListener("keydown", (event) => this.key(event));
    this.words.addEventListener("click", (event) => this.clickText(event));
    this.deck.addEventListener("click", (event) => this.clickDeck(event));
    this.deck.addEventListener("change", (event) => this.changed(event));
  }

  card(claim = this.current) {
    return this.cards.find((card) => card.dataset.id === claim);
  }

  /** Make a claim the current one. @param {string} claim */
  go(claim, move = true, focus = true) {
    const card = this.card(claim);
    if (!card) return;
    for (const old of this.deck.querySelectorAll(".card.on")) old.classList.remove("on");
    for (const old of this.words.querySelectorAll("mark[data-on]")) old.removeAttribute("data-on");
    this.current = claim;
    card.classList.add("on");
    this.words.classList.add("focusing");
    const marks = this.marks.get(claim) ?? [];
    for (const { mark, field } of marks) mark.dataset.on = field;
    this.picking.kind = card.dataset.kind ?? "event";
    if (focus) card.focus({ preventScroll: true });
    if (!move) return;
    card.scrollIntoView({ block: "nearest" });
    const trigger = marks.find((each) => each.field === "trigger") ?? marks[0];
    if (WIDE.matches) trigger?.mark.scrollIntoView({ block: "center" });
  }

  /** @param {number} by */
  step(by) {
    if (!this.cards.length) return;
    const at = this.cards.findIndex((card) => card.dataset.id === this.current);
    const next = this.cards[Math.min(this.cards.length - 1, Math.max(0, at + by))];
    this.go(next.dataset.id ?? "");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    if (event.key === "Escape") {
      this.picking.stop();
      this.edit(false);
      this.card()?.focus({ preventScroll: true });
      return;
    }
    if (at instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    const act = { j: () => this.step(1), k: () => this.step(-1), a: () => this.judge("accept"), x: () => this.judge("reject"),
      e: () => this.edit(), s: () => this.split(), u: () => this.undo() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {string} action */
  judge(action) {
    const claim = this.current;
    if (claim) this.send("/judge/claim", { claim, action }, 1);
  }

  undo() {
    this.send("/judge/undo", { report: this.report });
  }

  split() {
    const words = this.picking.selected();
    if (!words) return say("Select the words of the second happening, then press s", "wrong");
    this.send("/judge/split", { claim: this.current, ...words });
  }

  /** Words were picked for a field of the current claim, or for a claim of their own.
   * @param {string} field @param {{start: number, end: number, kind?: string, label?: string}} words */
  picked(field, words) {
    if (field === "new") return this.send("/judge/add", { report: this.report, ...words });
    if (this.current) this.send("/judge/edit", { claim: this.current, field, ...words });
  }

  /** One question after the other, so that quick keys are kept in order. @param {string} address @param {object} body */
  send(address, body, step = 0) {
    this.busy = this.busy.then(async () => {
      const editing = this.card()?.classList.contains("editing") ?? false;
      try {
        const told = await ask(address, body);
        this.show(told);
        say(told.said);
        this.go(told.claim, step === 0, true);
        if (step) this.step(step);
        else if (editing && told.claim === this.current) await this.edit(true);
        document.dispatchEvent(new CustomEvent("judged", { detail: told }));
      } catch (error) {
        say(error instanceof Error ? error.message : String(error), "wrong");
      }
    });
  }

  /** Put what the server sent in the place of what it was. @param {any} told */
  show(told) {
    this.picking.stop();
    if (told.text !== undefined) {
      this.words.innerHTML = told.text;
      this.deck.innerHTML = told.deck;
      this.read();
    } else if (told.card !== undefined) {
      const old = this.card(told.claim)?.parentElement;
      const made = document.createElement("template");
      made.innerHTML = told.card;
      if (old) old.replaceWith(made.content);
      this.cards = /** @type {HTMLElement[]} */ ([...this.deck.querySelectorAll(".card")]);
    }
    this.progress.innerHTML = told.progress;
  }

  /** Open or close the form of the current card. @param {boolean} [open] */
  async edit(open) {
    const card = this.card();
    const form = card?.querySelector(".edit");
    if (!card || !(form instanceof HTMLElement)) return;
    const wanted = open ?? !card.classList.contains("editing");
    card.classList.toggle("editing", wanted);
    form.hidden = !wanted;
    if (!wanted) return;
    const answer = await fetch(`/parts/edit/${encodeURIComponent(this.current)}`);
    form.innerHTML = await answer.text();
    card.scrollIntoView({ block: "nearest" });
  }

  /** @param {MouseEvent} event */
  clickText(event) {
    const mark = event.target instanceof Element ? event.target.closest("mark") : null;
    if (!(mark instanceof HTMLElement) || String(getSelection())) return;
    const claims = [...new Set((mark.dataset.m ?? "").split(" ").map((part) => part.slice(0, part.lastIndexOf(":"))))];
    const at = claims.indexOf(this.current);
    this.go(claims[(at + 1) % claims.length]);
  }

  /** @param {MouseEvent} event */
  clickDeck(event) {
    const at = event.target instanceof Element ? event.target : null;
    const card = at?.closest(".card");
    if (!at || !(card instanceof HTMLElement)) return;
    const claim = card.dataset.id ?? "";
    const link = at.closest("a");
    if (link && !link.getAttribute("href")?.startsWith("#")) return;
    if (claim !== this.current) this.go(claim, true, !at.closest("button, input, select"));
    const button = at.closest("button");
    if (!(button instanceof HTMLElement)) return;
    const { do: act, pick, remove, at: place } = button.dataset;
    if (act === "edit") this.edit();
    else if (act) this.judge(act);
    else if (pick) this.picking.ask(pick);
    else if (remove) this.send("/judge/edit", { claim, field: remove, at: place === undefined ? null : Number(place) });
  }

  /** @param {Event} event */
  changed(event) {
    const at = event.target;
    if (!(at instanceof HTMLInputElement || at instanceof HTMLSelectElement)) return;
    const triple = at.closest("[data-figure]");
    if (triple instanceof HTMLElement) {
      const value = [...triple.querySelectorAll("input")].map((input) => input.value.trim()).join(",");
      this.send("/judge/edit", { claim: this.current, field: "figure", at: Number(triple.dataset.figure), value });
    } else if (at.dataset.value) {
      const place = at.dataset.at === undefined ? null : Number(at.dataset.at);
      this.send("/judge/edit", { claim: this.current, field: at.dataset.value, at: place, value: at.value });
    }
  }
}

const root = document.querySelector(".review");
if (root instanceof HTMLElement) new Reading(root);
