// @ts-check
/** Questions to the server and what came of them. */

/** @returns {string} the page's token against forged requests */
export function token() {
  return document.querySelector('meta[name="csrf"]')?.getAttribute("content") ?? "";
}

/**
 * Ask for JSON; with `body` the question changes something.
 * @param {string} address
 * @param {object} [body]
 * @returns {Promise<any>} the answer; throws an Error whose message a person can read
 */
export async function ask(address, body) {
  const headers = { Accept: "application/json", "X-CSRF-Token": token() };
  const options = body === undefined ? { headers } : {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Error("Polemos does not answer; is it still running in the terminal?");
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.detail ?? `The server answered ${answer.status}.`);
  return told;
}

/** @type {number | undefined} */
let hiding;

/**
 * Tell the person what came of a key or a click, for some seconds and to screen readers.
 * @param {string} words
 * @param {"done" | "wrong"} [kind]
 */
export function say(words, kind = "done") {
  const box = document.getElementById("said");
  if (!box) return;
  box.textContent = words;
  box.className = `said ${kind}`;
  box.hidden = false;
  window.clearTimeout(hiding);
  hiding = window.setTimeout(() => { box.hidden = true; }, kind === "wrong" ? 9000 : 3500);
}
