// @ts-check
/** Incidents at exact places: a pie each, or from afar, where there are thousands, a dot for all that lie close together. */
import { cells, points, shares } from "/static/mapdata.js";
import { addPicture, pie, put } from "/static/mapstyle.js";

const MANY = 800;
/** The zoom from which on thousands are drawn as pies too: those in view. */
export const NEAR = 8;
const SIZES = [[1, 18], [5, 22], [15, 27], [50, 33], [Infinity, 40]];
/** Pixels of the map in which incidents are told as one. */
const CELL = 9;

export class Spots {
  /** @param {any} map whose sources "points" and "dots" are filled */
  constructor(map) {
    this.map = map;
    /** @type {ReturnType<typeof points>} */
    this.all = [];
    /** @type {Map<string, any[]>} the incidents of what is drawn, by the key of its feature */
    this.told = new Map();
    this.level = NaN;
    map.on("moveend", () => { if (this.many) this.#draw(); });
  }

  get many() {
    return this.all.length > MANY;
  }

  /** @param {any[]} chosen incidents */
  show(chosen) {
    this.all = points(chosen);
    this.level = NaN;
    this.#draw();
  }

  #draw() {
    const level = this.many ? Math.floor(this.map.getZoom()) : NEAR;
    if (level === this.level && level < NEAR) return;
    this.level = level;
    const spots = level < NEAR ? cells(this.all, (CELL * 360) / (512 * 2 ** level)) : this.many ? this.all.filter(inside(this.map)) : this.all;
    this.told = new Map(spots.map((each) => [each.key, each.those]));
    const features = spots.map(level < NEAR ? feature : (each) => this.#pie(each));
    put(this.map, "points", level < NEAR ? [] : features);
    put(this.map, "dots", level < NEAR ? features : []);
  }

  /** @param {ReturnType<typeof points>[number]} spot */
  #pie(spot) {
    const made = feature(spot);
    const { those } = spot;
    const told = shares(those);
    const size = SIZES.find(([most]) => those.length <= most)?.[1] ?? 40;
    const parts = Object.entries(told).map(([group, count]) => `${group}${Math.round((8 * count) / those.length)}`);
    const icon = `${parts.join(" ")} ${size} ${made.properties.contested}`;
    addPicture(this.map, icon, size, pie(told, made.properties.contested));
    return { ...made, properties: { ...made.properties, icon } };
  }
}

/** @param {ReturnType<typeof points>[number]} spot */
function feature({ key, those, longitude, latitude }) {
  const [[group]] = Object.entries(shares(those)).sort((one, other) => other[1] - one[1]);
  const properties = { key, group, contested: those.some((each) => each.contested), count: those.length, place: those[0].place };
  return { type: "Feature", geometry: { type: "Point", coordinates: [longitude, latitude] }, properties };
}

/** @param {any} map @returns {(spot: {longitude: number, latitude: number}) => boolean} whether it lies in view or close by */
function inside(map) {
  const box = map.getBounds();
  const [wide, high] = [box.getEast() - box.getWest(), box.getNorth() - box.getSouth()];
  return ({ longitude, latitude }) => longitude > box.getWest() - wide / 4 && longitude < box.getEast() + wide / 4
    && latitude > box.getSouth() - high / 4 && latitude < box.getNorth() + high / 4;
}
