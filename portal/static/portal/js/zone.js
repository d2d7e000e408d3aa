// Instants in the reader's own zone, beside the call's: <time datetime="…Z" data-zone="Europe/Oslo" data-local>.
// The server has already written the call's own time; this adds the reader's where the two differ.
// Dates in English are written the British way, as the server writes them.
const language = { en: "en-GB" }[document.documentElement.lang] ?? document.documentElement.lang;

function offset(zone, instant) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(instant);
  return parts.find((part) => part.type === "timeZoneName").value;
}

export function localise(root = document) {
  for (const slot of root.querySelectorAll("[data-local-for]")) {
    const time = slot.closest("[data-deadline]")?.querySelector("time");
    if (!time) continue;
    const instant = new Date(time.dateTime);
    try {
      if (offset(undefined, instant) === offset(time.dataset.zone, instant)) continue;
    } catch {
      continue; // A browser that doesn't know the zone keeps the server's words.
    }
    const text = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(instant);
    slot.textContent = slot.dataset.localFor.replace("{time}", text);
    slot.hidden = false;
  }
  for (const slot of root.querySelectorAll("[data-left]")) countDown(slot);
}

// How long is left, in the largest sensible unit; the words come from the browser in the page's language.
function countDown(slot) {
  const time = slot.closest("[data-deadline]")?.querySelector("time");
  if (!time) return;
  const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
  if (seconds <= 0) return;
  const units = [["day", 86400], ["hour", 3600], ["minute", 60]];
  const [unit, size] = units.find(([, length]) => seconds >= 2 * length) ?? units[2];
  const count = Math.max(1, Math.floor(seconds / size));
  const words = new Intl.RelativeTimeFormat(language, { numeric: "always" }).format(count, unit);
  slot.textContent = words.replace("døgn", "dager"); // "om 40 dager" is what people say; a single one is told in hours
  slot.hidden = false;
}

localise();
document.addEventListener("htmx:afterSwap", (event) => localise(event.target));
