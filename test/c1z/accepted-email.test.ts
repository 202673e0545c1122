import { expect, test } from "vitest";

import { isAcceptedEmail } from "../../src/c1z/accepted-email.ts";
import { emailTable } from "../support/email-table.ts";

test.each(emailTable)("%j: %s", (address, accepted) => {
  expect(isAcceptedEmail(address)).toBe(accepted);
});

test("a long text that is no address is refused at once", () => {
  expect(isAcceptedEmail(`${"a.".repeat(1_000_000)}@b`)).toBe(false);
});
