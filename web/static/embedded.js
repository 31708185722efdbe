// The chat inside another site's page: Esc closes it, and leaving leaves nothing behind.
(() => {
  "use strict";
  if (window.parent === window) return;

  // The page around us is not told what is typed or shown here, only that the chat should close.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") window.parent.postMessage("signpost:close", "*");
  });

  // The cookie is kept apart for the site around us, so only a request from here can drop it.
  const forget = () => fetch("/embed/leave", { method: "POST", keepalive: true }).catch(() => {});
  document.getElementById("leave").addEventListener("click", forget, { capture: true });
})();
