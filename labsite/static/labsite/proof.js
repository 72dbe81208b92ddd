// Finds the number that the server asks for before it takes a form (recruiting/applications/proof_of_work.py), while the form is
// being filled in. Whoever is faster than that waits a moment when sending.

const form = document.querySelector("[data-proof]");
const bits = Number(form.dataset.proofBits);
const field = form.elements.proof;

function beginsWithZeros(digest) {
  const bytes = new Uint8Array(digest);
  const whole = bits >> 3;
  return bytes.subarray(0, whole).every((byte) => byte === 0) && bytes[whole] >> (8 - (bits & 7)) === 0;
}

async function solve() {
  const encoder = new TextEncoder();
  for (let number = 0; ; number += 1) {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${form.dataset.proof}:${number}`));
    if (beginsWithZeros(digest)) return String(number);
  }
}

const solved = solve().then((number) => (field.value = number));

form.addEventListener("submit", (event) => {
  if (field.value) return;
  event.preventDefault();
  solved.then(() => form.requestSubmit(event.submitter));
});
