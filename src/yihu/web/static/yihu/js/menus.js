// Menus are <details>: one open at a time, closed by Escape or by a click elsewhere. <dialog> opens by data-opens.
const open = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  const opener = event.target.closest("[data-opens]");
  if (opener) document.querySelector(`dialog[data-name="${opener.dataset.opens}"]`)?.showModal();
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
