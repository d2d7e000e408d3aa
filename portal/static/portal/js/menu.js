// The menu: closes on Escape and on a press outside. Without this script it is a plain <details>.
document.documentElement.classList.replace("no-js", "js");

for (const menu of document.querySelectorAll("[data-menu]")) {
  const toggle = menu.querySelector("summary");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      toggle.focus();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

// What went wrong is read first: the summary of errors takes the focus when the page opens with one.
document.querySelector("[data-focus]")?.focus();
