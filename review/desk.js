// Keys for the desk. Everything they do, a form or a link on the page does too.
"use strict";

const items = [...document.querySelectorAll(".item")];
let current = -1;

function go(index) {
  if (index < 0 || index >= items.length) return;
  current = index;
  items[index].focus({preventScroll: true});
  items[index].scrollIntoView({block: "nearest", behavior: "instant"});
}

// The item that the keyboard is in, or that was gone to last.
function here() {
  const focused = items.findIndex((item) => item.contains(document.activeElement));
  if (focused >= 0) current = focused;
  return items[current];
}

// Presses what bears the key, in the item first; opens a form and goes to its first field.
function press(key) {
  const selector = `[data-key="${key}"]`;
  const last = key === "u" ? document.querySelector(`.notice ${selector}`) : null;
  const target = last ?? here()?.querySelector(selector) ??
      document.querySelector(`.publish ${selector}, .keys ${selector}`);
  if (!target) return false;
  target.click();
  const details = target.closest("details");
  if (details?.open) details.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  return true;
}

function choose() {
  const box = here()?.querySelector("input[type=checkbox][name=subject]");
  if (!box) return false;
  box.checked = !box.checked;
  return true;
}

function close_details() {
  const details = document.activeElement?.closest("details[open]");
  if (!details) return false;
  details.open = false;
  (details.closest(".item") ?? details.querySelector("summary"))?.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    if (close_details()) event.preventDefault();
    return;
  }
  const writing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (writing) return;
  here();
  let done = true;
  if (event.key === "j") go(current + 1);
  else if (event.key === "k") go(current - 1);
  else if (event.key === "x") done = choose();
  else if (event.key === "/") document.querySelector(".search input")?.focus();
  else if ("aremspu?".includes(event.key)) done = press(event.key);
  else done = false;
  if (done) event.preventDefault();
});

// After a decision the page opens at the next item.
const named = items.findIndex((item) => "#" + item.id === location.hash);
if (named >= 0) go(named);

// What a mark or a claim is linked to stands in sight.
document.querySelector("mark:target")?.scrollIntoView({block: "center"});

// A form that has been sent is not sent twice.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
