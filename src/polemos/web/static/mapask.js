// @ts-check
/** What the map shows, asked for at once: the map's own program takes longer to arrive and begin. */
import { ask } from "/static/ask.js";

/** Without the address's days: the brush chooses among all. */
const wanted = new URLSearchParams(location.search);
for (const name of ["from", "to", "on"]) wanted.delete(name);

/** Incidents, control, and the boxes of the regions that have fine lines. */
export const told = Promise.all([
  ask(`/map/incidents.json?${wanted}`), ask(`/map/control.json?${wanted}`), ask("/static/mapdata/regions.json"),
]);
told.catch(() => {}); // whoever waits for it says what is wrong
