/** One short text that stands for all that was seen. */

import { createHash } from "node:crypto";

import type { Roster } from "./model.ts";

/** A roster never changes, and its digest is asked for by the artifact and by the report. */
const known = new WeakMap<Roster, string>();

/**
 * Returns the SHA-256, in hexadecimal, of everything in a roster but the time of reading. The same
 * for the same content on every release of Node, whatever order an object's keys were made in.
 */
export function rosterDigest(roster: Roster): string {
  const digest = known.get(roster) ?? computeDigest(roster);
  known.set(roster, digest);
  return digest;
}

function computeDigest(roster: Roster): string {
  const hash = createHash("sha256");
  const add = (entry: unknown) => hash.update(canonical(entry)).update("\n");
  add(roster.workspace);
  add(roster.coverage);
  add(roster.singleSignOn);
  add(roster.groupSync);
  for (const list of ["members", "teams", "services", "invites", "oidcProviders"] as const) {
    add(list);
    for (const entry of roster[list]) add(entry);
  }
  return hash.digest("hex");
}

/** Returns JSON without white space, keys in code unit order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const item = (value as Readonly<Record<string, unknown>>)[key];
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonical(item)}`;
  }
  return `{${text}}`;
}
