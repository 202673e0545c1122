/** Long texts in parts: in one piece, that of a million accounts would be longer than a string may be. */

const partLength = 256 * 1024;

/** Yields the same text in larger parts, of which a file takes fewer. */
export function* joinParts(pieces: Iterable<string>): Generator<string> {
  let part = "";
  for (const piece of pieces) {
    part += piece;
    if (part.length < partLength) continue;
    yield part;
    part = "";
  }
  if (part !== "") yield part;
}
