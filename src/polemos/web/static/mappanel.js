// @ts-check
/** The panel beside the map: who says what about the point or area that was chosen. */

const MOST = 40;

/**
 * @param {any} map @param {any} event a click @param {{day: string, chosen: any[], areas: any[], told: Map<string, any[]>}} shown
 */
export async function evidence(map, event, shown) {
  const { x, y } = event.point;
  const near = [[x - 7, y - 7], [x + 7, y + 7]];
  const exact = map.queryRenderedFeatures(near, { layers: ["held", "points", "dots"] });
  const wide = exact.length ? [] : map.queryRenderedFeatures(event.point, { layers: ["wide"] });
  const edges = exact.length ? [] : map.queryRenderedFeatures(near, { layers: ["held-areas"] });
  const keys = new Set([...exact, ...edges].filter((each) => each.layer.id.startsWith("held")).map((each) => each.properties.key));
  const spots = exact.filter((/** @type {any} */ each) => ["points", "dots"].includes(each.layer.id)).map((/** @type {any} */ each) => each.properties);
  const here = [...new Set(spots.map((/** @type {any} */ spot) => spot.key))].flatMap((key) => shown.told.get(key) ?? []);
  const areas = [...new Set(wide.map((/** @type {any} */ each) => each.properties.at))].map((at) => (
    { at, told: shown.areas[Number(at)].properties.told, those: shown.chosen.filter((each) => each.area === at) }
  )).sort((one, other) => shown.areas[Number(one.at)].properties.precision - shown.areas[Number(other.at)].properties.precision);
  if (!keys.size && !here.length && !areas.length) return;
  const panel = /** @type {HTMLElement} */ (document.getElementById("told"));
  const parts = await Promise.all([
    ...[...keys].map((key) => part(`/map/control?place=${encodeURIComponent(String(key))}&on=${shown.day}`)),
    ...(here.length && here.length <= 3 ? here.map((each) => part(`/map/incident/${encodeURIComponent(each.id)}`)) : []),
  ]);
  const places = new Set(here.map((each) => each.place));
  if (here.length > 3) parts.push(list(places.size > 1 ? `${places.size} places around ${here[0].place}` : here[0].place, here));
  for (const area of areas) parts.push(list(area.told, area.those));
  panel.replaceChildren(...parts);
  panel.scrollTop = 0;
}

/** @param {string} address @returns {Promise<HTMLElement>} a part of a page, written by the server */
async function part(address) {
  const box = document.createElement("div");
  try {
    const answer = await fetch(address, { headers: { "X-Part": "1", Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    box.innerHTML = await answer.text();
  } catch {
    box.textContent = "The words could not be fetched; is Polemos still running in the terminal?";
  }
  return box;
}

/** @param {string} title @param {any[]} those @returns {HTMLElement} */
function list(title, those) {
  const box = document.createElement("div");
  const head = document.createElement("h2");
  head.textContent = `${title[0].toUpperCase()}${title.slice(1)}: ${those.length} ${those.length === 1 ? "incident" : "incidents"}`;
  const rows = document.createElement("ul");
  rows.append(...those.slice(0, MOST).map(row));
  box.append(head, rows);
  if (those.length > MOST) {
    const rest = document.createElement("p");
    rest.className = "muted small";
    rest.textContent = `${those.length - MOST} more: choose fewer days.`;
    box.append(rest);
  }
  return box;
}

/** @param {any} each @returns {HTMLElement} */
function row(each) {
  const item = document.createElement("li");
  item.className = "more small";
  const link = document.createElement("a");
  link.href = `/incidents/${encodeURIComponent(each.id)}`;
  link.textContent = each.type.replaceAll("-", " ");
  const when = each.from === each.to || !each.to ? each.from ?? "undated" : `${each.from} – ${each.to}`;
  const rest = document.createElement("span");
  rest.className = "muted";
  rest.textContent = ` ${each.who || "actor not named"} · ${when}${each.contested ? " · ! contested" : ""}`;
  item.append(link, rest);
  return item;
}
