// The button that copies a text, such as BibTeX. It is hidden where it cannot work.
// A reference is copied with its italics too, for those who paste it where there are any.

const copy = (source) => {
  if (source.dataset.copySource !== "html" || !window.ClipboardItem) {
    return navigator.clipboard.writeText(source.textContent);
  }
  const texts = { "text/plain": source.textContent, "text/html": source.innerHTML };
  const blobs = Object.entries(texts).map(([type, text]) => [type, new Blob([text], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
};

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = button.parentElement.querySelector("[data-copy-source]");
    const status = button.parentElement.querySelector("[role='status']");
    const label = button.querySelector("[data-copied]");
    const words = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(source);
      label.textContent = status.textContent = label.dataset.copied;
      setTimeout(() => {
        label.textContent = words;
        status.textContent = "";
      }, 2000);
    });
  }
}
