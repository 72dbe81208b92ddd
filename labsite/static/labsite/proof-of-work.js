// Computes the proof of work that an application form needs (recruiting/applications/proof_of_work.py) while
// the form is being filled in. Submitting the form waits for the result.

const form = document.querySelector("[data-proof]");
const bits = Number(form.dataset.proofBits);
const field = form.elements.proof;

function startsWithZeros(digest) {
  const bytes = new Uint8Array(digest);
  const zeroBytes = bits >> 3;
  return bytes.subarray(0, zeroBytes).every((byte) => byte === 0) && bytes[zeroBytes] >> (8 - (bits & 7)) === 0;
}

async function solve() {
  const encoder = new TextEncoder();
  for (let number = 0; ; number += 1) {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${form.dataset.proof}:${number}`));
    if (startsWithZeros(digest)) return String(number);
  }
}

const solved = solve().then((number) => (field.value = number));

form.addEventListener("submit", (event) => {
  if (field.value) return;
  event.preventDefault();
  solved.then(() => form.requestSubmit(event.submitter));
});
