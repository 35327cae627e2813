// @ts-check
/** How the map looks: packaged boundaries and waters, no tiles but the user's own. Colours come from picture.css. */

/** @param {string} name @returns {string} a colour of the style sheet, light or dark as the page is */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

const FONT = ["Noto Sans", "sans-serif"];
const kind = (/** @type {string} */ name) => ["==", ["get", "kind"], name];

/**
 * @param {string} tiles address of the user's own tiles, or ""
 * @returns {any} a MapLibre style without glyphs and sprites: letters are drawn with the browser's fonts
 */
export function style(tiles) {
  const sources = { world: { type: "geojson", data: "/static/mapdata/world.json" } };
  const layers = [
    { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
    { id: "world-land", source: "world", type: "fill", filter: kind("land"), paint: { "fill-color": colour("land") } },
  ];
  if (tiles) {
    Object.assign(sources, { tiles: { type: "raster", tiles: [tiles], tileSize: 256 } });
    layers.push(/** @type {any} */ ({ id: "tiles", source: "tiles", type: "raster" }));
  }
  layers.push(...lines("world", 0.8));
  return { version: 8, sources, layers: [...layers, {
    id: "names", source: "world", type: "symbol", filter: kind("country-name"), maxzoom: 6.5,
    layout: {
      "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["zoom"], 2, 10, 6, 15],
      "text-letter-spacing": 0.06, "symbol-sort-key": ["get", "rank"], "text-max-width": 7,
    },
    paint: { "text-color": colour("name"), "text-halo-color": colour("halo"), "text-halo-width": 1.3 },
  }] };
}

/** @param {string} source @param {number} width @returns {any[]} */
function lines(source, width) {
  return [
    { id: `${source}-border`, source, type: "line", filter: kind("border"), paint: { "line-color": colour("border"), "line-width": width } },
    {
      id: `${source}-disputed`, source, type: "line", filter: kind("disputed"),
      paint: { "line-color": colour("unsure"), "line-width": width + 0.4, "line-dasharray": [3, 2.5] },
    },
  ];
}

/**
 * Add a theatre's fine lines beneath the names; its frame hides the coarse ones.
 * @param {any} map @param {string} region @param {boolean} tiles
 */
export function addRegion(map, region, tiles) {
  map.addSource(region, { type: "geojson", data: `/static/mapdata/${region}.json` });
  const fills = tiles ? [] : [
    { id: `${region}-frame`, type: "fill", filter: kind("frame"), paint: { "fill-color": colour("sea"), "fill-antialias": false } },
    { id: `${region}-land`, type: "fill", filter: kind("land"), paint: { "fill-color": colour("land"), "fill-antialias": false } },
    { id: `${region}-lake`, type: "fill", filter: kind("lake"), paint: { "fill-color": colour("water") } },
    {
      id: `${region}-river`, type: "line", filter: kind("river"),
      paint: { "line-color": colour("water"), "line-width": ["case", ["==", ["get", "rank"], 1], 1.6, 0.9] },
    },
  ];
  const units = { id: `${region}-unit`, type: "line", filter: kind("unit"), paint: { "line-color": colour("unit"), "line-width": 0.8 } };
  for (const layer of [...fills, units, ...lines(region, 1.2)]) map.addLayer({ ...layer, source: region }, "names");
  map.addLayer({
    id: `${region}-names`, source: region, type: "symbol", filter: kind("unit-name"), minzoom: 5.6,
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 11.5, "text-max-width": 6 },
    paint: { "text-color": colour("name"), "text-halo-color": colour("halo"), "text-halo-width": 1.2, "text-opacity": 0.85 },
  }, "names");
}

/**
 * Put features into a source. It is made with them where it is not there yet: filling an empty one would be drawn twice.
 * @param {any} map @param {string} name @param {any[]} features
 */
export function put(map, name, features) {
  const data = { type: "FeatureCollection", features };
  const there = map.getSource(name);
  if (there) there.setData(data);
  else map.addSource(name, { type: "geojson", data });
}

/**
 * A picture of what lies at one point: a pie of groups, or a square of a holder.
 * @param {any} map @param {string} id @param {number} size @param {(pen: CanvasRenderingContext2D, size: number) => void} draw
 */
export function addPicture(map, id, size, draw) {
  if (map.hasImage(id)) return;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * 2;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(2, 2);
  draw(pen, size);
  map.addImage(id, pen.getImageData(0, 0, size * 2, size * 2), { pixelRatio: 2 });
}

/** @param {Record<string, number>} shares @param {boolean} contested @returns {(pen: CanvasRenderingContext2D, size: number) => void} */
export function pie(shares, contested) {
  return (pen, size) => {
    const middle = size / 2;
    const radius = middle - 3;
    let from = -Math.PI / 2;
    const all = Object.values(shares).reduce((sum, share) => sum + share, 0);
    for (const [group, share] of Object.entries(shares)) {
      const to = from + (share / all) * 2 * Math.PI;
      pen.beginPath();
      pen.moveTo(middle, middle);
      pen.arc(middle, middle, radius, from, to);
      pen.fillStyle = colour(group);
      pen.fill();
      from = to;
    }
    ring(pen, middle, radius, colour("halo"), []);
    if (contested) ring(pen, middle, radius + 1.8, colour("ink"), [3, 2]);
  };
}

/** @param {string[]} holders colours @param {{contested: boolean, besieged: boolean, old: boolean}} state @returns {(pen: CanvasRenderingContext2D, size: number) => void} */
export function square(holders, state) {
  return (pen, size) => {
    const inset = 4;
    const side = size - 2 * inset;
    pen.globalAlpha = state.old ? 0.4 : 1;
    pen.save();
    pen.beginPath();
    pen.roundRect(inset, inset, side, side, 2.5);
    pen.fillStyle = holders[0] ? colour(holders[0]) : colour("land");
    pen.fill();
    pen.clip();
    if (state.contested) {
      pen.strokeStyle = holders[1] ? colour(holders[1]) : colour("halo");
      pen.lineWidth = 2.6;
      for (let at = -size; at < 2 * size; at += 5.6) {
        pen.beginPath();
        pen.moveTo(at, size);
        pen.lineTo(at + size, 0);
        pen.stroke();
      }
    }
    pen.restore();
    pen.lineWidth = 1.4;
    pen.strokeStyle = state.contested ? colour("ink") : colour("halo");
    pen.setLineDash(state.contested ? [2.5, 1.8] : []);
    pen.beginPath();
    pen.roundRect(inset, inset, side, side, 2.5);
    pen.stroke();
    if (state.besieged) ring(pen, size / 2, size / 2 - 1.2, colour("ink"), [2, 2]);
  };
}

/** @param {CanvasRenderingContext2D} pen @param {number} middle @param {number} radius @param {string} stroke @param {number[]} dash */
function ring(pen, middle, radius, stroke, dash) {
  pen.beginPath();
  pen.arc(middle, middle, radius, 0, 2 * Math.PI);
  pen.setLineDash(dash);
  pen.lineWidth = 1.4;
  pen.strokeStyle = stroke;
  pen.stroke();
  pen.setLineDash([]);
}
