/**
 * Which e-mail addresses C1's SDK accepts: those that Go's `mail.ParseAddress` takes without a
 * change, and that fit the limits and the host name check of protoc-gen-validate. The conformance
 * suite compares this with the SDK. Any other address is only in the profile.
 */

/** Any character outside ASCII may be in the local part. A domain must be in its ASCII form. */
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u{80}-\\u{10FFFF}\\-]+";
/** Go turns the Kelvin sign and the dotted capital I into ASCII letters. */
const letter = "[A-Za-z0-9\\u{212A}\\u{130}]";
const label = `${letter}(?:(?:${letter}|-)*${letter})?`;
const shape = new RegExp(`^(${atom}(?:\\.${atom})*)@(${label}(?:\\.${label})*)$`, "u");

/** In bytes, except for a label: Go counts it in lower case, where all its letters are ASCII. */
const limits = { address: 254, local: 64, host: 253, label: 63 } as const;

export function isAcceptedEmail(address: string): boolean {
  // Longer text cannot be accepted, and need not be matched.
  if (address.length > limits.address) return false;
  const [, local, host] = shape.exec(address) ?? [];
  if (local === undefined || host === undefined) return false;
  return (
    Buffer.byteLength(address) <= limits.address &&
    Buffer.byteLength(local) <= limits.local &&
    Buffer.byteLength(host) <= limits.host &&
    host.split(".").every(({ length }) => length <= limits.label)
  );
}
