// The chat with no page loads. Without this script every form still works, as a page of its own.
(() => {
  "use strict";
  const log = document.getElementById("log");
  const compose = document.getElementById("compose");
  const box = document.getElementById("text");
  const troublePlace = document.getElementById("trouble-place");
  const leave = document.getElementById("leave");
  const mouse = matchMedia("(pointer: fine)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const PATIENCE = 30000;
  let busy = false;

  const copy = (name) => document.getElementById(`${name}-template`).content.firstElementChild.cloneNode(true);

  leave.addEventListener("click", (event) => {
    event.preventDefault();
    document.title = "";
    document.body.hidden = true;
    (leave.target === "_top" ? window.top : window).location.replace(leave.href);
  });

  // A reload should bring back the newest reply, not follow a deep link a second time.
  if (location.search) history.replaceState(null, "", location.pathname);

  async function ask(body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(compose.getAttribute("action"), {
        method: "POST",
        body,
        headers: { Accept: "text/vnd.signpost.fragment+html" },
        signal: stop.signal,
      });
      if (!answer.ok) throw Object.assign(new Error("refused"), { status: answer.status });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const reply = page.getElementById("newest");
      if (!reply) throw new Error("no reply");
      return document.adoptNode(reply);
    } finally {
      clearTimeout(timer);
    }
  }

  const inWords = (day) =>
    day.valueAsDate?.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" }) ?? "";

  async function send(form, button) {
    const typed = form === compose;
    const ticking = Boolean(button && button.hasAttribute("aria-pressed"));
    const day = form.querySelector("input[type=date]");
    const words = typed ? box.value.trim() : day ? inWords(day) : button.textContent.trim();
    if (busy || !words) return;
    const body = new URLSearchParams(new FormData(form));
    if (button && button.name) body.set(button.name, button.value);
    busy = true;
    troublePlace.replaceChildren();
    const said = copy("you");
    const waiting = copy("waiting");
    said.lastElementChild.textContent = words;
    if (!ticking) {
      log.append(said, waiting);
      show(waiting, "end");
    }
    try {
      const reply = await ask(body);
      if (typed) box.value = "";
      waiting.remove();
      take(reply, said, ticking ? button.value : null, typed);
    } catch (error) {
      said.remove();
      waiting.remove();
      offerRetry(form, button, error.status);
    } finally {
      busy = false;
    }
  }

  function take(reply, said, ticked, typed) {
    const before = document.getElementById("newest");
    const same = ticked && Array.from(reply.querySelectorAll("[aria-pressed]")).find((one) => one.value === ticked);
    document.querySelectorAll("input[name=turn]").forEach((input) => (input.value = reply.dataset.turn));
    if (reply.dataset.held) {
      document.querySelectorAll("input[name=chat]").forEach((input) => (input.value = reply.dataset.held));
    }
    document.getElementById("typing-hint").textContent = reply.dataset.typing;
    if (same) {
      before.replaceWith(reply);
      same.focus({ preventScroll: true });
      return;
    }
    if ("cleared" in reply.dataset) log.replaceChildren();
    else retire(before);
    log.append(reply);
    // On a phone the box would bring the keyboard up over the reply.
    (typed && mouse.matches ? box : reply).focus({ preventScroll: true });
    // Help comes into view first, so that the numbers to call are as high up as they can be.
    const help = reply.querySelector("[role=alert]");
    show(help || (said.isConnected ? said : reply), "start");
  }

  // An answered question keeps its words and loses its buttons; a card stays useful.
  function retire(reply) {
    reply.removeAttribute("id");
    reply.querySelectorAll(".sp-message:not(.sp-message--card) form").forEach((form) => form.remove());
  }

  function offerRetry(form, button, status) {
    const trouble = copy("trouble");
    if (status === 413) trouble.firstElementChild.textContent = trouble.dataset.tooLong;
    trouble.lastElementChild.addEventListener("click", () => send(form, button));
    troublePlace.replaceChildren(trouble);
    show(trouble, "nearest");
  }

  function show(element, block) {
    element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.hasAttribute("data-chat") || (form !== compose && !button)) return;
    event.preventDefault();
    send(form, button);
  });

  // With a keyboard, Enter sends and Shift with Enter starts a new line; on a phone Enter is a new line.
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !mouse.matches) return;
    event.preventDefault();
    compose.requestSubmit();
  });
})();
