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
/** A page that shows what is about to change is shown anew once it has. */
async function untilSettled() {
  const answer = await fetch("/settled").catch(() => null);
  if (answer?.ok && (await answer.json()).settled) location.reload();
  else window.setTimeout(untilSettled, 1500);
}
if (document.querySelector("[data-behind]")) window.setTimeout(untilSettled, 1000);
document.querySelector('.top [aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" });
document.documentElement.classList.add("js");
