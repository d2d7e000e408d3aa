// Words left, counted as they are typed and said aloud only once the typing pauses. The server counts again.
const count = (text) => (text.trim() ? text.trim().split(/\s+/u).length : 0);

function watch(note) {
  const field = document.getElementById(note.dataset.wordsFor);
  if (!field || note.dataset.watched) return;
  note.dataset.watched = "yes";
  const limit = Number(note.dataset.limit);
  const shown = note.querySelector(".words__text");
  const said = note.querySelector("[data-words-said]");
  const fill = note.querySelector(".words__fill");
  let pause;

  function show() {
    const used = count(field.value);
    const left = limit - used;
    const one = Math.abs(left) === 1;
    const form = left < 0 ? (one ? "oneOver" : "over") : one ? "oneLeft" : "left";
    shown.textContent = note.dataset[form].replace("{n}", String(Math.abs(left)));
    fill.setAttribute("width", String(Math.min(100, (used / limit) * 100)));
    note.classList.toggle("words--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => { if (document.activeElement === field) said.textContent = shown.textContent; }, 1500);
  }

  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), note.id].filter(Boolean).join(" "));
  field.addEventListener("input", show);
  show();
}

function start(root) {
  root.querySelectorAll("[data-words-for]").forEach(watch);
}

start(document);
document.addEventListener("htmx:afterSwap", (event) => start(event.target));
