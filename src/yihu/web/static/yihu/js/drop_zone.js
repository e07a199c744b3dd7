// A file input that also takes what is dropped on it, and says what it holds.
for (const zone of document.querySelectorAll("[data-drop-zone]")) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-drop-zone-files]");
  if (!input) continue;

  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("drop-zone--over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("drop-zone--over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("drop-zone--over");
    input.files = taken(input, event.dataTransfer.files);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => {
    list?.replaceChildren(...[...input.files].map(line));
    const form = input.closest("form[data-send-on-drop]");
    if (form && input.files.length) form.requestSubmit();
  });
}

function taken(input, files) {
  if (input.multiple) return files;
  const first = new DataTransfer();
  if (files[0]) first.items.add(files[0]);
  return first.files;
}

function line(file) {
  const item = document.createElement("li");
  item.className = "drop-zone__file";
  item.append(file.name, Object.assign(document.createElement("span"), { textContent: size(file.size) }));
  return item;
}

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
