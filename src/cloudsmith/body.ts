/**
 * Reads a reply's body. Its size is limited before it is kept in memory, and its structure is
 * checked before it is parsed.
 */

/**
 * The limit for one reply. 500 members, the largest page, take about 250 KB. With at most 16
 * concurrent requests, memory contains at most 64 MiB of bodies.
 */
export const maxBodyBytes = 4 * 1024 * 1024;
/** Objects, lists and their members on all levels. 500 members have about 12,000. */
const maxValues = 250_000;
/** Cloudsmith's API describes nothing with more than 6 levels. */
const maxDepth = 64;

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The reply cannot be Cloudsmith's, so a retry is useless. */
export class ImpossibleBody extends Error {}

const tooLarge = `is larger than ${maxBodyBytes / 1024 / 1024} MiB`;

/**
 * Returns the bytes. Throws `ImpossibleBody` as soon as they exceed, or are announced to exceed,
 * `maxBodyBytes`.
 */
export async function readBytes(
  stream: AsyncIterable<Buffer> & { destroy: () => unknown },
  announced: string | undefined,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  if (Number(announced) > maxBodyBytes) {
    stream.destroy();
    throw new ImpossibleBody(tooLarge);
  }
  for await (const chunk of stream) {
    bytes += chunk.length;
    // Leaving the loop destroys the stream and its socket.
    if (bytes > maxBodyBytes) throw new ImpossibleBody(tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Throws `ImpossibleBody` for JSON that would use far more memory than its size, or overflow the
 * stack: a few MiB of `[[[[` or `0,0,0,` would.
 */
export function requireModestJson(bytes: Buffer): void {
  let depth = 0;
  let values = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte === quote) {
      // Skip the text: its content does not count.
      while (++index < bytes.length && bytes[index] !== quote) {
        if (bytes[index] === backslash) index += 1;
      }
    } else if (byte === comma) values += 1;
    else if (byte === openList || byte === openObject) {
      values += 1;
      if (++depth > maxDepth)
        throw new ImpossibleBody(`is nested more than ${maxDepth} levels deep`);
    } else if (byte === closeList || byte === closeObject) depth -= 1;
  }
  if (values > maxValues) throw new ImpossibleBody(`contains more than ${maxValues} values`);
}

/**
 * Returns the parsed value (undefined if the text is not JSON), and whether a secret was replaced
 * in it. An escape can hide a secret in the raw text but not in the parsed value, so `blankText` is
 * applied to both.
 */
export function parseJson(
  text: string,
  blankText: (text: string) => string,
): { readonly value: unknown; readonly containedSecret: boolean } {
  let containedSecret = false;
  const blank = (original: string) => {
    const blanked = blankText(original);
    if (blanked !== original) containedSecret = true;
    return blanked;
  };
  const revive = (_: string, value: unknown): unknown => {
    if (typeof value === "string") return blank(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [blank(name), item]));
  };
  const blankedText = blank(text);
  try {
    const value: unknown = JSON.parse(blankedText, blankedText.includes("\\") ? revive : undefined);
    return { value, containedSecret };
  } catch {
    return { value: undefined, containedSecret };
  }
}
