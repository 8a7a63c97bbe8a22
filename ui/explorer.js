"use strict";
// The Explorer: follows its links and filters without leaving the page, and keeps the focus and the browser's way back.
(() => {
  const MARK = "#explorer?"; // the state in the page's address, so that it can be kept as a bookmark
  const PAGE = "/explorer";

  const root = () => document.querySelector("[data-explorer]");
  const alone = () => Boolean(document.body?.classList.contains("ip-alone"));
  let running = null;
  let shown = "";

  function query(address) {
    return new URL(address, location.href).searchParams;
  }

  async function load(parameters, { push = true, focus = "", message = "" } = {}) {
    const frame = root();
    if (!frame) return;
    if (frame.dataset.language !== "fr") parameters.set("lang", frame.dataset.language);
    const state = parameters.toString();
    const asked = new URLSearchParams(parameters);
    asked.set("width", String(Math.round(frame.clientWidth || innerWidth)));
    running?.abort();
    const mine = (running = new AbortController());
    frame.setAttribute("aria-busy", "true");
    let html;
    try {
      const response = await fetch(`${frame.dataset.explorer}?${asked}`, { signal: mine.signal });
      if (!response.ok) throw new Error(String(response.status));
      html = await response.text();
    } catch (error) {
      if (error.name === "AbortError") return;
      fail(frame, parameters);
      return;
    }
    frame.removeAttribute("aria-busy");
    shown = state;
    if (push && !alone()) history.pushState({ explorer: state }, "", `${MARK}${state}`);
    else if (push) history.pushState({ explorer: state }, "", `${PAGE}?${state}`);
    exchange(frame, html);
    if (message) say(frame, message);
    place(frame, focus);
  }

  function fail(frame, parameters) {
    frame.removeAttribute("aria-busy");
    const words = document.createElement("p");
    words.className = "ip-empty";
    words.setAttribute("role", "alert");
    words.textContent = `${frame.dataset.failed} `;
    const again = document.createElement("button");
    Object.assign(again, { type: "button", className: "ip-link", textContent: frame.dataset.retry });
    again.addEventListener("click", () => load(parameters, { push: false }));
    words.append(again);
    frame.replaceChildren(words);
  }

  // Part by part: the box that somebody is typing in stays as it is.
  function exchange(frame, html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    const parts = [...frame.querySelectorAll("[data-part]")];
    const names = (list) => list.map((part) => part.dataset.part).join();
    if (names(parts) !== names([...fresh.querySelectorAll("[data-part]")])) {
      frame.replaceChildren(...fresh.childNodes);
      return;
    }
    for (const part of parts) {
      const other = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      part.hidden = other.hidden;
      part.className = other.className;
      if (part.querySelector(":scope [data-part]")) continue; // its own parts follow
      if (part.dataset.part === "f-q" && part.contains(document.activeElement)) continue;
      if (part.innerHTML !== other.innerHTML) part.replaceChildren(...other.childNodes);
    }
  }

  function say(frame, message) {
    const line = document.createElement("span");
    line.className = "ip-said";
    line.textContent = message;
    frame.querySelector('[data-part="count"]')?.prepend(line);
  }

  function place(frame, focus) {
    if (!focus) return;
    const target = frame.querySelector(`[data-key="${CSS.escape(focus)}"], #${CSS.escape(focus)}`)
      ?? frame.querySelector('[data-part="main"]');
    target?.focus({ preventScroll: true });
    if (focus === "main") frame.scrollIntoView({ block: "start" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-explore]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const focus = link.dataset.focus ?? link.dataset.key ?? "main";
    load(query(link.getAttribute("href")), { focus });
  });

  function asked(form) {
    const parameters = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) parameters.append(name, value);
    return parameters;
  }

  let waiting = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("[data-explore-form]");
    if (!form) return;
    clearTimeout(waiting);
    const typed = event.target.type === "search";
    waiting = setTimeout(() => load(asked(form), { push: !typed, focus: event.target.id }), typed ? 250 : 0);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-explore-form]")) {
      event.preventDefault();
      clearTimeout(waiting);
      load(asked(form), { focus: document.activeElement?.id ?? "" });
    } else if (form.matches("[data-correct]")) {
      event.preventDefault();
      correct(form, event.submitter);
    }
  });

  async function correct(form, button) {
    const frame = root();
    const body = { action: button?.value ?? "correct", lang: frame.dataset.language, fields: {} };
    for (const [name, value] of new FormData(form)) {
      if (name.startsWith("field-")) body.fields[name.slice(6)] = value;
      else if (name === "stated") body.stated = true;
      else if (name !== "action") body[name] = value;
    }
    if (body.author) remember(body.author);
    const alert = form.querySelector("[role=alert]");
    button?.setAttribute("disabled", "");
    try {
      const response = await fetch(`${PAGE}/corrections`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      });
      const { message } = await response.json();
      if (!response.ok) throw new Error(typeof message === "string" ? message : "", { cause: response });
      await load(query(form.dataset.correct), { focus: "main", message });
    } catch (error) {
      alert.textContent = error.cause && error.message ? error.message : alert.dataset.failed;
      alert.hidden = false;
      button?.removeAttribute("disabled");
    }
  }

  // The name of who corrects is kept in this browser, so that it need not be written each time.
  function remember(author) {
    try { localStorage.setItem("ip-author", author); } catch { /* private windows keep nothing */ }
  }
  function fillAuthor() {
    const box = document.querySelector('.ip-correction input[name="author"]');
    if (!box || box.value || box.dataset.filled) return;
    box.dataset.filled = "yes";
    try { box.value = localStorage.getItem("ip-author") ?? ""; } catch { /* likewise */ }
  }

  // A name that is pointed at shows its lines, a line its two names.
  function light(element) {
    const picture = element?.closest?.(".ip-network");
    for (const lit of document.querySelectorAll(".ip-lit")) lit.classList.remove("ip-lit");
    for (const other of document.querySelectorAll(".ip-network.ip-dimmed")) other.classList.remove("ip-dimmed");
    const mark = element?.closest?.("[data-node], [data-ends]");
    if (!picture || !mark) return;
    const names = mark.dataset.node ? [mark.dataset.node] : mark.dataset.ends.split("|");
    picture.classList.add("ip-dimmed");
    mark.classList.add("ip-lit");
    for (const line of picture.querySelectorAll("[data-ends]")) {
      const ends = line.dataset.ends.split("|");
      if (mark.dataset.node ? !ends.includes(names[0]) : line !== mark) continue;
      line.classList.add("ip-lit");
      for (const node of picture.querySelectorAll("[data-node]")) if (ends.includes(node.dataset.node)) node.classList.add("ip-lit");
    }
  }
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (event) => {
    if (document.querySelector(".ip-network")) light(event.target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest?.(".ip-why[open], .ip-all[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
  document.addEventListener("click", (event) => { // one explanation at a time, closed by a click elsewhere
    for (const open of document.querySelectorAll(".ip-why[open]")) if (!open.contains(event.target)) open.open = false;
    const goal = event.target.closest?.("[data-goto='ip-alternative']");
    if (goal) document.getElementById("ip-alternative").open = true;
  });

  // The way back of the browser leads through what was looked at.
  window.addEventListener("popstate", () => {
    const state = location.hash.startsWith(MARK) ? location.hash.slice(MARK.length) : alone() ? location.search.slice(1) : null;
    if (state !== null && state !== shown) load(new URLSearchParams(state), { push: false });
    else if (state === null && shown && !alone() && !location.hash) load(new URLSearchParams(), { push: false });
  });

  // The tab is filled when it is first seen, and again when it comes back after a change of width or of the corpus.
  let seen = null;
  let opened = false;
  let width = 0;
  function look(entries) {
    for (const entry of entries) {
      if (!entry.isIntersecting || !entry.target.isConnected) continue;
      const state = location.hash.startsWith(MARK) ? location.hash.slice(MARK.length) : shown;
      load(new URLSearchParams(state), { push: false });
      width = innerWidth;
    }
  }
  const eye = new IntersectionObserver(look);
  function find() {
    fillAuthor();
    const frame = root();
    if (!opened && !alone() && location.hash.startsWith(MARK)) openTab();
    if (!frame || frame === seen) return;
    seen = frame;
    opened = true;
    if (frame.dataset.ready !== undefined) {
      shown = location.search.slice(1);
      width = 1000; // drawn for the usual width: again if this browser is not
      if (Math.abs(frame.clientWidth - 1000) > 40) load(new URLSearchParams(shown), { push: false });
      return;
    }
    eye.observe(frame);
  }
  // A bookmark opens the tab: Gradio makes its content only then.
  function openTab() {
    const tab = document.querySelector('#ip-tabs [role="tab"][data-tab-id="explorer"]');
    if (!tab) return;
    opened = true;
    setTimeout(() => tab.click(), 0);
  }
  new MutationObserver(find).observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", find);

  let turning = 0;
  addEventListener("resize", () => {
    clearTimeout(turning);
    turning = setTimeout(() => {
      const frame = root();
      if (frame?.clientWidth && frame.querySelector(".ip-picture") && Math.abs(innerWidth - width) > 60) {
        width = innerWidth;
        load(new URLSearchParams(shown), { push: false });
      }
    }, 300);
  });
})();
