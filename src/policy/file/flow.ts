/** Writes plain data as YAML on one line, for an advice in a message. */

import { parse } from "yaml";

const maxLength = 80;

/** Returns the data in YAML's flow style, cut to 80 characters. */
export function toFlow(value: unknown): string {
  const text = write(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
  if (typeof value === "string") return writeText(value);
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${writeText(key)}: ${write(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** A text that YAML reads as something else, or that has special characters, is put in quotes. */
function writeText(text: string): string {
  const isPlain = /^\w[\w.@+-]*$/u.test(text) && parse(text) === text;
  return isPlain ? text : JSON.stringify(text);
}
