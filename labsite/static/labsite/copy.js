// The button that copies a text, such as BibTeX. It stays hidden if the browser cannot copy.
// A formatted reference is also copied as HTML, so that its italics can be pasted. If the browser refuses, the text
// is selected, to be copied with the keyboard.

const copy = (source) => {
  if (source.dataset.copySource !== "html" || !window.ClipboardItem) {
    return navigator.clipboard.writeText(source.textContent);
  }
  const texts = { "text/plain": source.textContent.trim(), "text/html": source.innerHTML.trim() };
  const blobs = Object.entries(texts).map(([type, text]) => [type, new Blob([text], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
};

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  // On the document, because lists load further buttons (entries.js).
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = button.parentElement.querySelector("[data-copy-source]");
    const status = button.parentElement.querySelector("[role='status']");
    const label = button.querySelector("[data-copied]");
    label.dataset.label ??= label.textContent;
    try {
      await copy(source);
    } catch {
      getSelection().selectAllChildren(source);
      return;
    }
    label.textContent = status.textContent = label.dataset.copied;
    setTimeout(() => {
      label.textContent = label.dataset.label;
      status.textContent = "";
    }, 2000);
  });
}
