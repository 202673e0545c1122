import fc from "fast-check";
import { expect, test } from "vitest";

import { createRedactor } from "../../src/network/redact.ts";
import { propertyRuns } from "../support/property.ts";

const secret = "plantedKey-Zm9v/YmFy+0123?=~456789";
const base64 = (text: string) => Buffer.from(text).toString("base64");
const percent = (text: string) =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

test.each<[string, string]>([
  ["as it is", secret],
  ["base64", base64(secret)],
  ["base64 without padding", base64(secret).replaceAll("=", "")],
  ["base64url", Buffer.from(secret).toString("base64url")],
  ["base64 of a token for git", base64(`x-access-token:${secret}`)],
  ["base64 of a password", base64(`audit:${secret}`)],
  ["base64 of a user", base64(`${secret}:`)],
  ["base64 of a header", base64(`{"x-api-key":"${secret}"}`)],
  ["base64url of a header", Buffer.from(`Bearer ${secret}\n`).toString("base64url")],
  ["percent-encoded", encodeURIComponent(secret)],
  [
    "percent-encoded in lower case",
    encodeURIComponent(secret).replaceAll(/%../gu, (hex) => hex.toLowerCase()),
  ],
  ["percent-encoded, every character", percent(secret)],
  ["percent-encoded, every character, in upper case", percent(secret).toUpperCase()],
  ["JSON", JSON.stringify({ key: secret })],
])("a secret is blanked %s", (_, text) => {
  const blank = createRedactor([secret]).blank(`before ${text} after`);

  expect(blank).toMatch(/^before .*\*\*\*.* after$/u);
  expect(blank).not.toContain(text);
  expect(blank).not.toContain(secret.slice(0, 12));
});

test("quotes and backslashes are found as JSON writes them", () => {
  const odd = 'a"quoted\\secret-0815';
  expect(createRedactor([odd]).blank(JSON.stringify([odd]))).toBe('["***"]');
});

test("short texts are no secrets, and what is not secret stays as it is", () => {
  const { blank } = createRedactor(["abc", secret]);
  const text = "an abc, plantedKey-, cGxhbnRlZEtleQ== and https://example.com/a+b";
  expect(blank(text)).toBe(text);
});

test("a secret that is told later is blanked from then on", () => {
  const redactor = createRedactor();
  expect(redactor.blank(secret)).toBe(secret);
  redactor.add(secret);
  expect(redactor.blank(`${secret}${secret}`)).toBe("******");
});

const letters = "ABCDEFabcdef0123456789-_.~+/=:";

test("whatever stands around a secret, its base64 gives nothing of it away", () => {
  const key = fc.string({
    unit: fc.constantFrom(...letters.split("")),
    minLength: 12,
    maxLength: 60,
  });
  fc.assert(
    fc.property(key, fc.string(), fc.string(), fc.boolean(), (held, before, after, url) => {
      const encoded = Buffer.from(`${before}${held}${after}`).toString(
        url ? "base64url" : "base64",
      );
      const left = createRedactor([held]).blank(encoded);

      expect(left).toContain("***");
      for (const part of left.split("***")) {
        const text = Buffer.from(part, "base64").toString("latin1");
        expect(text).not.toContain(held.slice(2, -2));
      }
      // Two characters of base64 at most are left at each end, and they are swallowed as well.
      expect(left.length).toBeLessThanOrEqual(
        encoded.length - Math.floor((held.length * 8) / 6) + 6,
      );
    }),
    propertyRuns(100),
  );
});

test("a password of a few letters is blanked as it is, and not what base64 makes of it", () => {
  const { blank } = createRedactor(["s3cr"]);
  expect(blank("proxy said s3cr, s3cr")).toBe("proxy said ***, ***");
  expect(blank("czNjcg==")).toBe("czNjcg==");
});
