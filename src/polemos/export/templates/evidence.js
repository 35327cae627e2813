"use strict";
(() => {
  const FACETS = ["kind", "label", "speaker", "factuality"];
  const WIDE = matchMedia("(min-width: 60rem)");
  const STILL = matchMedia("(prefers-reduced-motion: reduce)");
  const PAUSE = 140; // ms that the pointer rests before the other side scrolls: passing over words moves nothing

  /** One report: its marks, its cards, and which claim is shown. */
  class ReportView {
    constructor(article) {
      this.article = article;
      this.words = article.querySelector(".words");
      this.form = article.querySelector(".filters");
      this.status = article.querySelector(".status");
      this.none = article.querySelector(".none");
      this.cards = [...article.querySelectorAll(".card")];
      this.isLong = article.querySelector(".cards.long") !== null;
      this.marks = new Map(this.cards.map((card) => [card.dataset.n, []]));
      this.pinned = this.hovered = this.focused = this.shown = null;
      for (const mark of this.words.querySelectorAll("mark")) this.read(mark);
      this.listen();
    }

    /** `data-m` is "claim:field claim:field"; a claim's first field on the mark is the one it is drawn as. */
    read(mark) {
      mark.fields = new Map();
      for (const part of mark.dataset.m.split(" ")) {
        const [claim, field] = part.split(":");
        if (mark.fields.has(claim)) continue;
        mark.fields.set(claim, field);
        this.marks.get(claim).push(mark);
      }
    }

    listen() {
      this.article.addEventListener("pointerover", (event) => {
        if (event.pointerType !== "mouse") return;
        this.hovered = this.claimAt(event.target);
        this.show();
        clearTimeout(this.pause);
        if (this.hovered && WIDE.matches) this.pause = setTimeout(() => this.reveal(event.target), PAUSE);
      });
      this.article.addEventListener("pointerleave", () => {
        clearTimeout(this.pause);
        this.hovered = null;
        this.show();
      });
      this.article.addEventListener("focusin", (event) => {
        this.focused = this.claimAt(event.target);
        this.show();
        if (this.focused && WIDE.matches) this.reveal(event.target);
      });
      this.article.addEventListener("focusout", () => {
        this.focused = null;
        this.show();
      });
      this.article.addEventListener("click", (event) => this.click(event));
      if (!this.form) return;
      this.form.hidden = false;
      this.article.querySelector(".keys").hidden = false;
      this.form.addEventListener("input", () => this.filter());
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.querySelector("button").addEventListener("click", () => this.clear());
    }

    card(claim) {
      return this.cards[claim - 1];
    }

    isListed(claim) {
      return !this.card(claim).parentNode.hidden;
    }

    /** The claims of a mark that the filters let through, those first that it is the trigger of. */
    claimsOf(mark) {
      const listed = [...mark.fields.keys()].filter((claim) => this.isListed(claim));
      const isTrigger = (claim) => mark.fields.get(claim) === "trigger";
      return [...listed.filter(isTrigger), ...listed.filter((claim) => !isTrigger(claim))];
    }

    claimAt(target) {
      const card = target.closest(".card");
      if (card) return card.dataset.n;
      const mark = target.closest("mark");
      if (!mark) return null;
      const claims = this.claimsOf(mark);
      return claims.includes(this.pinned) ? this.pinned : claims[0] ?? null;
    }

    click(event) {
      if (event.target.closest(".meta a, .jump a, form") || String(getSelection())) return;
      const mark = event.target.closest("mark");
      const card = event.target.closest(".card");
      if (!mark && !card) return;
      event.preventDefault();
      this.hovered = this.focused = null;
      const claims = mark ? this.claimsOf(mark) : [card.dataset.n];
      if (!claims.length) return;
      const at = claims.indexOf(this.pinned);
      const next = at < 0 ? claims[0] : claims.length > 1 ? claims[(at + 1) % claims.length] : null;
      this.pin(next);
      if (next === null) return;
      this.reveal(event.target);
      if (claims.length > 1) this.say(`Claim ${claims.indexOf(next) + 1} of ${claims.length} on these words`);
    }

    pin(claim) {
      this.pinned = claim;
      this.say(this.summary());
      this.show();
      if (claim) history.replaceState(null, "", `#${this.card(claim).id}`);
    }

    /** Draw the claim under the pointer, else the focused, else the pinned one; nothing else stays drawn. */
    show() {
      const claim = this.hovered ?? this.focused ?? this.pinned;
      if (claim !== this.shown) {
        this.draw(this.shown, false);
        this.draw(claim, true);
        this.shown = claim;
      }
      this.words.classList.toggle("focusing", claim !== null);
      for (const card of this.article.querySelectorAll(".card.pinned")) card.classList.remove("pinned");
      if (this.pinned) this.card(this.pinned).classList.add("pinned");
    }

    draw(claim, on) {
      if (claim === null) return;
      this.card(claim).classList.toggle("on", on);
      for (const mark of this.marks.get(claim)) {
        if (on) mark.dataset.on = mark.fields.get(claim);
        else delete mark.dataset.on;
      }
    }

    /** Scroll the other side to where the shown claim is. */
    reveal(from) {
      const claim = this.shown;
      if (claim === null) return;
      const isCard = from.closest(".card") !== null;
      const marks = this.marks.get(claim);
      const trigger = marks.find((mark) => mark.fields.get(claim) === "trigger") ?? marks[0];
      const target = isCard ? trigger : this.card(claim).parentNode;
      if (!target) return;
      const box = target.getBoundingClientRect();
      const top = isCard ? 0 : this.article.querySelector(".bar").getBoundingClientRect().bottom;
      if (WIDE.matches && box.top >= top && box.bottom <= innerHeight) return;
      const block = isCard ? "center" : WIDE.matches ? "nearest" : "start";
      target.scrollIntoView({ block, behavior: STILL.matches || this.isLong ? "auto" : "smooth" });
      // In a long list the cards passed over get their true height only now, and have moved the target.
      if (this.isLong) requestAnimationFrame(() => target.scrollIntoView({ block }));
    }

    /** Move to the next (1) or previous (-1) listed card. */
    step(direction) {
      const listed = this.cards.filter((card) => this.isListed(card.dataset.n));
      if (!listed.length) return;
      const at = listed.indexOf(this.card(this.shown ?? 0));
      const next = at < 0 ? (direction > 0 ? 0 : listed.length - 1) : Math.min(Math.max(at + direction, 0), listed.length - 1);
      this.hovered = null;
      listed[next].querySelector("h4 a").focus({ preventScroll: true });
      listed[next].parentNode.scrollIntoView({ block: "nearest" });
    }

    /** First what is shown is let go, then the filters. */
    escape() {
      if (this.shown !== null || this.pinned !== null) {
        this.hovered = this.focused = null;
        if (this.article.contains(document.activeElement)) document.activeElement.blur();
        this.pin(null);
      } else if (this.form) this.clear();
    }

    clear() {
      this.form.reset();
      this.filter();
    }

    filter() {
      const wanted = new Map(FACETS.map((facet) => [facet, this.form.elements[facet].value]));
      const words = this.form.elements.words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const counts = new Map(FACETS.map((facet) => [facet, new Map()]));
      for (const card of this.cards) {
        const found = words.every((word) => this.textOf(card).includes(word));
        const missed = FACETS.filter((facet) => wanted.get(facet) && !card.dataset[facet].split(" ").includes(wanted.get(facet)));
        card.parentNode.hidden = !found || missed.length > 0;
        // An option counts the claims that it would leave with all the other filters as they are.
        for (const facet of FACETS)
          if (found && missed.every((other) => other === facet))
            for (const value of card.dataset[facet].split(" ")) counts.get(facet).set(value, (counts.get(facet).get(value) ?? 0) + 1);
      }
      for (const facet of FACETS)
        for (const option of this.form.elements[facet].options)
          if (option.value) option.text = `${option.dataset.name} (${counts.get(facet).get(option.value) ?? 0})`;
      for (const mark of this.words.querySelectorAll("mark")) mark.classList.toggle("off", !this.claimsOf(mark).length);
      if (this.pinned && !this.isListed(this.pinned)) this.pin(null);
      this.none.hidden = this.cards.some((card) => !card.parentNode.hidden);
      this.form.querySelector("button").hidden = !words.length && ![...wanted.values()].some(Boolean);
      this.say(this.summary());
    }

    textOf(card) {
      return (card.words ??= card.textContent.toLowerCase());
    }

    summary() {
      const all = this.cards.length;
      const listed = this.cards.filter((card) => !card.parentNode.hidden).length;
      const total = `${all.toLocaleString("en")} ${all === 1 ? "claim" : "claims"}`;
      return listed === all ? total : `${listed.toLocaleString("en")} of ${total}`;
    }

    say(words) {
      this.status.textContent = words;
    }
  }

  const views = new Map();
  let current = null;

  /** Show one report, built from its text the first time that it is asked for. */
  function open(number) {
    const holder = document.querySelector(`noscript[data-report="${number}"]`);
    if (!views.has(number)) {
      if (holder) holder.insertAdjacentHTML("afterend", holder.textContent);
      const article = document.querySelector(`article[data-report="${number}"]`);
      if (!article) return;
      views.set(number, new ReportView(article));
    }
    current = views.get(number);
    for (const [other, view] of views) view.article.hidden = other !== number;
    for (const link of document.querySelectorAll(".reports a"))
      if (link.hash === `#r${number}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
  }

  /** "#r2" is a report, "#r2c5" the card of its fifth claim, "#r2t5" that claim's words. */
  function follow() {
    const [, report, side, claim] = /^#r(\d+)(?:([ct])(\d+))?/.exec(location.hash || "#r1") ?? [];
    if (!report) return;
    open(report);
    if (!claim || !current.marks.has(claim)) return;
    current.pin(claim);
    const place = document.getElementById(location.hash.slice(1));
    if (place) place.scrollIntoView({ block: "center" });
    current.reveal(side === "c" ? current.card(claim) : current.words);
  }

  document.addEventListener("keydown", (event) => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      current.escape();
    } else if (typing) return;
    else if (event.key === "j") current.step(1);
    else if (event.key === "k") current.step(-1);
    else if (event.key === "/" && current.form) {
      event.preventDefault();
      current.form.elements.words.focus();
    }
  });

  document.documentElement.classList.add("js");
  open("1"); // for an address that names no report of this page
  follow();
  addEventListener("hashchange", follow);
})();
