// Shows the errors that allauth's passkey scripts only log, and offers passkeys only if the browser has them.

const { failed, notHere } = document.querySelector("script[data-failed]").dataset;

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-passkeys]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-no-passkeys]")) part.hidden = true;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const output = document.querySelector("[data-passkey-error]");
  if (output) output.textContent = event.detail.exception?.name === "SecurityError" ? notHere : failed;
});
