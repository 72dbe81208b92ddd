// What a Markdown text looks like, below its box, made by the server's own renderer.

const WAIT = 400; // milliseconds after the last key

function watch(box) {
  const form = box.closest("[data-editor]");
  const pane = document.createElement("div");
  pane.className = "markdown-preview prose";
  pane.hidden = true;
  box.after(pane);
  let timer, asked;
  async function show() {
    asked?.abort();
    asked = new AbortController();
    if (!box.value.trim()) {
      pane.hidden = true;
      return;
    }
    const body = new FormData();
    body.set("text", box.value);
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(form.dataset.previewUrl, { method: "POST", body, signal: asked.signal });
      if (!answer.ok) return;
      pane.innerHTML = await answer.text();
      pane.hidden = false;
    } catch {
      // Without a connection there is no preview, and the text is still there.
    }
  }
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, WAIT);
  });
  box.addEventListener("focus", show, { once: true });
}

document.querySelectorAll("textarea[data-markdown]").forEach(watch);
