// Rows of a form: add, remove and move without asking the server. Without this script, each row has a box
// for its place and a tick for removal, and the button below adds one by sending the form.

function renumber(rows) {
  rows.querySelectorAll("[data-row]:not([hidden])").forEach((row, index) => {
    const place = row.querySelector('input[name$="-ORDER"]');
    if (place) place.value = index + 1;
  });
}

function prepare(rows, row) {
  row.querySelectorAll("[data-no-script]").forEach((part) => (part.hidden = true));
  row.querySelectorAll("[data-move], [data-remove]").forEach((button) => (button.hidden = false));
}

function say(rows, text) {
  rows.querySelector("[data-rows-status]").textContent = text;
}

function add(rows) {
  const total = rows.querySelector('input[name$="-TOTAL_FORMS"]');
  const template = rows.querySelector("[data-row-template]");
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.firstElementChild;
  total.value = Number(total.value) + 1;
  rows.querySelector("[data-rows-list]").append(row);
  prepare(rows, row);
  renumber(rows);
  row.querySelector("input:not([type=hidden]), select, textarea").focus();
  row.dispatchEvent(new CustomEvent("row-added", { bubbles: true }));
}

function shown(row, direction) {
  let other = row;
  do other = direction < 0 ? other.previousElementSibling : other.nextElementSibling;
  while (other && other.hidden);
  return other;
}

function move(rows, row, button) {
  const direction = Number(button.dataset.move);
  const other = shown(row, direction);
  if (!other) return;
  if (direction < 0) other.before(row);
  else other.after(row);
  renumber(rows);
  button.focus();
}

function remove(rows, row) {
  const next = shown(row, 1) || shown(row, -1);
  row.querySelector('input[name$="-DELETE"]').checked = true;
  row.hidden = true;
  renumber(rows);
  say(rows, row.querySelector("[data-remove]").textContent.trim());
  (next?.querySelector("[data-remove]") || rows.querySelector("[data-add-row]")).focus();
}

for (const rows of document.querySelectorAll("[data-rows]")) {
  rows.querySelectorAll("[data-row]").forEach((row) => prepare(rows, row));
  rows.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest("[data-row]");
    if (!button) return;
    if (button.matches("[data-add-row]")) {
      event.preventDefault();
      add(rows);
    } else if (button.matches("[data-move]")) move(rows, row, button);
    else if (button.matches("[data-remove]")) remove(rows, row);
    else return;
    rows.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
