// @ts-check
/** Incidents by date, and the stretch of days that is chosen. */

const d3 = /** @type {any} */ (window).d3;
const HEIGHT = 74;
const iso = d3.utcFormat("%Y-%m-%d");

/** @param {string} day */
const date = (day) => new Date(`${day}T00:00:00Z`);

export class Brush {
  /**
   * @param {SVGSVGElement} svg
   * @param {string[]} days one for each incident that has a date
   * @param {(from: string, to: string) => void} chosen called with "" for all days
   */
  constructor(svg, days, chosen) {
    this.svg = d3.select(svg);
    this.days = days.map(date);
    this.chosen = chosen;
    this.from = this.to = "";
    new ResizeObserver(() => this.draw()).observe(svg);
  }

  draw() {
    const width = this.svg.node().clientWidth;
    if (!width || !this.days.length) return;
    const [first, last] = d3.extent(this.days);
    this.scale = d3.scaleUtc([d3.utcDay.offset(first, -1), d3.utcDay.offset(last, 2)], [4, width - 4]);
    const edges = this.scale.ticks(Math.min(120, Math.max(20, width / 8)));
    const bins = d3.bin().domain(this.scale.domain()).thresholds(edges)(this.days);
    const high = d3.scaleSqrt([0, d3.max(bins, (/** @type {any} */ bin) => bin.length)], [0, HEIGHT - 26]);
    this.svg.selectAll("*").remove();
    this.svg.attr("viewBox", `0 0 ${width} ${HEIGHT}`);
    this.svg.append("g").selectAll("rect").data(bins.filter((/** @type {any} */ bin) => bin.length)).join("rect")
      .attr("class", "bin")
      .attr("x", (/** @type {any} */ bin) => this.scale(bin.x0))
      .attr("width", (/** @type {any} */ bin) => Math.max(2, this.scale(bin.x1) - this.scale(bin.x0) - 1))
      .attr("y", (/** @type {any} */ bin) => HEIGHT - 20 - high(bin.length))
      .attr("height", (/** @type {any} */ bin) => high(bin.length));
    this.svg.append("g").attr("transform", `translate(0,${HEIGHT - 20})`)
      .call(d3.axisBottom(this.scale).ticks(Math.min(10, Math.floor(width / 90))).tickSizeOuter(0));
    this.brush = d3.brushX().extent([[4, 2], [width - 4, HEIGHT - 20]])
      .on("end", (/** @type {any} */ event) => { if (event.sourceEvent) this.#told(event.selection); });
    this.layer = this.svg.append("g").call(this.brush);
    this.show(this.from, this.to);
  }

  /** @param {string} from @param {string} to show a stretch that was chosen elsewhere */
  show(from, to) {
    this.from = from;
    this.to = to;
    if (!this.layer) return;
    const [first, last] = this.scale.domain();
    const ends = from || to ? [from ? date(from) : first, to ? d3.utcDay.offset(date(to), 1) : last] : null;
    this.layer.call(this.brush.move, ends?.map((each) => this.scale(each)) ?? null);
  }

  /** @param {[number, number] | null} selection */
  #told(selection) {
    const ends = selection?.map((at) => this.scale.invert(at));
    this.from = ends ? iso(ends[0]) : "";
    this.to = ends ? iso(new Date(ends[1] - 1)) : "";
    this.chosen(this.from, this.to);
  }
}
