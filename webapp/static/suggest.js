// Suggestions under the search box: the combobox pattern of WAI-ARIA with a list. Without this script the box is a
// plain search field. Asks nobody but /api/suggest of this site.

const WAIT = 120; // ms of rest before a question is asked
const STANDARDS = new Set(["number", "title"]);

const list = document.getElementById("suggestions");
const box = document.getElementById("q");

// An element with text; Chinese in it is marked on an English page.
const made = (tag, className, text) => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  if (document.documentElement.lang === "en" && /\p{Script=Han}/u.test(text)) element.lang = "zh";
  return element;
};

const note = (row) => {
  if (row.kind === "class") return `${row.field_label} ${row.code}`;
  return row.kind === "organisation" ? row.field_label : row.number || row.said;
};

const option = (row, place) => {
  const item = made("div", "suggestion", "");
  item.id = `suggestion-${place}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const side = row.count === null ? row.status_label : list.dataset.found.replace("{n}", row.count.toLocaleString("en"));
  const parts = [
    [note(row), "suggestion-note"],
    [row.text, "suggestion-text"],
    [side, `suggestion-side${row.status && row.status !== "current" ? " is-not-current" : ""}`],
  ];
  // a blank between the parts, so that they are read as words of their own
  for (const [text, className] of parts) if (text) item.append(made("span", className, text), " ");
  return item;
};

const group = (label, place) => {
  const section = made("div", "suggestion-group", "");
  section.setAttribute("role", "group");
  const head = made("div", "suggestion-kind", label);
  head.id = `suggestion-kind-${place}`;
  head.setAttribute("role", "presentation");
  section.setAttribute("aria-labelledby", head.id);
  section.append(head);
  return section;
};

// The rows of an answer under the names of their kinds.
const groups = (rows) => {
  const sections = [];
  let kind = "";
  rows.forEach((row, place) => {
    if (row.kind !== kind) sections.push(group(row.kind_label, place));
    kind = row.kind;
    sections.at(-1).append(option(row, place));
  });
  return sections;
};

// What the site answers to a question, ready to be shown; null for no answer, whatever the reason.
const answered = async (question) => {
  try {
    const address = `${list.dataset.address}?${new URLSearchParams({ q: question.text })}`;
    const answer = await fetch(address, { signal: question.stop.signal });
    if (!answer.ok) return null;
    const { suggestions: rows } = await answer.json();
    return { rows, groups: groups(rows) };
  } catch {
    return null;
  }
};

class Suggestions {
  rows = [];
  active = -1;
  composing = false;
  shownFor = null;
  // The one question: it rests while somebody types, then is on its way. Whatever is done next drops it, and from then
  // on it counts for nothing, however it ends.
  question = null;

  get open() {
    return !list.hidden;
  }

  // --- asking

  typed() {
    this.drop();
    this.point(-1);
    if (this.composing) return;
    if (!box.value.trim()) this.close();
    else this.question = { timer: setTimeout(() => void this.ask(), WAIT) };
  }

  drop() {
    clearTimeout(this.question?.timer);
    this.question?.stop?.abort();
    this.question = null;
  }

  async ask() {
    const text = box.value.trim();
    // it is on its way already
    if (this.question?.text === text) return;
    this.drop();
    if (!text || document.activeElement !== box) return;
    if (text === this.shownFor && this.rows.length) return this.show();
    const question = { text, stop: new AbortController() };
    this.question = question;
    const answer = await answered(question);
    if (this.question !== question) return;
    this.question = null;
    if (answer) this.fill(text, answer);
    // the box is a plain search field again
    else this.close();
  }

  // --- showing

  fill(text, { rows, groups }) {
    this.rows = rows;
    this.shownFor = text;
    list.dataset.query = text;
    this.point(-1);
    list.replaceChildren(...groups);
    list.scrollTop = 0;
    if (rows.length) this.show();
    else this.close();
    this.say(rows.length ? list.dataset.many.replace("{n}", rows.length) : list.dataset.none);
  }

  say(text) {
    document.getElementById("announce").textContent = text;
  }

  show() {
    this.setOpen(true);
  }

  close() {
    this.drop();
    this.point(-1);
    this.setOpen(false);
  }

  // The box is left, and with it what an input method has begun there.
  leave() {
    this.composing = false;
    this.close();
  }

  setOpen(open) {
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("is-suggesting", open);
  }

  point(place) {
    const before = list.querySelector('[aria-selected="true"]');
    before?.setAttribute("aria-selected", "false");
    this.active = place;
    const here = document.getElementById(`suggestion-${place}`);
    if (!here) return box.removeAttribute("aria-activedescendant");
    here.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", here.id);
    // the first one shows the name of its kind too
    (place ? here : here.parentElement).scrollIntoView({ block: "nearest" });
  }

  // --- choosing

  move(step) {
    if (!this.open) return void this.ask();
    // one place beyond the ends is the box itself
    const places = this.rows.length + 1;
    this.point(((this.active + 1 + step + places) % places) - 1);
  }

  choose(place) {
    const row = this.rows[place];
    this.close();
    if (STANDARDS.has(row.kind)) return location.assign(row.url);
    box.value = row.query;
    box.form.requestSubmit();
  }

  // First the list is closed, then the box is emptied.
  escape() {
    if (!this.open) box.value = "";
    this.close();
  }

  key(event) {
    // keys of an input method are not ours
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.altKey) {
      if (event.key === "ArrowDown" && !this.open) void this.ask();
      else if (event.key === "ArrowUp" && this.open) this.close();
      else return;
    } else if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Enter" && this.open && this.active >= 0) this.choose(this.active);
    else if (event.key === "Escape") this.escape();
    else {
      // the caret moves in the box again; Tab goes on to the next stop
      if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) this.point(-1);
      if (event.key === "Tab") this.close();
      return;
    }
    event.preventDefault();
  }
}

const ready = () => {
  const suggestions = new Suggestions();
  // a search field has no list of its own (ARIA in HTML); this one has
  box.type = "text";
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  box.addEventListener("input", () => suggestions.typed());
  box.addEventListener("compositionstart", () => {
    suggestions.composing = true;
    suggestions.typed();
  });
  box.addEventListener("compositionend", () => {
    suggestions.composing = false;
    suggestions.typed();
  });
  box.addEventListener("keydown", (event) => suggestions.key(event));
  box.addEventListener("blur", () => suggestions.leave());
  box.form.addEventListener("submit", () => suggestions.close());
  // the box keeps the focus while the list is used with mouse or finger
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest('[role="option"]');
    if (item) suggestions.choose(Number(item.id.replace("suggestion-", "")));
  });
  // a page that comes back from the history has no list open
  window.addEventListener("pageshow", () => suggestions.leave());
};

if (list && box) ready();
