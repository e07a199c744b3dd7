// The one box offers what it finds while one types: ↑ ↓ Enter Esc or a click. Enter on none sends the form.
// It waits until the fingers rest: each offer is a sight of names, and has its entry in the ledger.
const REST = 300;
const form = document.querySelector("[data-find]");
if (form && window.htmx) makeCombobox(form);

function makeCombobox(form) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector("[data-find-offers]");
  const status = form.querySelector("[data-find-status]");
  const options = () => [...list.querySelectorAll("[data-url]")];
  let waiting = 0;
  let chosen = -1;
  let asked = "";

  list.setAttribute("role", "listbox");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" }))
    input.setAttribute(name, value);

  const ask = () => {
    clearTimeout(waiting);
    const text = input.value.trim();
    if (!text) return close();
    if (text === asked && !list.hidden) return;
    waiting = setTimeout(() => {
      asked = text;
      window.htmx.trigger(list, "find");
    }, REST);
  };
  const open = () => {
    choose(-1);
    list.hidden = false;
    input.setAttribute("aria-expanded", String(options().length > 0));
    status.textContent = list.querySelector("[data-find-total]")?.textContent ?? "";
  };
  const close = () => {
    clearTimeout(waiting);
    asked = "";
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
    status.textContent = "";
  };
  const choose = (place) => {
    const all = options();
    chosen = place < -1 ? all.length - 1 : place >= all.length ? -1 : place;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };
  const keys = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen - 1),
    Escape: close,
    Enter: () => location.assign(options()[chosen].dataset.url),
  };

  input.addEventListener("input", (event) => event.isComposing || ask());
  input.addEventListener("compositionend", ask);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden || !keys[event.key] || (event.key === "Enter" && chosen < 0)) return;
    event.preventDefault();
    keys[event.key]();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
  list.addEventListener("htmx:afterSwap", () => (asked && asked === input.value.trim() && form.contains(document.activeElement) ? open() : close()));
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  form.addEventListener("submit", close);
}
