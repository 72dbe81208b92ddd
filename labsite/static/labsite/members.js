// Enters the member whose name is typed as an author or editor, where the box for the member is still empty.

const matches = (option, name) => [option.value, option.label].some((text) => text.toLowerCase() === name);

document.addEventListener("change", ({ target }) => {
  if (!target.name?.endsWith("-name")) return;
  const member = target.closest("[data-row]")?.querySelector("input[list=people-names]");
  const name = target.value.trim().toLowerCase();
  if (!member || member.value || !name) return;
  const options = [...member.list.options].filter((option) => matches(option, name));
  if (options.length === 1) member.value = options[0].value;
});
