// Asks for confirmation before leaving a page with unsaved changes in a form.

for (const form of document.querySelectorAll("[data-editor]")) {
  let changed = Boolean(form.closest("main").querySelector(".error-summary, .conflicts"));
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) changed = false; // another script may have stopped the submission
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
