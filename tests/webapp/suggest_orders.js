// Runs the page's own script (`start`, put before this by the test) through orders of events in a real document.
// Clock and network are the test's: nothing rests, arrives or fails before the order says so.
const [orders, done] = arguments;
const pristine = document.getElementById("search-form").cloneNode(true);
// looks play no part here, and cost time
document.querySelectorAll("link").forEach((link) => link.remove());
document.body.replaceChildren(document.getElementById("announce"), pristine.cloneNode(true));
const faults = [];
window.addEventListener("error", (event) => faults.push(String(event.message)));
window.addEventListener("unhandledrejection", (event) => faults.push(String(event.reason)));
// a form that is sent leads nowhere here
document.addEventListener("submit", (event) => event.preventDefault());

// All that follows from an event has happened: nothing here is further than this many promises away.
const settled = async () => {
  for (let tick = 0; tick < 30; tick++) await null;
};

const held = () => {
  const one = {};
  one.promise = new Promise((keep, fail) => Object.assign(one, { keep, fail }));
  return one;
};

const rows = (text) =>
  [1, 2].map((place) => ({ kind: "subject", kind_label: "k", text: `${text}-${place}`, query: text, count: place }));

class Stage {
  resting = new Map();
  asked = [];
  clock = 0;

  constructor() {
    const form = pristine.cloneNode(true);
    document.getElementById("search-form").replaceWith(form);
    this.box = document.getElementById("q");
    this.list = document.getElementById("suggestions");
    this.window = new EventTarget();
    const later = (call) => {
      this.resting.set(++this.clock, call);
      return this.clock;
    };
    start(this.window, (...request) => this.fetch(...request), later, (timer) => this.resting.delete(timer));
    this.box.focus();
  }

  fetch(address, { signal }) {
    const question = { text: new URLSearchParams(address.split("?")[1]).get("q"), signal, head: held(), body: held() };
    this.asked.push(question);
    return question.head.promise;
  }

  // The answer to a question, as far as it has come: its head, and a body that is text.
  answer(question, status, text) {
    this.head(question, status);
    question.body.keep(text);
    question.ended = true;
  }

  head(question, status) {
    const json = async () => JSON.parse(await question.body.promise);
    question.head.keep({ ok: status < 400, status, json });
  }

  breakOff(question, error) {
    question.head.fail(error);
    question.body.promise.catch(() => {});
    question.body.fail(error);
    question.ended = true;
  }

  key(name) {
    this.box.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  }

  input(text, isComposing) {
    this.box.value = text;
    this.box.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing }));
  }

  compose(kind) {
    this.box.dispatchEvent(new CompositionEvent(`composition${kind}`, { bubbles: true }));
  }

  // An event is a word, and a text or the place of a question.
  happen(event) {
    const [word, more] = event.split(" ");
    const question = this.asked[Number(more)];
    const deeds = {
      type: () => this.input(more ?? "", false),
      rest: () => {
        const [[timer, call]] = this.resting;
        this.resting.delete(timer);
        call();
      },
      blur: () => this.box.blur(),
      focus: () => this.box.focus(),
      submit: () => this.box.form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true })),
      back: () => this.window.dispatchEvent(new Event("pageshow")),
      Escape: () => this.key("Escape"),
      ArrowDown: () => this.key("ArrowDown"),
      Enter: () => this.key("Enter"),
      compose: () => this.compose("start"),
      spell: () => {
        this.compose("update");
        this.input(more, true);
      },
      commit: () => {
        this.input(more ?? "", true);
        this.compose("end");
      },
      head: () => this.head(question, 200),
      rows: () => this.answer(question, 200, JSON.stringify({ suggestions: rows(question.text) })),
      none: () => this.answer(question, 200, '{"suggestions": []}'),
      refused: () => this.answer(question, 503, '{"suggestions": []}'),
      page: () => this.answer(question, 200, "<!doctype html>"),
      other: () => this.answer(question, 200, '{"title": "?"}'),
      odd: () => this.answer(question, 200, '{"suggestions": [null]}'),
      offline: () => this.breakOff(question, new TypeError("Failed to fetch")),
      aborted: () => this.breakOff(question, new DOMException("aborted", "AbortError")),
    };
    try {
      deeds[word]();
    } catch (error) {
      faults.push(String(error));
    }
  }

  // What can be seen, and what is still going on.
  get seen() {
    const options = [...this.list.querySelectorAll("[role=option] .suggestion-text")].map((one) => one.textContent);
    const active = this.box.getAttribute("aria-activedescendant");
    const open = !this.list.hidden;
    return {
      value: this.box.value,
      shown: open ? options.join() : "",
      expanded: this.box.getAttribute("aria-expanded"),
      active: active ? document.getElementById(active).querySelector(".suggestion-text").textContent : "",
      asked: this.asked.map((question) => question.text).join(),
      aborted: this.asked.map((one) => (!one.ended && one.signal.aborted ? "x" : "-")).join(""),
      resting: this.resting.size,
    };
  }
}

const run = async () => {
  const all = [];
  for (const order of orders) {
    const stage = new Stage();
    const steps = [];
    for (const event of order) {
      stage.happen(event);
      await settled();
      steps.push({ ...stage.seen, faults: faults.splice(0).join() });
    }
    all.push(steps);
  }
  return all;
};
run().then(done, (error) => done(String(error.stack)));
