/**
 * The hidden lines around our part of a comment or an issue. By the first one it is found again; what
 * people write before it or after the last one is theirs.
 */

const prefix = "<!-- cloudsmith-access-audit v1";
const endMarker = `${prefix} end -->`;
/** Since the first version; a person's quotation has other characters before it. */
const anyMarker = /^<!-- cloudsmith-access-audit v1 (?:comment|issue) [0-9a-f ]+ -->/gmu;

/** Our part of a body, and the text around it, exactly as it is there. */
export interface SplitBody {
  readonly before: string;
  /** From the marker on, with `\n` at the ends of lines, without the line that ends it. */
  readonly own: string;
  readonly after: string;
  /** True where the line that ends it is there. */
  readonly isWhole: boolean;
}

/** What a tracking issue is about. */
export interface IssueKey {
  /** The workspace's permanent id. */
  readonly workspace: string;
  /** The policy's path in the repository; undefined in the markers of earlier versions. */
  readonly policyPath: string | undefined;
}

/**
 * Returns the marker of a comment on a policy's pull request; or of the issue about a workspace's id
 * and a policy's path. They are hexadecimal in it, so that they cannot end it.
 */
export function createMarker(kind: "comment" | "issue", id: string, policyPath?: string): string {
  const ids = [id.toLowerCase(), ...(policyPath === undefined ? [] : [policyPath])];
  return `${prefix} ${kind} ${ids.map(toHex).join(" ")} -->`;
}

/** Returns the marker of the issue that a key is of. */
export function issueMarker({ workspace, policyPath }: IssueKey): string {
  return createMarker("issue", workspace, policyPath);
}

/** Returns what the first issue marker in a body says; undefined where there is none. */
export function readIssueKey(body: string | null | undefined): IssueKey | undefined {
  const match = /^<!-- cloudsmith-access-audit v1 issue ([0-9a-f]+)(?: ([0-9a-f]+))? -->/mu.exec(
    body ?? "",
  );
  if (match === null) return undefined;
  const [, workspace = "", policyPath] = match;
  return {
    workspace: fromHex(workspace),
    policyPath: policyPath === undefined ? undefined : fromHex(policyPath),
  };
}

/**
 * Returns the parts of a body that has the marker at the start of a line; undefined for any other.
 * Where the end was removed, or an earlier version wrote none, our part ends at the last line that
 * only we write, and without such a line at the body's end: what we wrote must not stay, because it
 * may be outdated or name somebody.
 */
export function splitBody(body: string | null | undefined, marker: string): SplitBody | undefined {
  const text = body ?? "";
  const start = startOf(text, marker);
  if (start < 0) return undefined;
  const end = endOf(text, start, marker);
  const own = normalizeNewlines(text.slice(start, end)).trimEnd();
  const isWhole = own.endsWith(`\n${endMarker}`);
  return {
    before: text.slice(0, start),
    own: isWhole ? own.slice(0, -endMarker.length).trimEnd() : own,
    isWhole,
    after: withoutCopies(text.slice(end), marker),
  };
}

/** Returns the body with the marker above it. */
export function withMarker(body: string, marker: string): string {
  return `${marker}\n${body}`;
}

/** Returns our part with the line that ends it. */
export function withEnd(own: string): string {
  return `${own.trimEnd()}\n${endMarker}`;
}

/** True where our part is somewhere in the body. */
export function hasMarker(body: string | null | undefined, marker: string): boolean {
  return splitBody(body, marker) !== undefined;
}

/** Returns the body in which `part` takes the place of our part. */
export function joinBody(around: Pick<SplitBody, "before" | "after">, part: string): string {
  return `${around.before}${part}${around.after}`;
}

/** True when two bodies are the same but for line ends and the white space that GitHub trims. */
export function isSameBody(a: string | null | undefined, b: string): boolean {
  return normalizeNewlines(a ?? "").trim() === normalizeNewlines(b).trim();
}

function startOf(text: string, marker: string): number {
  if (text.startsWith(marker)) return 0;
  const at = text.indexOf(`\n${marker}`);
  return at < 0 ? -1 : at + 1;
}

function endOf(text: string, start: number, marker: string): number {
  // Another part of ours is another policy's, or a copy.
  anyMarker.lastIndex = start + marker.length;
  const limit = anyMarker.exec(text)?.index ?? text.length;
  const part = text.slice(start, limit);
  const at = part.indexOf(`\n${endMarker}`);
  if (at >= 0) return start + at + 1 + endMarker.length;
  return start + (lastLineOfOurs(part) ?? part.length);
}

/** The hidden findings, the report's footer, or the sentence below a problem. */
const ownLastLines =
  /^(?:<!-- cloudsmith-access-audit findings v1 .* -->|<sub>.*cloudsmith-access-audit .*<\/sub>|Nothing was audited, so nothing is known to be well\.)(?=\r?$)/gmu;

function lastLineOfOurs(part: string): number | undefined {
  const last = [...part.matchAll(ownLastLines)].at(-1);
  return last === undefined ? undefined : last.index + last[0].length;
}

/** Somebody who copies our part does not make it theirs. */
function withoutCopies(after: string, marker: string): string {
  const start = startOf(after, marker);
  if (start < 0) return after;
  const end = endOf(after, start, marker);
  return withoutCopies(`${after.slice(0, start)}${after.slice(end)}`, marker);
}

function toHex(text: string): string {
  return Buffer.from(text).toString("hex");
}

function fromHex(hex: string): string {
  return Buffer.from(hex, "hex").toString("utf8");
}

function normalizeNewlines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
