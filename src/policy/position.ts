/** A 1-based line and column in the policy file. */

/** 1-based line and column in the policy file. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A position, and the file's path if it is not the policy file. */
export interface Place extends Position {
  readonly path?: string;
}

/** Returns `access-policy.yml:12`; `path` is the policy's, for a place without a path of its own. */
export function describePlace(place: Place, path: string): string {
  return `${place.path ?? path}:${place.line}`;
}

/** Returns `line 12`, and the path of its file if the text is read at a place in another file. */
export function describeLine(place: Place, from: Place): string {
  const line = `line ${place.line}`;
  return place.path === undefined || place.path === from.path ? line : `${line} of ${place.path}`;
}

/** The days on which an entry counts, such as `2026-12-31`, and why it is there. */
export interface EntryTerms {
  /** Before this day, absence is not drift; if left out, it always is. */
  readonly from?: string;
  /** The last day on which the entry counts; if left out, it always does. */
  readonly until?: string;
  readonly reason?: string;
}

/** A name in a policy: a username, a permanent id or an e-mail address. */
export interface WrittenName extends EntryTerms {
  readonly text: string;
  readonly position: Place;
  /** The group that the entry refers to, such as `group:leads`; undefined if it names the person. */
  readonly via?: string;
}
