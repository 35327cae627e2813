// @ts-check
/** Who stands how to whom on a day. The same archive gives the same picture: places are worked out once, from a fixed seed. */
import { ask, say } from "/static/ask.js";

const d3 = /** @type {any} */ (window).d3;
/** @param {string} id @returns {any} */
const the = (id) => document.getElementById(id);
const box = the("network");
const DAY = 86_400_000;
const LABELS = 45;
const KINDS = new Map([
  ["fighting", "fighting"], ["allied-with", "allied-with"], ["backed-by", "allied-with"], ["pledged-to", "allied-with"],
  ["close-to", "allied-with"],
]);
let day = box?.dataset.day ?? "";
let always = false;
/** @type {any} */
let told;
/** @type {number | null} */
let chosen = null;

/** @param {any} edge */
function holds(edge) {
  if (always || !day) return true;
  if (edge.from === null) return false;
  const begun = edge.from <= day;
  return begun && (edge.to === null || day < edge.to || day < (edge.to_latest ?? edge.to));
}

/** Places for all times at once, so that the slider moves nobody. */
function settle() {
  const links = told.edges.map((/** @type {any} */ edge) => ({ source: edge.source, target: edge.target }));
  const upright = window.innerWidth < 700;
  const force = d3.forceSimulation(told.nodes)
    .randomSource(d3.randomLcg(0.42))
    .force("link", d3.forceLink(links).distance(75).strength(0.35))
    .force("charge", d3.forceManyBody().strength(-190).distanceMax(420))
    .force("x", d3.forceX().strength(upright ? 0.13 : 0.035))
    .force("y", d3.forceY().strength(upright ? 0.05 : 0.11))
    .force("room", d3.forceCollide((/** @type {any} */ node) => radius(node) + 8))
    .force("names", apart)
    .stop();
  for (let turn = 0; turn < 300; turn += 1) force.tick();
}

/** Where a name ends, about. @param {any} node */
const ending = (node) => node.x + radius(node) + 3 + 5.8 * Math.min(34, node.name.length);

/** Names that would be written over each other move up and down. */
function apart() {
  for (const one of told.nodes) {
    for (const other of told.nodes) {
      const high = other.y - one.y;
      if (one.index >= other.index || Math.abs(high) > 13 || one.x > ending(other) || other.x > ending(one)) continue;
      const push = (high < 0 ? -1 : 1) * (13 - Math.abs(high)) * 0.25;
      one.y -= push;
      other.y += push;
    }
  }
}

/** @param {any} node */
const radius = (node) => 5 + 2.2 * Math.sqrt(node.edges);

function draw() {
  const svg = d3.select("#net");
  const xs = [d3.min(told.nodes, (/** @type {any} */ node) => node.x), d3.max(told.nodes, ending)];
  const ys = d3.extent(told.nodes, (/** @type {any} */ node) => node.y);
  svg.attr("viewBox", [xs[0] - 70, ys[0] - 30, xs[1] - xs[0] + 90, ys[1] - ys[0] + 60].join(" "));
  const view = svg.append("g");
  svg.call(d3.zoom().scaleExtent([0.5, 8]).on("zoom", (/** @type {any} */ event) => view.attr("transform", event.transform)));
  view.append("g").attr("class", "edges").selectAll("path").data(told.edges).join("path")
    .attr("class", (/** @type {any} */ edge) => `edge ${KINDS.get(edge.relation) ?? "part-of"}${edge.contested ? " contested" : ""}`)
    .attr("d", (/** @type {any} */ edge) => path(edge))
    .append("title").text((/** @type {any} */ edge) => words(edge));
  const nodes = view.append("g").selectAll("a").data(told.nodes).join("a")
    .attr("href", (/** @type {any} */ node) => `/actors/${encodeURIComponent(node.key)}`)
    .attr("aria-label", (/** @type {any} */ node) => node.name)
    .attr("transform", (/** @type {any} */ node) => `translate(${node.x.toFixed(1)},${node.y.toFixed(1)})`)
    .on("focus mouseenter", (/** @type {any} */ _, /** @type {any} */ node) => choose(node.index))
    .on("blur mouseleave", () => choose(null));
  nodes.append("circle").attr("r", radius);
  const many = [...told.nodes].sort((one, other) => other.edges - one.edges)[LABELS]?.edges ?? 0;
  nodes.append("text").attr("x", (/** @type {any} */ node) => radius(node) + 3).attr("y", 4)
    .attr("class", (/** @type {any} */ node) => (node.edges > many ? "big" : "small"))
    .text((/** @type {any} */ node) => (node.name.length > 34 ? `${node.name.slice(0, 33)}…` : node.name));
}

