// A file that is too large is told of when it is chosen: to send it would take long, and what stands between
// the browser and the site may refuse the whole form, with all that was typed. The site looks again.

for (const input of document.querySelectorAll("input[type=file][data-max-bytes]")) {
  const problem = document.createElement("p");
  problem.className = "error-text";
  problem.role = "alert";
  input.after(problem);

  input.addEventListener("change", () => {
    const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
    problem.textContent = bytes > Number(input.dataset.maxBytes) ? input.dataset.tooLarge : "";
    input.setCustomValidity(problem.textContent);
  });

  // A button that keeps an unfinished form looks at nothing else.
  input.form.addEventListener("submit", (event) => {
    if (!input.validity.customError) return;
    event.preventDefault();
    input.reportValidity();
  });
}
