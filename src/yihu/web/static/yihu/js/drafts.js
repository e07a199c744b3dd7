// What was typed into a form comes back if sending it wrote nothing: the sign-in had ended, the form was stale, the
// machine failed. A form with data-draft="name" also outlives a reload before it is sent. Everything stays in this tab,
// belongs to one person (data-person) and goes with signing out. Passwords, codes, files and data-no-draft are never kept.
//
// typed: not sent yet. sent: the next page decides. stopped: nothing was written. back: in its form again.
const PREFIX = "yihu-typed:";
const SECRET = "[type=password], [type=file], [type=hidden], [type=submit], [autocomplete=one-time-code], [data-no-draft]";
const KEPT = `:is(input, select, textarea)[name]:not(${SECRET})`;
const CHOICE = "[type=checkbox], [type=radio]";
const POSTED = "form[method=post]";

const person = document.body.dataset.person; // none at the door, nor on pages that are the same for everybody
const unwritten = !person || document.body.hasAttribute("data-unwritten");
const forms = new Map([...document.querySelectorAll(POSTED)].map((form) => [keyOf(form), form]));

for (const [key, draft] of drafts()) settle(key, draft);

document.addEventListener("input", ({ target }) => {
  if (target.form?.matches(`${POSTED}[data-draft]`)) keep(target.form, "typed");
});

document.addEventListener("submit", ({ target }) => {
  if (addressOf(target).endsWith("/logout/")) sessionStorage.clear();
  else if (target.matches(POSTED)) keep(target, "sent");
});

// Gone back to as it was left, a page still bears the token that was refused.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted && drafts().some(([key, { state }]) => state === "stopped" && forms.has(key))) location.reload();
});

function settle(key, draft) {
  const form = forms.get(key);
  if (person && draft.person !== person) sessionStorage.removeItem(key);
  else if (unwritten) save(key, draft.state === "sent" ? { ...draft, state: "stopped" } : draft);
  else if (draft.state === "sent" || form?.querySelector("[aria-invalid]")) sessionStorage.removeItem(key);
  else if (form) {
    restore(form, draft.fields);
    save(key, { ...draft, state: form.dataset.draft ? "typed" : "back" });
  } else if (draft.state === "back") sessionStorage.removeItem(key);
}

function drafts() {
  const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  return keys.map((key) => [key, JSON.parse(sessionStorage.getItem(key))]);
}

function keep(form, state) {
  const fields = [...form.querySelectorAll(KEPT)].map(read);
  if (person && fields.length) save(keyOf(form), { person, state, fields });
}

function save(key, draft) {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    sessionStorage.removeItem(key); // more than a tab may hold: sending goes on without a draft
  }
}

// Where a form is sent to names it on its own page and on the one that shows its errors alike.
function keyOf(form) {
  const address = addressOf(form);
  const alike = [...document.querySelectorAll(POSTED)].filter((other) => addressOf(other) === address);
  return PREFIX + address + ":" + (form.dataset.draft ?? alike.indexOf(form));
}

function addressOf(form) {
  return new URL(form.getAttribute("action") || location, location).pathname;
}

function read(field) {
  if (field.matches(CHOICE)) return { name: field.name, value: field.value, chosen: [field.checked] };
  if (field.matches("select")) return { name: field.name, chosen: [...field.selectedOptions].map(({ value }) => value) };
  return { name: field.name, value: field.value };
}

function restore(form, pieces) {
  const left = [...pieces];
  for (const field of form.querySelectorAll(KEPT)) {
    const choice = field.matches(CHOICE);
    const at = left.findIndex(({ name, value }) => name === field.name && (!choice || value === field.value));
    if (at < 0) continue;
    const [{ value, chosen }] = left.splice(at, 1);
    if (choice) field.checked = chosen[0];
    else if (field.matches("select")) for (const option of field.options) option.selected = chosen.includes(option.value);
    else field.value = value;
  }
}
