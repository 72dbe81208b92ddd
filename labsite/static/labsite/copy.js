// The button that copies a text, such as BibTeX. It is hidden where it cannot work.

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = button.parentElement.querySelector("[data-copy-source]");
    const status = button.parentElement.querySelector("[role='status']");
    const label = button.querySelector("[data-copied]");
    const words = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent);
      label.textContent = status.textContent = label.dataset.copied;
      setTimeout(() => {
        label.textContent = words;
        status.textContent = "";
      }, 2000);
    });
  }
}
