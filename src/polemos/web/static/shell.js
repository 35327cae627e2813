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
document.querySelector('.top [aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" });
document.documentElement.classList.add("js");
