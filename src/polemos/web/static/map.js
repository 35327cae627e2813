// @ts-check
/** The map page: incidents and control on a choice of days; whoever asks gets the words that say so. */
import * as maplibregl from "/static/vendor/maplibre-gl.mjs";
import { say } from "/static/ask.js";
import { Brush } from "/static/brush.js";
import { told } from "/static/mapask.js";
import { fits, held, incidents, state, wide } from "/static/mapdata.js";
import { NEAR, Spots } from "/static/mapspots.js";
import { addPicture, addRegion, colour, put, square, style } from "/static/mapstyle.js";
import { evidence } from "/static/mappanel.js";

/** @param {string} id @returns {any} */
const the = (id) => document.getElementById(id);
const view = the("mapview");
const address = new URL(location.href);
const regions = /** @type {Record<string, number[]>} */ ({});
const drawn = new Set();
/** @type {any} */
let map;
/** @type {{all: any[], areas: any[], intervals: any[], controlAreas: any[], holders: string[]}} */
let data;
/** @type {Brush} */
let brush;
/** @type {Spots} */
let spots;
let from = address.searchParams.get("from") ?? "";
let to = address.searchParams.get("to") ?? "";
let day = view?.dataset.day ?? "";

async function load() {
  const [found, control, boxes] = await told;
  data = { all: incidents(found), areas: found.areas, intervals: control.intervals, controlAreas: control.areas, holders: control.holders };
  Object.assign(regions, boxes);
}

function choice() {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input.type-group:checked"));
  return { from, to, groups: new Set([...boxes].map((box) => box.value)) };
}

/** @param {any} geometry @param {object} properties */
const feature = (geometry, properties) => ({ type: "Feature", geometry, properties });

function showIncidents() {
  const chosen = data.all.filter((each) => fits(each, choice()));
  spots.show(chosen);
  const on = the("show-areas").checked;
  put(map, "wide", on ? wide(chosen, data.areas) : []);
  the("brush-count").textContent = `${chosen.length.toLocaleString("en")} on the map`;
  for (const place of document.querySelectorAll("[data-count]")) {
    const group = /** @type {HTMLElement} */ (place).dataset.count;
    place.textContent = data.all.filter((each) => each.group === group && fits(each, { from, to, groups: new Set([group ?? ""]) })).length.toLocaleString("en");
  }
}

function showControl() {
  const places = the("show-control").checked && day ? held(data.intervals, day) : [];
  const squares = [];
  const outlines = [];
  for (const here of places) {
    const { holders, contested, besieged, old, names } = state(here, day);
    const [one] = here;
    const properties = { name: names.join(" / "), place: one.place, key: one.place_id ?? one.place, old, colour: colour(`h${holders[0] ?? 8}`) };
    if (one.area !== null) {
      // Of a whole country or region a holder is named too loosely to be drawn; the table has it.
      if (data.controlAreas[one.area].properties.precision <= 4) outlines.push({ ...data.controlAreas[one.area], properties: { ...data.controlAreas[one.area].properties, ...properties } });
      continue;
    }
    const icon = `held ${holders.slice(0, 2).join(" ")} ${contested} ${besieged} ${old}`;
    addPicture(map, icon, besieged ? 26 : 20, square(holders.map((at) => `h${at}`), { contested, besieged, old }));
    squares.push(feature({ type: "Point", coordinates: [one.longitude, one.latitude] }, { ...properties, icon }));
  }
  put(map, "held", squares);
  put(map, "held-areas", outlines);
  the("asof-count").textContent = `${places.length} ${places.length === 1 ? "place" : "places"} told of`;
  showHolders(places);
}

