// What was typed into a form with data-draft="name" survives a reload while this tab is open; nothing of it is kept
// elsewhere. Sent, or signed out, it is forgotten. Passwords, files and data-no-draft fields are never kept.
const PREFIX = "yihu-draft:";
const kept = ":is(input, select, textarea)[name]:not([type=password], [type=file], [type=hidden], [type=submit], [data-no-draft])";

if (document.body.hasAttribute("data-signed-out")) sessionStorage.clear();

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = PREFIX + location.pathname + ":" + form.dataset.draft;
  if (!form.querySelector("[aria-invalid]")) restore(form, sessionStorage.getItem(key));
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(read(form))));
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
}

document.addEventListener("submit", (event) => {
  if (new URL(event.target.action, location).pathname.endsWith("/logout/")) sessionStorage.clear();
});

function read(form) {
  return [...form.querySelectorAll(kept)].map((field) =>
    field.matches("[type=checkbox], [type=radio]") ? field.checked : field.value,
  );
}

function restore(form, text) {
  if (!text) return;
  const values = JSON.parse(text);
  const fields = [...form.querySelectorAll(kept)];
  if (values.length !== fields.length) return;
  fields.forEach((field, i) => {
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = values[i];
    else field.value = values[i];
  });
}
