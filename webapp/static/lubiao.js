// Comfort on top of pages that work without it: copy buttons, facets that apply at once, "/" for the search box, and
// the last searches, which are kept in this browser and nowhere else.

const RECENT = "lubiao.recent";
const MOST_RECENT = 8;

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

// A browser may forbid storage, or hold something that is not ours: then nothing is remembered.
const recentSearches = () => {
  try {
    const rows = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return rows.filter((row) => typeof row.args === "string" && typeof row.words === "string");
  } catch {
    return [];
  }
};

const keepRecent = (rows) => {
  try {
    localStorage.setItem(RECENT, JSON.stringify(rows.slice(0, MOST_RECENT)));
  } catch {
    // full or forbidden
  }
};

const rememberSearch = () => {
  const args = new URLSearchParams(location.search);
  args.delete("offset");
  const chips = [...document.querySelectorAll(".chip[data-kind=filter] span:nth-child(2)")].map((chip) => chip.textContent);
  const words = [document.getElementById("q").value, ...chips].filter(Boolean).join(" · ");
  if (!words) return;
  const others = recentSearches().filter((row) => row.args !== args.toString());
  keepRecent([{ args: args.toString(), words }, ...others]);
};

const showRecent = (section) => {
  const rows = recentSearches();
  if (!rows.length) return;
  const list = section.querySelector("ul");
  for (const row of rows) {
    const link = document.createElement("a");
    link.className = "query";
    link.href = `${section.dataset.results}?${row.args}`;
    link.textContent = row.words;
    if (/\p{Script=Han}/u.test(row.words)) link.lang = "zh";
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  section.hidden = false;
  section.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(RECENT);
    section.hidden = true;
    document.getElementById("q").focus();
  });
};

const isTyping = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

document.documentElement.classList.add("has-script");
document.querySelectorAll("[data-copy]").forEach(readyCopyButton);
if (document.querySelector("body.results .hit")) rememberSearch();
const recent = document.getElementById("recent");
if (recent) showRecent(recent);

// Beside the results a facet applies at once. Folded above them, on a small screen, several are ticked first, by their
// names too, and the button sends them; Esc folds them again.
const folded = matchMedia("(max-width: 60rem)");
const unfold = document.getElementById("show-facets");
document.querySelectorAll(".facet input").forEach((box) => {
  box.addEventListener("change", () => {
    if (!folded.matches) box.form.requestSubmit();
  });
});
document.querySelectorAll(".facet-row a").forEach((link) => {
  link.addEventListener("click", (event) => {
    if (!folded.matches) return;
    event.preventDefault();
    link.previousElementSibling.click();
  });
});
document.querySelector(".facets")?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !folded.matches || !unfold.checked) return;
  unfold.checked = false;
  unfold.focus();
});

// While the next results are on their way the old ones step back; coming back to the page they are in front again.
const setBusy = (busy) => document.getElementById("results")?.setAttribute("aria-busy", String(busy));
document.getElementById("search-form")?.addEventListener("submit", () => setBusy(true));
window.addEventListener("pageshow", () => setBusy(false));

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const box = document.getElementById("q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
