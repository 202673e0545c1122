/**
 * The hidden lines around our part of a comment or an issue. The first line identifies it. Text
 * before the first line or after the last line belongs to people.
 */

const prefix = "<!-- cloudsmith-access-audit v1";
const endMarker = `${prefix} end -->`;
/** The format since the first version. A quotation of it starts with other characters. */
const anyMarker = /^<!-- cloudsmith-access-audit v1 (?:comment|issue) [0-9a-f ]+ -->/gmu;

/** Our part of a body, and the exact text around it. */
export interface SplitBody {
  readonly before: string;
  /** Starts with the marker, has `\n` line endings, and excludes the end marker. */
  readonly own: string;
  readonly after: string;
  /** True if the end marker exists. */
  readonly isComplete: boolean;
}

/** The subject of a tracking issue. */
export interface IssueKey {
  /** The workspace's permanent id. */
  readonly workspace: string;
  /** The policy's path in the repository; undefined in the markers of earlier versions. */
  readonly policyPath: string | undefined;
}

/**
 * Returns the marker of a policy's comment on a pull request, or of the issue about a workspace's
 * id and a policy's path. Both are hexadecimal, so that they cannot end the HTML comment.
 */
export function createMarker(kind: "comment" | "issue", id: string, policyPath?: string): string {
  const ids = [id.toLowerCase(), ...(policyPath === undefined ? [] : [policyPath])];
  return `${prefix} ${kind} ${ids.map(toHex).join(" ")} -->`;
}

/** Returns the marker of the issue with this key. */
export function issueMarker({ workspace, policyPath }: IssueKey): string {
  return createMarker("issue", workspace, policyPath);
}

/** Returns the key in the first issue marker of a body; undefined if there is none. */
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
 * Returns the parts of a body that has the marker at the start of a line; undefined for any other
 * body. If the end marker is missing (removed, or written by an earlier version), our part ends at
 * the last line that only we write, or else at the end of the body: our old text must not stay,
 * because it may be outdated or contain names.
 */
export function splitBody(body: string | null | undefined, marker: string): SplitBody | undefined {
  const text = body ?? "";
  const start = startOf(text, marker);
  if (start < 0) return undefined;
  const end = endOf(text, start, marker);
  const own = normalizeNewlines(text.slice(start, end)).trimEnd();
  const isComplete = own.endsWith(`\n${endMarker}`);
  return {
    before: text.slice(0, start),
    own: isComplete ? own.slice(0, -endMarker.length).trimEnd() : own,
    isComplete,
    after: withoutCopies(text.slice(end), marker),
  };
}

/** Returns the body with the marker above it. */
export function withMarker(body: string, marker: string): string {
  return `${marker}\n${body}`;
}

/** Returns our part with the end marker. */
export function withEnd(own: string): string {
  return `${own.trimEnd()}\n${endMarker}`;
}

/** Returns true if the body contains our part. */
export function hasMarker(body: string | null | undefined, marker: string): boolean {
  return splitBody(body, marker) !== undefined;
}

/** Returns the body with `part` in place of our part. */
export function joinBody(around: Pick<SplitBody, "before" | "after">, part: string): string {
  return `${around.before}${part}${around.after}`;
}

/**
 * Returns true if two bodies are equal except for line endings, white space that GitHub trims, and
 * links to lines: a link may be missing in one of them, because GitHub did not answer, and its commit
 * may differ, because an earlier commit has the same lines. Neither is news.
 */
export function isSameBody(a: string | null | undefined, b: string): boolean {
  const [one, other] = [separateLinks(a ?? ""), separateLinks(b)];
  return (
    one.text === other.text &&
    [...one.links].every(([at, address]) => (other.links.get(at) ?? address) === address)
  );
}

/** A link to a line, as `placeCell` writes it: its text, and the address around the commit. */
const lineLink =
  /\[(`[^`\n]+`|(?:\\.|[^\\[\]`\n])+)\]\(<([^<>\s]+\/blob\/)[0-9a-f]{40,64}(\/[^<>\s]*#L\d+)>\)/gu;

/** Returns the body without its links to lines, and their addresses by their places in that text. */
function separateLinks(body: string): {
  readonly text: string;
  readonly links: ReadonlyMap<number, string>;
} {
  const links = new Map<number, string>();
  let removed = 0;
  const text = normalizeNewlines(body)
    .trim()
    .replaceAll(lineLink, (link: string, shown: string, start: string, end: string, at: number) => {
      links.set(at - removed, `${start}${end}`);
      removed += link.length - shown.length;
      return shown;
    });
  return { text, links };
}

function startOf(text: string, marker: string): number {
  if (text.startsWith(marker)) return 0;
  const at = text.indexOf(`\n${marker}`);
  return at < 0 ? -1 : at + 1;
}

function endOf(text: string, start: number, marker: string): number {
  // Another marker starts the part of another policy, or a copy.
  anyMarker.lastIndex = start + marker.length;
  const limit = anyMarker.exec(text)?.index ?? text.length;
  const part = text.slice(start, limit);
  const at = part.indexOf(`\n${endMarker}`);
  if (at >= 0) return start + at + 1 + endMarker.length;
  return start + (lastLineOfOurs(part) ?? part.length);
}

/** The hidden findings, the report's footer, or the sentence below a problem. */
const ownLastLines =
  /^(?:<!-- cloudsmith-access-audit findings v1 .* -->|<sub>.*cloudsmith-access-audit .*<\/sub>|Nothing was audited, so (?:nothing is known to be well|this is not a clean result)\.)(?=\r?$)/gmu;

function lastLineOfOurs(part: string): number | undefined {
  const last = [...part.matchAll(ownLastLines)].at(-1);
  return last === undefined ? undefined : last.index + last[0].length;
}

/** Removes copies of our part, because they remain our text. */
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
