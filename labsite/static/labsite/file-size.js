// Says at once that a chosen file is too large, before it is sent. The server looks as well.

for (const input of document.querySelectorAll("input[type=file][data-most-bytes]")) {
  input.addEventListener("change", () => {
    const isTooLarge = [...input.files].some((file) => file.size > Number(input.dataset.mostBytes));
    input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : "");
    if (isTooLarge) input.reportValidity();
  });
}
