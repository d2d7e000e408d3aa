// Characters left of a question's limit, as they are typed. The limit default_subject is held by the server; nothing is cut off.
const count = (text) => [...text.replace(/\r\n/g, "\n")].length;

function watch(field) {
  const limit = Number(field.dataset.characters);
  const note = document.createElement("p");
  note.className = "words";
  note.id = `${field.id}_characters`;
  note.setAttribute("aria-hidden", "true");
  const shown = document.createElement("span");
  shown.className = "words__text";
  note.append(shown);
  (field.closest(".field__control") ?? field).after(note);
  const show = () => {
    const used = count(field.value);
    shown.textContent = `${used} / ${limit}`;
    note.classList.toggle("words--over", used > limit);
  };
  field.addEventListener("input", show);
  show();
}

document.querySelectorAll("[data-characters]").forEach(watch);
