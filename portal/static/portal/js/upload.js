// Files before and while they are sent: too large or too many is said on choosing, and a bar moves while they go.
// Without this script the browser sends the form just so, and the server says the same about limits.

const PICTURE = /\.(jpe?g|jpe|jfif|png|webp|heic|heif|hif)$/i; // browsers know no media type for some of them

function say(field, sentences) {
  const list = field.querySelector("[data-upload-errors]");
  list.replaceChildren(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
  list.hidden = sentences.length === 0;
  field.classList.toggle("field--wrong", sentences.length > 0);
}

document.addEventListener("change", (event) => {
  const field = event.target.closest?.("[data-upload]");
  if (!field || event.target.type !== "file") return;
  const files = [...event.target.files];
  const { maxBytes, maxPictureBytes, textLarge, textLargePicture } = field.dataset;
  const wrong = files.flatMap((file) => {
    const [most, words] = PICTURE.test(file.name) ? [maxPictureBytes, textLargePicture] : [maxBytes, textLarge];
    return file.size > Number(most) ? [words.replace("{name}", file.name)] : [];
  });
  if (files.length > Number(field.dataset.maxCount)) wrong.push(field.dataset.textMany);
  say(field, wrong);
});

// The browser default_subject sends the form; the bar says that it does, and goes when the page is shown again.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  for (const field of event.target.querySelectorAll("[data-upload]")) {
    const chosen = field.querySelector("input[type=file]")?.files.length;
    const progress = field.querySelector("[data-upload-progress]");
    if (!chosen || !progress) continue;
    progress.querySelector("[role=status]").textContent = field.dataset.textSending;
    progress.hidden = false;
  }
});
addEventListener("pageshow", () => {
  for (const progress of document.querySelectorAll("[data-upload-progress]")) progress.hidden = true;
});
