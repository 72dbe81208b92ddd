// Says in words what allauth's scripts for passkeys leave to the console, and offers them only where they work.

const { failed, notHere } = document.querySelector("script[data-failed]").dataset;

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-passkeys]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-no-passkeys]")) part.hidden = true;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.querySelector("[data-passkey-error]");
  if (place) place.textContent = event.detail.exception?.name === "SecurityError" ? notHere : failed;
});
