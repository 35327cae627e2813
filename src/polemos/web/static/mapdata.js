// @ts-check
/** From the archive's rows to what is drawn on a choice of days and groups. */

/**
 * @typedef {{id: string, type: string, group: string, from: string|null, to: string|null, place: string, longitude: number,
 *   latitude: number, area: number|null, status: string, contested: boolean, who: string}} Incident
 * @typedef {{place: string, place_id: string|null, longitude: number, latitude: number, area: number|null, holder: string|null,
 *   colour: number|null, status: string, from: string|null, to: string|null, to_latest: string|null, last_told: string|null,
 *   contested: boolean, besieged_by: string[]}} Interval
 * @typedef {{from: string, to: string, groups: Set<string>}} Choice
 */

/** @param {{columns: string[], rows: any[][]}} told @returns {Incident[]} */
export function incidents(told) {
  return told.rows.map((row) => /** @type {Incident} */ (Object.fromEntries(told.columns.map((name, i) => [name, row[i]]))));
}

/** @param {Incident} each @param {Choice} choice */
export function fits(each, choice) {
  if (!choice.groups.has(each.group)) return false;
  if (!choice.from && !choice.to) return true;
  const first = each.from ?? each.to;
  const last = each.to ?? each.from;
  return !!first && !!last && (!choice.to || first <= choice.to) && (!choice.from || last >= choice.from);
}

/** @template T @param {T[]} items @param {(item: T) => string} key @returns {Map<string, T[]>} */
function grouped(items, key) {
  const found = new Map();
  for (const item of items) {
    const name = key(item);
    const those = found.get(name);
    if (those) those.push(item);
    else found.set(name, [item]);
  }
  return found;
}

/** @param {Incident[]} those @returns {Record<string, number>} */
export function shares(those) {
  /** @type {Record<string, number>} */
  const found = {};
  for (const group of ["fighting", "strikes", "people", "politics"]) {
    const count = those.filter((each) => each.group === group).length;
    if (count) found[group] = count;
  }
  return found;
}

/** @param {Incident[]} those @returns {{key: string, those: Incident[], longitude: number, latitude: number}[]} exact places */
export function points(those) {
  const exact = those.filter((each) => each.area === null);
  return [...grouped(exact, (each) => `${each.longitude},${each.latitude}`)].map(([key, here]) => (
    { key, those: here, longitude: here[0].longitude, latitude: here[0].latitude }
  ));
}

/**
 * @param {ReturnType<typeof points>} spots @param {number} degrees
 * @returns {ReturnType<typeof points>} those in one cell of a grid of so many degrees as one, in their middle
 */
export function cells(spots, degrees) {
  const within = grouped(spots, (each) => `${Math.floor(each.longitude / degrees)} ${Math.floor(each.latitude / degrees)}`);
  return [...within].map(([key, here]) => (here.length === 1 ? here[0] : {
    key: `cell ${key}`,
    those: here.flatMap((each) => each.those),
    longitude: here.reduce((sum, each) => sum + each.longitude, 0) / here.length,
    latitude: here.reduce((sum, each) => sum + each.latitude, 0) / here.length,
  }));
}

/** @param {Incident[]} those @param {any[]} areas @returns {any[]} features of vague places, the widest first */
export function wide(those, areas) {
  const within = grouped(those.filter((each) => each.area !== null), (each) => String(each.area));
  return [...within].map(([at, here]) => {
    const area = areas[Number(at)];
    const [most] = Object.entries(shares(here)).sort((one, other) => other[1] - one[1]);
    return { ...area, properties: { ...area.properties, at: Number(at), count: here.length, group: most[0] } };
  }).sort((one, other) => other.properties.precision - one.properties.precision);
}

/** @param {Interval} each @param {string} day */
export function covers(each, day) {
  return (each.from === null || each.from <= day) && (each.to === null || day < each.to || day < (each.to_latest ?? each.to));
}

/** @param {Interval[]} those @param {string} day @returns {Interval[][]} by place, those told of that day */
export function held(those, day) {
  return [...grouped(those.filter((each) => covers(each, day)), (each) => `${each.place_id ?? each.place} ${each.longitude}`).values()];
}

/** @param {Interval[]} here @param {string} day what is told of one place */
export function state(here, day) {
  const holders = [...new Set(here.filter((each) => each.colour !== null).map((each) => each.colour))];
  const last = here.map((each) => each.last_told ?? "").sort().at(-1) ?? "";
  const names = [...new Set(here.map((each) => each.holder ?? "holder not told"))];
  return {
    holders: /** @type {number[]} */ (holders),
    contested: names.length > 1 || here.some((each) => each.contested || each.status === "contested"),
    besieged: here.some((each) => each.status === "besieged"),
    old: !!last && Date.parse(day) - Date.parse(last) > 366 * 86_400_000,
    names,
    last,
  };
}
