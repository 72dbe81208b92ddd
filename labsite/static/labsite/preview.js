// What a Markdown text looks like, below its box, made by the server's own renderer when it is asked for.

const WAIT = 400; // milliseconds after the last key
const template = document.querySelector("template[data-preview-template]");

function watch(box) {
  const form = box.closest("[data-editor]");
  const preview = template.content.firstElementChild.cloneNode(true);
  const button = preview.querySelector("button");
  const pane = preview.querySelector(".markdown-preview");
  const label = box.labels[0]?.textContent.trim();
  let timer, asked;

  function put(html) {
    pane.innerHTML = html;
    // It is there to be looked at: the Tab key goes past its links.
    pane.querySelectorAll("a, summary").forEach((part) => (part.tabIndex = -1));
  }
  async function show() {
    asked?.abort();
    asked = new AbortController();
    if (!box.value.trim()) {
      pane.textContent = pane.dataset.empty;
      return;
    }
    const body = new FormData();
    body.set("text", box.value);
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(form.dataset.previewUrl, { method: "POST", body, signal: asked.signal });
      if (answer.ok) put(await answer.text());
    } catch {
      // Without a connection there is no preview, and the text is still there.
    }
  }

  if (box.lang) pane.lang = box.lang;
  if (label) {
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${label}`);
    pane.setAttribute("aria-label", `${pane.getAttribute("aria-label")}: ${label}`);
  }
  box.after(preview);
  button.addEventListener("click", () => {
    pane.hidden = !pane.hidden;
    button.setAttribute("aria-expanded", String(!pane.hidden));
    if (!pane.hidden) show();
  });
  box.addEventListener("input", () => {
    clearTimeout(timer);
    if (!pane.hidden) timer = setTimeout(show, WAIT);
  });
}

if (template) document.querySelectorAll("textarea[data-markdown]").forEach(watch);
