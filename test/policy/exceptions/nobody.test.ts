import { expect, test } from "vitest";

import { adviseOnNobody } from "../../../src/policy/exceptions/nobody.ts";
import type { Finding } from "../../../src/policy/finding.ts";
import type { ListName } from "../../../src/roster/coverage.ts";
import { aCoverage, aMember, anInvite, aRoster, aService, aTeam } from "../../support/roster.ts";

const people = {
  members: [aMember({ username: "Jonas" })],
  services: [aService({ slug: "ci-publish" })],
  teams: [aTeam({ slug: "platform" })],
  invites: [anInvite({ id: "in-1", email: "new@fernwick.example" })],
};
const finding = {
  subject: { kind: "repository", id: "rp-1", slug: "production", name: "Production" },
} as Finding;

function advise(name: string, unread?: ListName): string | undefined {
  const coverage = aCoverage();
  const lists = coverage.lists.map((list) =>
    list.name === unread ? { ...list, status: "partial" as const, reason: "torn" } : list,
  );
  const roster = aRoster({ ...people, coverage: { ...coverage, lists } });
  return adviseOnNobody(name, { findings: [finding], roster });
}

const forms = "Give a username, a permanent id, an e-mail address or a slug.";

test.each([
  "jonas",
  "id-jonas",
  "jonas@fernwick.example",
  "CI-publish",
  "service:ci-publish",
  "platform",
  "tm-platform",
  "team: platform",
  "new@fernwick.example",
  "in-1",
  "fernwick",
  "production",
  "RP-1",
])("%s is somebody or something", (name) => {
  expect(advise(name)).toBeUndefined();
});

test.each([
  ["jonsa", `Did you mean "Jonas"? ${forms}`],
  ["ci-publsih", `Did you mean "ci-publish"? ${forms}`],
  ["productoin", `Did you mean "production"? ${forms}`],
  ["nobody-at-all", forms],
  ["team:nobody", forms],
])("%s is nobody", (name, advice) => {
  expect(advise(name)).toBe(advice);
});

test.each(["members", "services", "teams"] as const)(
  "a name may be one of %s that were not seen",
  (list) => {
    expect(advise("nobody-at-all", list)).toBeUndefined();
  },
);

test.each(["saml", "oidc"] as const)("%s lists nobody", (list) => {
  expect(advise("nobody-at-all", list)).toBe(forms);
});
