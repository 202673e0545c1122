import { expect, test } from "vitest";

import { keysAt } from "../../../src/policy/file/schema-keys.ts";
import { PolicyFile } from "../../../src/policy/file/schema.ts";

test.each([
  [["roles"], ["owner", "manager", "member", "collaborator"]],
  [
    ["roles", "owner"],
    ["members", "allow", "break-glass", "min", "max"],
  ],
  [
    ["teams", "platform"],
    [
      "managers",
      "members",
      "services",
      "synced",
      "from",
      "formerly",
      "visibility",
      "description",
      "reviewed",
      "review-every",
    ],
  ],
  [
    ["rules", "dormant"],
    ["after", "grace", "roles", "severity"],
  ],
  [
    ["custom", 0],
    ["id", "for", "violates", "severity", "message", "remedy"],
  ],
])("at %j the keys are the schema's", (path, keys) => {
  expect(keysAt(PolicyFile, path)).toEqual(keys);
});

test.each([
  [["organization"]],
  [["organization", "x"]],
  [["teams"]],
  [["nowhere", "x"]],
  [["roles", "__proto__"]],
  [["roles", "owner", "toString"]],
])("at %j there are none", (path) => {
  expect(keysAt(PolicyFile, path)).toEqual([]);
});
