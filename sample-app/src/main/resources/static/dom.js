/** Small helpers for the document: make elements, and touch only what has changed. */

export const SIDES = ["plain", "lifeguard"];

export const NAMES = { plain: "Plain Boot client", lifeguard: "Lifeguard" };

export const byId = (id) => document.getElementById(id);

/** Make an element; `attributes` may have `text`, and `children` may be left out. */
export function make(tag, { text, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Say something to a screen reader, once. */
export function announce(text) {
  setText(byId("announcer"), text);
}