/** @param {any} edge */
function path(edge) {
  const [one, other] = [told.nodes[edge.source], told.nodes[edge.target]];
  // Several edges between the same two bend differently.
  const bend = 0.08 * (1 + told.edges.filter((/** @type {any} */ each) => each !== edge && each.source === edge.source
    && each.target === edge.target && told.edges.indexOf(each) < told.edges.indexOf(edge)).length);
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const [mx, my] = [(one.x + other.x) / 2 - dy * bend, (one.y + other.y) / 2 + dx * bend];
  return `M${one.x.toFixed(1)},${one.y.toFixed(1)}Q${mx.toFixed(1)},${my.toFixed(1)} ${other.x.toFixed(1)},${other.y.toFixed(1)}`;
}

/** @param {any} edge */
function words(edge) {
  const when = `${edge.from ?? "?"} to ${edge.to ?? "open"}`;
  return `${told.nodes[edge.source].name} ${edge.relation.replaceAll("-", " ")} ${told.nodes[edge.target].name}, ${when}${edge.contested ? ", contested" : ""}`;
}

/** @param {number | null} at the actor whose edges are shown alone */
function choose(at) {
  chosen = at;
  show();
  if (at === null) return;
  const own = told.edges.filter((/** @type {any} */ edge) => holds(edge) && (edge.source === at || edge.target === at));
  the("net-told").textContent = own.slice(0, 6).map(words).join("; ") || `${told.nodes[at].name}: no edge on this day`;
}

function show() {
  const now = told.edges.map(holds);
  const within = new Set();
  told.edges.forEach((/** @type {any} */ edge, /** @type {number} */ i) => {
    if (now[i] && (chosen === null || edge.source === chosen || edge.target === chosen)) within.add(edge.source).add(edge.target);
  });
  if (chosen !== null) within.add(chosen);
  d3.selectAll("#net path.edge")
    .attr("hidden", (/** @type {any} */ _, /** @type {number} */ i) => (now[i] ? null : ""))
    .classed("dim", (/** @type {any} */ edge) => chosen !== null && edge.source !== chosen && edge.target !== chosen);
  d3.selectAll("#net a").classed("dim", (/** @type {any} */ _, /** @type {number} */ i) => !within.has(i));
  const count = now.filter(Boolean).length;
  const rest = told.left_out ? `; ${told.left_out} actors with fewer edges are in the table alone` : "";
  the("counted").textContent = `${count} of ${told.edges.length} edges${rest}`;
}

/** @param {string} now */
function asOf(now) {
  day = now;
  always = false;
  the("always").setAttribute("aria-pressed", "false");
  the("on").value = now;
  the("as-of-told")?.replaceChildren(now);
  the("on-range").value = String(Date.parse(now) / DAY);
  const address = new URL(location.href);
  address.searchParams.set("on", now);
  history.replaceState(null, "", address);
  show();
}

async function start() {
  told = await ask("/actors/network.json");
  if (!told.nodes.length) {
    box.dataset.drawn = "0";
    return;
  }
  box.hidden = false;
  settle();
  draw();
  const range = the("on-range");
  [range.min, range.max] = [Date.parse(box.dataset.first) / DAY, Date.parse(box.dataset.last) / DAY];
  range.value = String(Date.parse(day) / DAY);
  range.addEventListener("input", () => asOf(new Date(Number(range.value) * DAY).toISOString().slice(0, 10)));
  the("on").addEventListener("change", () => { if (the("on").value) asOf(the("on").value); });
  the("always").addEventListener("click", () => {
    always = !always;
    the("always").setAttribute("aria-pressed", String(always));
    show();
  });
  show();
  box.dataset.drawn = String(Math.round(performance.now()));
}

start().catch((error) => say(`The network cannot be drawn: ${error.message}`, "wrong"));
