// Comfort on top of the form that works without it: a file may be dropped, one that is too long is told before it is
// sent, and while the answer is on its way the page says so.

const form = document.getElementById("check-form");
const drop = document.getElementById("drop");

if (drop) {
  const file = document.getElementById("file");
  const told = drop.querySelector(".drop-told");
  const tooLong = () => [...file.files].some((one) => one.size > Number(form.dataset.most));
  const tell = () => {
    told.hidden = !tooLong();
    told.textContent = told.hidden ? "" : form.dataset.tooLong;
    file.setCustomValidity(told.textContent);
  };
  file.addEventListener("change", tell);
  tell();
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) drop.classList.remove("is-over");
  });
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    drop.classList.remove("is-over");
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    file.files = one.files;
    tell();
    file.focus();
  });
}

// a file to take away leaves the page as it is
const sending = form.querySelector(".sending");
const show = (on) => {
  sending.hidden = !on;
  sending.querySelector("span").textContent = on ? form.dataset.sending : "";
};
form.addEventListener("submit", (event) => {
  if (!event.submitter?.hasAttribute("formaction")) show(true);
});
window.addEventListener("pageshow", () => show(false));