/** @param {any[][]} places */
function showHolders(places) {
  const now = new Map();
  for (const each of places.flat()) if (each.holder) now.set(each.holder, [each.colour, (now.get(each.holder)?.[1] ?? 0) + 1]);
  const sorted = [...now].sort((one, other) => one[1][0] - other[1][0] || one[0].localeCompare(other[0]));
  the("holders").replaceChildren(...sorted.map(([name, [at, count]]) => {
    const row = document.createElement("li");
    const mark = document.createElement("span");
    mark.className = `square h${at}`;
    const number = document.createElement("span");
    number.className = "num muted";
    number.textContent = String(count);
    row.append(mark, name, number);
    return row;
  }));
}

function addLayers() {
  const font = ["Noto Sans", "sans-serif"];
  const group = ["match", ["get", "group"], ...["fighting", "strikes", "people"].flatMap((each) => [each, colour(each)]), colour("politics")];
  // The wider an area, the fainter: a country that is told of must not hide a district.
  const faint = ["match", ["get", "precision"], 6, 0.04, 5, 0.1, 4, 0.1, 0.16];
  map.addLayer({ id: "wide", source: "wide", type: "fill", paint: { "fill-color": group, "fill-opacity": faint } });
  map.addLayer({
    id: "wide-line", source: "wide", type: "line", filter: ["!=", ["get", "precision"], 6],
    paint: { "line-color": group, "line-width": 1.2, "line-dasharray": [2, 2], "line-opacity": 0.8 },
  });
  map.addLayer({ id: "held-areas", source: "held-areas", type: "line", paint: { "line-color": ["get", "colour"], "line-width": 2, "line-dasharray": [1, 1.6], "line-opacity": ["case", ["get", "old"], 0.35, 1] } });
  const label = { "text-font": font, "text-size": 11.5, "text-optional": true };
  const icon = {
    "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-size": ["interpolate", ["linear"], ["zoom"], 2, 0.7, 6, 1],
  };
  const many = ["sqrt", ["get", "count"]];
  const ink = { "text-color": colour("ink"), "text-halo-color": colour("halo"), "text-halo-width": 1.4 };
  map.addLayer({
    id: "dots", source: "dots", type: "circle",
    paint: {
      "circle-color": group, "circle-opacity": 0.85,
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 3, ["min", 9, ["+", 1.6, ["*", 0.6, many]]], NEAR, ["min", 14, ["+", 4, many]]],
      "circle-stroke-width": ["case", ["get", "contested"], 1.2, 0.4],
      "circle-stroke-color": ["case", ["get", "contested"], colour("ink"), colour("halo")],
    },
  });
  map.addLayer({
    id: "points", source: "points", type: "symbol", paint: ink,
    layout: {
      ...label, ...icon, "symbol-sort-key": ["get", "count"],
      "text-field": ["step", ["zoom"], ["case", [">", ["get", "count"], 1], ["to-string", ["get", "count"]], ""], 6.2,
        ["case", [">", ["get", "count"], 1], ["concat", ["get", "place"], " ", ["to-string", ["get", "count"]]], ["get", "place"]]],
      "text-anchor": "left", "text-offset": [1.1, 0],
    },
  });
  map.addLayer({
    id: "held", source: "held", type: "symbol", paint: ink,
    layout: {
      ...label, ...icon, "icon-offset": [0, 11],
      "text-field": ["step", ["zoom"], "", 6.8, ["get", "name"]], "text-anchor": "top", "text-offset": [0, 1.7], "text-max-width": 12,
    },
  });
}

function addRegions() {
  const box = map.getBounds();
  if (map.getZoom() < 3.6) return;
  for (const [name, [west, south, east, north]] of Object.entries(regions)) {
    if (drawn.has(name) || west > box.getEast() || east < box.getWest() || south > box.getNorth() || north < box.getSouth()) continue;
    drawn.add(name);
    addRegion(map, name, !!view.dataset.tiles);
  }
}

/** @returns {any} where most of what is drawn lies, as the server tells */
function bounds() {
  const [west, south, east, north] = (view.dataset.bounds || "-20,-10,80,55").split(",").map(Number);
  return [[west, south], [east, north]];
}

