// @ts-check
/** htmx for the parts of pages that are swapped; every request carries the page's token against forgery. */
import htmx from "/static/vendor/htmx.esm.min.js";
import { token } from "/static/ask.js";

document.addEventListener("htmx:config:request", (event) => {
  const context = /** @type {CustomEvent} */ (event).detail?.ctx;
  if (context?.request?.headers) context.request.headers["X-CSRF-Token"] = token();
});
Object.assign(window, { htmx });
