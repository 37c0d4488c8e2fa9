// Suggestions for the boxes in which a standard is named: the browser's own list, filled from /api/suggest of this site.
// Without this script the page offers standards for what it does not know as a number.

const WAIT = 150; // ms of rest before a question is asked
const STANDARDS = new Set(["number", "title"]);

const option = (row) => {
  const item = document.createElement("option");
  item.value = row.number;
  item.label = `${row.number} ${row.text}`;
  return item;
};

const fill = async (box, list) => {
  const text = box.value.trim();
  const answer = await fetch(`${list.dataset.address}?${new URLSearchParams({ q: text, limit: 20 })}`);
  // what has been typed since asks again itself
  if (!answer.ok || box.value.trim() !== text) return;
  const { suggestions } = await answer.json();
  list.replaceChildren(...suggestions.filter((row) => STANDARDS.has(row.kind)).map(option));
};

for (const list of document.querySelectorAll("datalist[data-address]")) {
  const box = document.querySelector(`input[list="${list.id}"]`);
  let timer;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    if (box.value.trim()) timer = setTimeout(() => void fill(box, list).catch(() => {}), WAIT);
  });
}
