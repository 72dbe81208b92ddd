// A preview below a Markdown text, rendered by the server on request.

const DELAY = 400; // milliseconds after the last key press
const template = document.querySelector("template[data-preview-template]");

function initialize(textarea) {
  const form = textarea.closest("[data-editor]");
  const preview = template.content.firstElementChild.cloneNode(true);
  const button = preview.querySelector("button");
  const pane = preview.querySelector(".markdown-preview");
  const label = textarea.labels[0]?.textContent.trim();
  let timer, request;

  function display(html) {
    pane.innerHTML = html;
    // The preview is only for reading, so the Tab key skips its links.
    pane.querySelectorAll("a, summary").forEach((part) => (part.tabIndex = -1));
  }
  async function update() {
    request?.abort();
    request = new AbortController();
    if (!textarea.value.trim()) {
      pane.textContent = pane.dataset.empty;
      return;
    }
    const body = new FormData();
    body.set("text", textarea.value);
    body.set("dialect", textarea.dataset.markdown);
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const response = await fetch(form.dataset.previewUrl, { method: "POST", body, signal: request.signal });
      if (response.ok) display(await response.text());
    } catch {
      // Without a connection there is no preview.
    }
  }

  if (textarea.lang) pane.lang = textarea.lang;
  if (label) {
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${label}`);
    pane.setAttribute("aria-label", `${pane.getAttribute("aria-label")}: ${label}`);
  }
  textarea.after(preview);
  button.addEventListener("click", () => {
    pane.hidden = !pane.hidden;
    button.setAttribute("aria-expanded", String(!pane.hidden));
    if (!pane.hidden) update();
  });
  textarea.addEventListener("input", () => {
    clearTimeout(timer);
    if (!pane.hidden) timer = setTimeout(update, DELAY);
  });
}

if (template) document.querySelectorAll("textarea[data-markdown]").forEach(initialize);
