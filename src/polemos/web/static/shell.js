// @ts-check
/** What every page does: "/" goes to the search field, the navigation shows where one is on a small screen. */

document.addEventListener("keydown", (event) => {
  const at = event.target;
  const typing = at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("find")?.focus();
  }
});
// On a small screen the list comes first; filters that are set stay in sight.
if (matchMedia("(max-width: 44rem)").matches) {
  for (const fold of document.querySelectorAll("details.fold:not([data-set])")) fold.removeAttribute("open");
}
/** @type {HTMLElement | null} */
const behind = document.querySelector("[data-behind]");
/** A page that shows what is about to change is shown anew once it has, or says that it can be. */
async function untilSettled() {
  const answer = await fetch("/settled").catch(() => null);
  if (!answer?.ok || !(await answer.json()).settled) window.setTimeout(untilSettled, 1000);
  else if (behind?.dataset.behind === "tell") {
    const words = behind.querySelector("span:not([aria-hidden])");
    if (words) words.textContent = "Incidents have been worked out anew since.";
  } else location.reload();
}
if (behind) window.setTimeout(untilSettled, 600);
document.querySelector('.top [aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" });
document.documentElement.classList.add("js");
