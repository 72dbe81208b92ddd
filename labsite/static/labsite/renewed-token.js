// Lets a form that was kept on its page be submitted at once after signing in again in another tab. Signing in
// renews the token against forgery; without JavaScript, the server shows the form once more with the new one.

for (const form of document.querySelectorAll("[data-renew-token]")) {
  form.addEventListener("submit", () => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) form.elements.csrfmiddlewaretoken.value = token;
  });
}
