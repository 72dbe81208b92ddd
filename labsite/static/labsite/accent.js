// Shows another accent colour on the page at once. The server computes its readable shades.

const DELAY = 120; // milliseconds
const sheet = document.querySelector("link[data-accent-sheet]");

for (const input of document.querySelectorAll("[data-accent-input]")) {
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const colour = input.value.slice(1).toLowerCase();
      if (/^[0-9a-f]{6}$/.test(colour)) sheet.href = input.dataset.accentInput.replace("000000", colour);
    }, DELAY);
  });
}