/** What is chosen stands in the address, for this page and for those that share its filters. */
function keep() {
  const shared = new URL(location.href);
  for (const [name, value] of [["from", from], ["to", to]]) value ? shared.searchParams.set(name, value) : shared.searchParams.delete(name);
  for (const link of document.querySelectorAll("a[data-shared]")) {
    const query = new URLSearchParams(shared.search);
    query.delete("on");
    link.setAttribute("href", `${link.getAttribute("data-shared")}?${query}`);
  }
  for (const [name, value] of [["from", from], ["to", to]]) {
    const field = document.querySelector(`form.filters [name="${name}"]`);
    if (field instanceof HTMLInputElement) field.value = value;
    the(`brush-${name}`).value = value;
  }
  if (day) shared.searchParams.set("on", day);
  history.replaceState(null, "", shared);
}

/** @param {string} first @param {string} last */
function stretch(first, last) {
  [from, to] = [first, last];
  keep();
  showIncidents();
}

/** @param {string} now */
function asOf(now) {
  day = now;
  the("asof").value = now;
  the("legend-day").textContent = now;
  if (now) the("asof-range").value = String(Date.parse(now) / 86_400_000);
  keep();
  showControl();
}

function addTimes() {
  const days = data.all.map((each) => each.from ?? each.to).filter((each) => each !== null);
  brush = new Brush(the("brush"), days, stretch);
  brush.show(from, to);
  for (const name of ["from", "to"]) {
    the(`brush-${name}`).addEventListener("change", () => {
      stretch(the("brush-from").value, the("brush-to").value);
      brush.show(from, to);
    });
  }
  the("brush-all").addEventListener("click", () => { stretch("", ""); brush.show("", ""); });
  const told = [...days, ...data.intervals.flatMap((each) => [each.from, each.to, each.last_told]), day].filter(Boolean).sort();
  const range = the("asof-range");
  if (told.length) [range.min, range.max] = [Date.parse(told[0]) / 86_400_000, Date.parse(told[told.length - 1]) / 86_400_000];
  range.addEventListener("input", () => asOf(new Date(Number(range.value) * 86_400_000).toISOString().slice(0, 10)));
  the("asof").addEventListener("change", () => asOf(the("asof").value));
  for (const box of document.querySelectorAll("input.type-group, #show-areas")) box.addEventListener("change", showIncidents);
  the("show-control").addEventListener("change", showControl);
}

/** Coarse lines, names, incidents and control are there: now the fine lines, which take as long again. */
function drawnFirst() {
  the("map-wait").hidden = true;
  view.dataset.first = String(Math.round(performance.now()));
  const whole = () => { view.dataset.drawn = String(Math.round(performance.now())); };
  addRegions();
  map.on("moveend", addRegions);
  if (drawn.size) map.once("idle", whole);
  else whole();
}

async function start() {
  view.hidden = false;
  const loading = load();
  map = new maplibregl.Map({
    container: "map", style: /** @type {any} */ (style(view.dataset.tiles)), bounds: bounds(), fitBoundsOptions: { padding: 60, maxZoom: 8 }, attributionControl: false,
    dragRotate: false, pitchWithRotate: false, maxZoom: 13, renderWorldCopies: false, fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.ScaleControl(), "bottom-left");
  map.addControl(new maplibregl.AttributionControl({ compact: false, customAttribution: "Natural Earth · GeoNames" }));
  await Promise.all([loading, new Promise((resolve) => { map.once("style.load", () => resolve(1)); })]);
  spots = new Spots(map);
  addTimes();
  asOf(day);
  showIncidents();
  addLayers();
  map.on("click", (/** @type {any} */ event) => evidence(map, event, { day, chosen: data.all.filter((each) => fits(each, choice())), areas: data.areas, told: spots.told }));
  for (const layer of ["points", "dots", "held", "wide"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  map.once("idle", drawnFirst);
}

start().catch((error) => {
  the("map-wait").textContent = `The map cannot be drawn here: ${error.message} The tables below say the same.`;
  say("The map cannot be drawn in this browser; the tables say the same.", "wrong");
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());
