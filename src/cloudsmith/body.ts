/** A reply's body: bounded before it is held, and looked over before it is parsed. */

/**
 * For one reply. 500 members, the largest page there is, take about 250 KB. With the 16 requests
 * that may be under way, at most 64 MiB are held at once.
 */
export const maxBodyBytes = 4 * 1024 * 1024;
/** Objects, lists and their members, all levels together. 500 members have about 12 000. */
const maxValues = 250_000;
/** Nothing that Cloudsmith's API describes is nested deeper than 6. */
const maxDepth = 64;

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The reply can be no answer of Cloudsmith's, however often it is asked. */
export class ImpossibleBody extends Error {}

const tooLarge = `is larger than ${maxBodyBytes / 1024 / 1024} MiB`;

/** Returns the bytes. Throws `ImpossibleBody` as soon as there are, or will be, too many. */
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
    // Leaving the loop destroys the stream, and with it the socket.
    if (bytes > maxBodyBytes) throw new ImpossibleBody(tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Throws `ImpossibleBody` for JSON that would take far more memory than its bytes, or more of the
 * stack than there is: a few MiB of `[[[[` or `0,0,0,` do.
 */
export function requireModestJson(bytes: Buffer): void {
  let depth = 0;
  let values = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte === quote) {
      // To the end of the text: what stands in it counts for nothing.
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
  if (values > maxValues) throw new ImpossibleBody(`holds more than ${maxValues} values`);
}

/**
 * Returns the value, undefined for what is not JSON, and whether a secret was blanked in it. An escape
 * hides a secret in the bytes of a text, and no longer in what they mean, so `blank` goes over both.
 */
export function parseJson(
  text: string,
  blankText: (text: string) => string,
): { readonly value: unknown; readonly heldSecret: boolean } {
  let heldSecret = false;
  const blank = (given: string) => {
    const left = blankText(given);
    if (left !== given) heldSecret = true;
    return left;
  };
  const revive = (_: string, value: unknown): unknown => {
    if (typeof value === "string") return blank(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [blank(name), held]));
  };
  const whole = blank(text);
  try {
    const value: unknown = JSON.parse(whole, whole.includes("\\") ? revive : undefined);
    return { value, heldSecret };
  } catch {
    return { value: undefined, heldSecret };
  }
}
