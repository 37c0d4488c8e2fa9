// Comfort on top of pages that work without it: copy buttons, facets that apply at once, "/" for the search box.

const announce = (text) => {
  document.getElementById("announce").textContent = text;
};

// Pages on plain http have no navigator.clipboard; selecting and copying still works there.
const copyBySelection = (text) => {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
};

const readyCopyButton = (button) => {
  const words = button.querySelector("span");
  const before = words.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!(await copy(button.dataset.copy))) return;
    button.focus();
    button.classList.add("is-done");
    words.textContent = button.dataset.done;
    announce(button.dataset.done);
    setTimeout(() => {
      button.classList.remove("is-done");
      words.textContent = before;
    }, 2000);
  });
};

const isTyping = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

document.documentElement.classList.add("has-script");
document.querySelectorAll("[data-copy]").forEach(readyCopyButton);

document.querySelectorAll(".facet input").forEach((box) => {
  box.addEventListener("change", () => box.form.requestSubmit());
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const box = document.getElementById("q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
