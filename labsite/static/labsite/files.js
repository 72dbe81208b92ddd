// Reports a file that is too large when it is selected. Uploading it would take long, and a proxy may reject
// the whole form with everything in it. The server checks again.

for (const input of document.querySelectorAll("input[type=file][data-max-bytes]")) {
  const error = document.createElement("p");
  error.className = "error-text";
  error.role = "alert";
  input.after(error);

  input.addEventListener("change", () => {
    const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
    error.textContent = bytes > Number(input.dataset.maxBytes) ? input.dataset.tooLarge : "";
    input.setCustomValidity(error.textContent);
  });

  // Buttons that save a draft skip the browser's own validation, so this error is checked here.
  input.form.addEventListener("submit", (event) => {
    if (!input.validity.customError) return;
    event.preventDefault();
    input.reportValidity();
  });
}
