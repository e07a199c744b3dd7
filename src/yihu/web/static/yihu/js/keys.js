// Keys: whoever carries data-key is focused by it; in a table of rows (data-rows) the arrows walk from row to row.
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!typing(event.target) && focusKeyed(event.key)) event.preventDefault();
  else if (walkRows(event)) event.preventDefault();
});

function focusKeyed(key) {
  if (!/^[/a-z]$/i.test(key)) return false;
  const target = document.querySelector(`[data-key="${key}"]`);
  target?.focus();
  target?.select?.();
  return Boolean(target);
}

function walkRows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target.closest("[data-rows] tr, [data-rows] > li");
  if (!step || !row || typing(event.target)) return false;
  let next = row;
  do next = step > 0 ? next.nextElementSibling : next.previousElementSibling;
  while (next && !next.querySelector("a, button"));
  next?.querySelector("a, button").focus();
  return Boolean(next);
}

// A changed choice of a filter is sent at once; words wait for Enter.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-send-on-change]");
  if (form && event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
});

// What is wrong is where the reading starts; the drawer one is in is in sight.
document.querySelector(".form-errors")?.focus();
document.querySelector(".nav__link[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
