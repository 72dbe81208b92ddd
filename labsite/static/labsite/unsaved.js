// Asks before a page with a form that was changed and not sent is left.

for (const form of document.querySelectorAll("[data-editor]")) {
  let changed = Boolean(form.closest("main").querySelector(".error-summary, .conflicts"));
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) changed = false; // not where another script has held it back
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
