"use strict";
// The few behaviours that HTML alone lacks: going to a passage, opening a document over the page, copying, saving.
// Loaded before Gradio's own scripts, so that Gradio speaks the language of the page and not that of the browser.
(() => {
  const { language, close, tab } = document.currentScript.dataset;
  Object.defineProperty(navigator, "language", { get: () => language });
  Object.defineProperty(navigator, "languages", { get: () => [language] });

  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function goTo(id) {
    const target = document.getElementById(id);
    if (!target) return;
    const section = target.closest("section[data-exchange]");
    if (section) {
      for (const other of document.querySelectorAll("section[data-exchange]")) other.hidden = other !== section;
    }
    target.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: target.offsetHeight > innerHeight ? "start" : "nearest" });
    target.focus({ preventScroll: true });
    target.classList.remove("ip-flash");
    void target.offsetWidth; // restarts the animation
    target.classList.add("ip-flash");
  }

  function openDocument(address, title) {
    const dialog = document.createElement("dialog");
    dialog.className = "ip-dialog";
    dialog.setAttribute("aria-label", title);
    const bar = document.createElement("div");
    const link = document.createElement("a");
    Object.assign(link, { href: address, target: "_blank", rel: "noopener", textContent: tab });
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: close });
    button.addEventListener("click", () => dialog.close());
    bar.append(link, button);
    const frame = document.createElement("iframe");
    frame.title = title;
    frame.src = address;
    // Who reads in the frame types into the frame: Escape closes from there as well.
    frame.addEventListener("load", () => frame.contentDocument?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") dialog.close();
    }));
    dialog.append(bar, frame);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    const opener = document.activeElement;
    dialog.addEventListener("close", () => { dialog.remove(); opener?.focus?.(); });
    document.body.append(dialog);
    dialog.showModal();
    button.focus();
  }

  async function copy(button) {
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      const area = document.createElement("textarea"); // without HTTPS there is no clipboard object
      area.value = button.dataset.copy;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 1500);
  }

  function unfold(button) {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    button.closest(".ip-card").classList.toggle("ip-unfolded", open);
  }

  document.addEventListener("click", (event) => {
    const element = event.target instanceof Element ? event.target : null;
    const actor = element?.closest("[data-goto], [data-document], [data-copy], [data-press], [data-unfold]");
    if (!actor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (actor.dataset.goto) { event.preventDefault(); goTo(actor.dataset.goto); }
    else if (actor.dataset.document !== undefined) { event.preventDefault(); openDocument(actor.getAttribute("href"), actor.dataset.document); }
    else if (actor.dataset.copy !== undefined) copy(actor);
    else if (actor.dataset.press) document.getElementById(actor.dataset.press)?.click();
    else unfold(actor);
  });

  // A new exchange is brought into view when it begins and when it ends, unless the reader scrolled in between. The height of
  // the page changes meanwhile, so that the place alone does not tell who scrolled.
  let shown = "";
  let scrolled = false;
  for (const kind of ["wheel", "touchmove"]) addEventListener(kind, () => { scrolled = true; }, { passive: true });
  addEventListener("keydown", (event) => {
    if (["PageUp", "PageDown"].includes(event.key)) scrolled = true;
  });
  addEventListener("pointerdown", (event) => {
    if (event.target === document.documentElement) scrolled = true; // the bar at the side
  });
  new MutationObserver(() => {
    const last = document.querySelector("#ip-conversation .ip-exchange:last-of-type");
    const key = last ? `${last.id} ${last.querySelector(".ip-waiting") ? "running" : "whole"}` : "";
    if (key === shown) return;
    const begins = shown.split(" ")[0] !== key.split(" ")[0];
    shown = key;
    if (begins) scrolled = false;
    if (!last || scrolled) return;
    last.scrollIntoView({ behavior: "auto", block: "start" });
    // What was pressed to ask may be gone, as the examples are: the keyboard goes on from the answer.
    if (document.activeElement === document.body) last.focus({ preventScroll: true });
    const panel = document.querySelector(".ip-right");
    if (panel) panel.scrollTop = 0;
  }).observe(document, { childList: true, subtree: true });

  // A question that waits for an answer before something is removed: the keyboard goes there, Escape changes nothing.
  let asker = null;
  document.addEventListener("keydown", (event) => {
    const keep = document.getElementById("ip-confirm-no");
    if (event.key === "Escape" && keep?.offsetParent && !document.querySelector(".ip-dialog")) keep.click();
  });

  // Gradio names its drop zones in English only; the label that is seen names them better.
  document.addEventListener("focusin", (event) => {
    const zone = event.target instanceof Element ? event.target.closest(".upload-container") : null;
    const label = zone?.parentElement.querySelector('[data-testid="block-label"]');
    if (label) zone.setAttribute("aria-label", label.textContent.trim());
  });

  window.interpoles = {
    answering() {
      asker = document.activeElement;
      const keep = document.getElementById("ip-confirm-no");
      if (keep?.offsetParent) keep.focus();
    },
    answered() { if (asker?.isConnected) asker.focus(); },
    save(text) {
      if (!text) return;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = `interpoles-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
  };
})();
