// Moves through the inbox by keys: a help only, everything works without it.
"use strict";
(() => {
  const rows = [...document.querySelectorAll("[data-row]")];
  const hint = document.querySelector(".sp-keys");
  if (!rows.length || !hint) return;
  hint.hidden = false;
  const at = () => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (place) => rows[Math.max(0, Math.min(rows.length - 1, place))].querySelector(".sp-row__link").focus();
  const moves = {
    j: () => go(at() + 1),
    k: () => go(at() < 0 ? 0 : at() - 1),
    x: () => rows[at()]?.querySelector("input[type=checkbox]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
})();
