// Signpost on another site: <script src="https://CHAT/embed.js" defer></script>
// Puts a button on the page that opens the chat in a frame. It sets no cookie and reads nothing of the page.
(() => {
  "use strict";
  const own = document.currentScript;
  if (!own || document.getElementById("signpost-chat")) return;
  const site = new URL(own.src).origin;
  const label = own.dataset.label || "Ask Signpost";

  const LOOK = `
    :host { all: initial; }
    * { box-sizing: border-box; font: 700 18px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, arial, sans-serif; }
    button, a { display: inline-flex; align-items: center; min-height: 44px; margin: 0; padding: 8px 16px; border: 2px solid #fff7ea;
      border-radius: 14px; background: #12504c; color: #fff; text-decoration: none; cursor: pointer; }
    .head button { padding: 8px 12px; font-size: 16px; }
    a { border: 0; padding: 8px 4px; text-decoration: underline; font-weight: 400; font-size: 16px; }
    button:hover, a:hover { background: #0c3a37; }
    :is(button, a):focus-visible { outline: 3px solid #1d1916; outline-offset: 2px; box-shadow: 0 0 0 8px #ffd166; }
    .open { position: fixed; z-index: 2147483000; right: 16px; bottom: 16px; max-width: calc(100vw - 32px); min-height: 52px; }
    .open[hidden] { display: none; }
    dialog { position: fixed; z-index: 2147483000; inset: auto 16px 16px auto; flex-direction: column; width: 420px;
      max-width: calc(100vw - 32px); height: 680px; max-height: calc(100vh - 32px); max-height: calc(100dvh - 32px); margin: 0;
      padding: 0; border: 2px solid #12504c; border-radius: 14px; background: #12504c; color: #fff; overflow: hidden; }
    dialog[open] { display: flex; }
    .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 8px; padding: 4px 8px; }
    iframe { flex: 1; width: 100%; min-height: 0; border: 0; background: #fbf5ea; }
    @media (max-width: 600px), (max-height: 480px) {
      dialog { inset: 0; width: 100vw; max-width: none; height: 100vh; height: 100dvh; max-height: none; border: 0; border-radius: 0; }
    }
    @media (forced-colors: active) { button, dialog { border: 2px solid; } }
    @media print { :host { display: none; } }
  `;
  const small = matchMedia("(max-width: 600px), (max-height: 480px)");
  const make = (name, properties) => Object.assign(document.createElement(name), properties);

  const host = make("div", { id: "signpost-chat" });
  const root = host.attachShadow({ mode: "open" });
  const open = make("button", { type: "button", className: "open", textContent: label });
  open.setAttribute("aria-haspopup", "dialog");
  const panel = make("dialog", {});
  panel.setAttribute("aria-label", label);
  const head = make("div", { className: "head" });
  const close = make("button", { type: "button", textContent: "Close the chat" });
  const apart = make("a", { href: `${site}/`, target: "_blank", rel: "noopener", textContent: "Open in a new tab" });
  head.append(close, apart);
  panel.append(head);
  root.append(open, panel);

  // A policy of the page (CSP) may forbid style elements, and not these.
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    root.adoptedStyleSheets = [sheet];
  } else {
    root.append(make("style", { textContent: LOOK }));
  }

  let frame = null;
  const show = () => {
    if (!frame) {
      frame = make("iframe", { src: `${site}/embed`, title: label });
      panel.append(frame);
    }
    open.hidden = true;
    // On a small screen the chat covers the page, so the page must not take the focus.
    if (small.matches) panel.showModal();
    else panel.show();
    frame.focus();
  };

  open.addEventListener("click", show);
  close.addEventListener("click", () => panel.close());
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.close(); });
  panel.addEventListener("close", () => { open.hidden = false; open.focus(); });
  addEventListener("message", (event) => {
    const ours = frame && event.source === frame.contentWindow && event.origin === site;
    if (ours && event.data === "signpost:close") panel.close();
  });

  const place = () => document.body.append(host);
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
