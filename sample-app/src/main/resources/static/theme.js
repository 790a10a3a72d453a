/** Light or dark: as the system has it, until the reader chooses. */

import { byId, setAttribute } from "./dom.js";

const KEY = "lifeguard-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

/** @param changed is called when the colours are others now */
export function build(changed) {
  const stored = localStorage.getItem(KEY);
  if (stored) document.documentElement.dataset.theme = stored;
  const show = () => setAttribute(byId("theme"), "aria-pressed", String(isDark()));
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem(KEY, document.documentElement.dataset.theme);
    show();
    changed();
  });
  system.addEventListener("change", () => { show(); changed(); });
  show();
}
