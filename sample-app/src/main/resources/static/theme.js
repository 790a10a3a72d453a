/** Light or dark: as the system has it, or as the reader has chosen for as long as that differs. */

import { byId, setAttribute } from "./dom.js";

const KEY = "lifeguard-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

function choose(theme) {
  if ((theme === "dark") === system.matches) {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(KEY);
  }
  else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
  }
}

/** @param changed is called when the colours are others now */
export function build(changed) {
  const stored = localStorage.getItem(KEY);
  if (stored) document.documentElement.dataset.theme = stored;
  const show = () => setAttribute(byId("theme"), "aria-pressed", String(isDark()));
  byId("theme").addEventListener("click", () => {
    choose(isDark() ? "light" : "dark");
    show();
    changed();
  });
  system.addEventListener("change", () => { show(); changed(); });
  show();
}
