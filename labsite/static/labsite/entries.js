// Loads the abstract and the BibTeX of a paper in a list from its page, when they are opened.
// Without this script, or if the page cannot be loaded, a link to that page stands there.

const pages = new Map();

const pageAt = (url) => {
  if (!pages.has(url)) {
    const page = fetch(url).then(async (response) => {
      if (!response.ok) throw new Error(response.statusText);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    });
    page.catch(() => pages.delete(url)); // so that it is tried again the next time
    pages.set(url, page);
  }
  return pages.get(url);
};

for (const fold of document.querySelectorAll("[data-load]")) {
  fold.addEventListener("toggle", async () => {
    const link = fold.querySelector("p > a");
    if (!fold.open || !link || "isLoading" in fold.dataset) return;
    fold.dataset.isLoading = "";
    try {
      const page = await pageAt(link.href.split("#")[0]);
      const part = document.importNode(page.getElementById(fold.dataset.load), true);
      part.removeAttribute("id");
      link.parentElement.replaceWith(part);
      for (const button of part.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
    } catch {
      // The link stays.
    } finally {
      delete fold.dataset.isLoading;
    }
  });
}
