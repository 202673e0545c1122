/** The only place where untrusted text becomes HTML outside the page's own script. */

import { toVisibleText } from "./visible-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Returns HTML that displays the text unchanged, for an element's content or a quoted attribute.
 */
export function escapeHtml(text: string, maxLength = 300): string {
  return toVisibleText(text, maxLength).replaceAll(/[&<>"']/gv, (sign) => entities[sign] ?? "");
}
