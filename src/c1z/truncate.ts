/** The SDK rejects longer names and descriptions. The full text is in the profile. */
export const maxDisplayNameBytes = 1024;
export const maxDescriptionBytes = 2048;

/** Returns the longest prefix of a text, in complete characters, that fits into `maxBytes`. */
export function truncate(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  return new TextDecoder().decode(Buffer.from(text).subarray(0, maxBytes)).replace(/\uFFFD+$/u, "");
}
