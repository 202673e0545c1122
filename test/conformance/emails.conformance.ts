import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import fc from "fast-check";
import { expect, test } from "vitest";

import { isAcceptedEmail } from "../../src/c1z/accepted-email.ts";
import { emailTable } from "../support/email-table.ts";
import { makeFolder } from "../support/process.ts";
import { propertyRuns } from "../support/property.ts";
import { binaries, run } from "./programs.ts";

/** Whether the SDK accepts an address, and takes it as it is. */
async function judge(addresses: readonly string[]): Promise<readonly boolean[]> {
  const file = join(await makeFolder(), "emails.json");
  await writeFile(file, JSON.stringify(addresses));
  const found = JSON.parse(await run(binaries.conformance, "emails", file)) as readonly {
    readonly accepted: boolean;
    readonly plain: boolean;
  }[];
  return found.map(({ accepted, plain }) => accepted && plain);
}

test("the SDK takes exactly the addresses of the table that we write", async () => {
  const addresses = emailTable.map(([address]) => address);

  expect(await judge(addresses)).toEqual(emailTable.map(([, accepted]) => accepted));
  expect(addresses.map(isAcceptedEmail)).toEqual(await judge(addresses));
});

test("the SDK takes exactly the generated addresses that we write", async () => {
  const odd = [
    "é",
    "🦊",
    "\u0080",
    "\u00A0",
    "\u0130",
    "\u0131",
    "\u017F",
    "\u212A",
    "\uFFFD",
  ].concat("_+'\"\\()<>[]:;@, \t\n\u0000\u007F".split(""));
  const unit = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom("a", "b", "K", "0", ".", "-") },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
  const part = fc.string({ unit, maxLength: 8 });
  const address = fc
    .tuple(part, fc.constantFrom("@", "@", "@", "", "@@"), part)
    .map((parts) => parts.join(""));
  const addresses = fc.sample(address, propertyRuns(20_000));

  expect(addresses.filter(isAcceptedEmail).length).toBeGreaterThan(500);
  expect(addresses.map(isAcceptedEmail)).toEqual(await judge(addresses));
});
