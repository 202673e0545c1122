/** What is not GitHub's does not pass the stand-in unnoticed. */

import { expect, test } from "vitest";

import { operations, type Operation } from "../support/github/description.ts";
import { fill } from "../support/github/json-schema.ts";
import { startGitHub } from "../support/github/server.ts";
import { checkReply } from "../support/github/validation.ts";

test.each([
  ["a property that GitHub's body has not", "POST", "/issues", { title: "t", colour: "red" }],
  ["a property of another type", "POST", "/issues", { title: "t", labels: "access" }],
  ["a missing property", "POST", "/issues/7/comments", {}],
  ["a value that is none of the listed", "PATCH", "/issues/1", { state: "done" }],
  ["a parameter that GitHub has not", "GET", "/issues?status=open", undefined],
  ["a parameter of another type", "GET", "/issues?per_page=many", undefined],
  ["a body where none is taken", "DELETE", "/issues/comments/1", { really: true }],
  ["an operation that nobody described here", "PUT", "/subscription", {}],
])("%s is refused, and does not go unnoticed", async (_, method, path, body) => {
  const github = await startGitHub();

  const reply = await fetch(`${github.apiUrl}/repos/fernwick/governance${path}`, {
    method,
    headers: { authorization: `Bearer ${github.token}`, "user-agent": "cloudsmith-access-audit/0" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

  expect([404, 422]).toContain(reply.status);
  expect(github.violations).toHaveLength(1);
  expect(github.writes()).toEqual([]);
  await expect(github.close()).rejects.toThrow("not GitHub's");
});

test("a reply that GitHub would not give is noticed", () => {
  const comment = fill("issue-comment", { id: 1 });
  const check = (status: number, body: unknown) =>
    checkReply(operation("issues/get-comment"), status, body);

  expect(check(200, comment)).toEqual([]);
  expect(check(200, { ...comment, colour: "red" })).toHaveLength(1);
  expect(check(200, { ...comment, id: "1" })).toHaveLength(1);
  expect(check(200, { id: 1 })).not.toEqual([]);
  expect(check(201, comment)).toHaveLength(1);
  expect(check(404, { reason: "none" })).toHaveLength(1);
});

function operation(id: string): Operation {
  const found = operations.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
}
