/**
 * Audits with a policy about repositories, while their lists and privileges are refused, hidden, torn
 * or contradict themselves: which rules are not judged and why, the verdict, and the exit code.
 */

import { expect } from "vitest";

import { makeKeys } from "../../../src/sandbox/callers.ts";
import {
  disrupt,
  editBody,
  editHeaders,
  refuse,
  sendHtml,
  type Fault,
} from "../../../src/sandbox/faults.ts";
import type { SandboxWorkspace, WirePrivilege } from "../../../src/sandbox/wire.ts";
import { having, onRows, owner, type Row } from "../repository-sync.ts";
import type { Scenario } from "../scenario.ts";
import type { Script } from "../stand-in.ts";
import { policyText, privileges, repositories as list, services, teams } from "../workspace.ts";

const reader = "access-audit";

/** Returns the workspace without people who have a privilege of their own: some are outsiders. */
function agreeing(edit: (made: SandboxWorkspace) => void = () => {}): SandboxWorkspace {
  return having((made) => {
    for (const repository of made.repositories) {
      repository.privileges = repository.privileges.filter(({ user }) => user === null);
    }
    edit(made);
  });
}

/** Changes the rows of each reply with privileges. */
function onPrivileges(edit: (rows: Row[]) => Row[]): Fault["strike"] {
  const strike = editBody(({ privileges: rows }: { privileges: Row[] }) => ({
    privileges: edit(rows),
  }));
  return (reply) => (reply.status === 200 ? strike(reply) : reply);
}

/** The workspace agrees with it: an Owner's audit is clean. */
function policyWith(unlisted: string, admins = "team:platform"): string {
  return `${policyText}
repositories:
  platform-core:
    { visibility: off, default-privilege: none, admins: [${admins}], write: ["service:ci-publish-7hq2"], read: ["team:release"] }
  customer-*:
    { visibility: private, default-privilege: none, privileges: any }
  "*": { privileges: any }
unlisted-repositories: ${unlisted}
`;
}

const ofPrivileges = [
  "repository-privilege-unexpected",
  "repository-privilege-missing",
  "repository-privilege-level",
] as const;
const ofLimits = ["repository-public", "repository-default-privilege"] as const;
const ofAll = [...ofPrivileges, ...ofLimits, "privileged-outsider"] as const;

interface Expected {
  readonly code: 0 | 1 | 2;
  /** The rules about repositories that are not judged, and the reason of each of them. */
  readonly notJudged?: readonly string[];
  readonly because?: RegExp;
  /** What is found in spite of that, each as `rule subject`. */
  readonly finds?: readonly string[];
  readonly policy?: string;
  readonly key?: string;
  readonly deadline?: number;
  /** For exit code 0: the list is partial, because the account is not an Owner's. */
  readonly isLimited?: true;
}

function audit(name: string, script: Partial<Script>, expected: Expected): Scenario {
  const { code, notJudged = [], because = /^$/u, finds = [], key = owner, isLimited } = expected;
  const verdicts = { 0: "clean", 1: "drift", 2: "unknown" } as const;
  return {
    name: `repository rules: ${name}`,
    script: { pageSize: 500, workspace: agreeing(), ...script },
    policy: expected.policy ?? policyWith("error"),
    env: { CLOUDSMITH_API_KEY: key },
    ...(expected.deadline !== undefined && { deadline: expected.deadline }),
    ends:
      code === 0
        ? { end: "whole", absent: isLimited === undefined ? {} : { repositories: "partial" } }
        : { end: "exit", code },
    check: ({ report }) => {
      const isAbout = (rule: string) => /repository|privilege/u.test(rule);
      const unseen = (report?.rules ?? []).filter(
        ({ id, status }) => isAbout(id) && status === "not-judged",
      );
      // Two Collaborators are in teams with Write and Admin, which is only a warning.
      const found = (report?.findings ?? []).filter(
        ({ rule }) => isAbout(rule) && rule !== "privileged-outsider",
      );
      expect(report?.verdict).toBe(verdicts[code]);
      expect(unseen.map(({ id }) => id).toSorted()).toEqual([...notJudged].toSorted());
      for (const { id, reason } of unseen) expect(reason, id).toMatch(because);
      expect(found.map(({ rule, subject }) => `${rule} ${subject.slug}`).toSorted()).toEqual(
        [...finds].toSorted(),
      );
    },
  };
}

/** Gives somebody a privilege on the first repository, `platform-core`. */
function withPrivilege(privilege: Partial<WirePrivilege>): SandboxWorkspace {
  return agreeing(({ repositories: [first] }) => {
    first?.privileges.push({
      privilege: "Read",
      user: null,
      team: null,
      service: null,
      ...privilege,
    });
  });
}

const refused: readonly Scenario[] = [
  audit("an Owner's audit judges all of them", {}, { code: 0 }),
  ...[402, 403, 404].map((status) =>
    audit(
      `${status} on the list`,
      { faults: [{ template: list, strike: refuse(status) }] },
      {
        code: 2,
        notJudged: [...ofAll, "repository-unlisted"],
        because: new RegExp(`list of repositories is refused.*${status}`, "u"),
      },
    ),
  ),
  audit(
    "403 on one repository's privileges",
    { faults: [{ template: privileges, times: 1, strike: refuse(403) }] },
    {
      code: 2,
      notJudged: [...ofPrivileges, "privileged-outsider"],
      because: /the privileges of "platform-core" were not read completely: .*403/u,
    },
  ),
  audit(
    "500 for good on all privileges",
    { faults: [{ template: privileges, strike: refuse(500) }] },
    {
      code: 2,
      notJudged: [...ofPrivileges, "privileged-outsider"],
      because: /were not read completely/u,
      deadline: 8,
    },
  ),
  audit(
    "a page of HTML in place of the list",
    { faults: [{ template: list, strike: sendHtml(200) }] },
    {
      code: 2,
      notJudged: [...ofAll, "repository-unlisted"],
      because: /list of repositories is partial/u,
      deadline: 8,
    },
  ),
  audit(
    "a reset connection, once",
    { faults: [{ template: privileges, times: 1, strike: disrupt("reset") }] },
    { code: 0 },
  ),
];

const manager = makeKeys().service;
/** The audit's service account has Admin on each of them, but it is not an Owner. */
const adminEverywhere = agreeing((made) => {
  for (const { privileges: held } of made.repositories) {
    held.push({ privilege: "Admin", user: null, team: null, service: reader });
  }
});
const ofVisible = policyWith(
  "{ severity: error, of: visible }",
  `"team:platform", "service:${reader}"`,
);

const hidden: readonly Scenario[] = [
  audit(
    "a Manager sees hardly any",
    {},
    {
      code: 2,
      key: manager,
      notJudged: [...ofAll, "repository-unlisted"],
      because: /"platform-core"|"customer-\*"|"third-party-cache"|only an Owner/u,
    },
  ),
  audit(
    "a service account with Admin everywhere cannot say what is hidden",
    { workspace: adminEverywhere },
    {
      code: 2,
      key: manager,
      policy: policyWith("error", `"team:platform", "service:${reader}"`),
      notJudged: ["repository-unlisted"],
      because: /only an Owner sees every repository/u,
    },
  ),
  audit(
    "a service account with Admin everywhere, and a policy of what is visible",
    { workspace: adminEverywhere },
    { code: 0, key: manager, policy: ofVisible, isLimited: true },
  ),
  audit(
    "what is visible was lost",
    {
      workspace: adminEverywhere,
      faults: [
        {
          template: list,
          query: "page_size=500",
          strike: editBody((rows: Row[]) => rows.slice(3)),
        },
      ],
    },
    {
      code: 2,
      key: manager,
      policy: ofVisible,
      notJudged: [...ofAll, "repository-unlisted"],
      because: /only an Owner sees every repository; it announces 1 pages|"platform-core"/u,
    },
  ),
];

const torn: readonly Scenario[] = [
  audit(
    "a page of the list loses a row that a pattern may match",
    {
      pageSize: 5,
      faults: [
        {
          template: list,
          query: "page=2&page_size=500",
          strike: editBody((rows: Row[]) => rows.slice(1)),
        },
      ],
    },
    {
      code: 2,
      notJudged: [...ofLimits, "privileged-outsider", "repository-unlisted"],
      because: /11 rows were received, but 12 were announced/u,
    },
  ),
  audit(
    "privileges announce more rows than they have",
    { faults: [{ template: privileges, strike: editHeaders({ "X-Pagination-Count": "9" }) }] },
    {
      code: 2,
      notJudged: [...ofPrivileges, "privileged-outsider"],
      because: /9 were announced/u,
    },
  ),
  audit(
    "the slugs of two repositories change places",
    (() => {
      const workspace = agreeing();
      let isDone = false;
      return {
        workspace,
        // Not a reply that was kept from before.
        rows: { [list]: () => workspace.repositories.map(({ row }) => row) },
        raw: (ask) => {
          const [one, other] = workspace.repositories;
          if (ask.template === privileges && !isDone && one !== undefined && other !== undefined) {
            isDone = true;
            [one.row.slug, other.row.slug] = [other.row.slug, one.row.slug];
          }
          return false;
        },
      } satisfies Partial<Script>;
    })(),
    { code: 2, notJudged: [...ofAll, "repository-unlisted"], because: /renamed/u },
  ),
];

const contradicting: readonly Scenario[] = [
  audit(
    "a level of tomorrow",
    {
      faults: [
        {
          template: privileges,
          times: 1,
          strike: onPrivileges((rows) => rows.map((row) => ({ ...row, privilege: "Galaxy" }))),
        },
      ],
    },
    {
      code: 2,
      notJudged: [...ofPrivileges, "privileged-outsider"],
      because: /is not known|level of a privilege/u,
    },
  ),
  audit(
    "two levels of each holder",
    {
      faults: [
        {
          template: privileges,
          strike: onPrivileges((rows) => [
            ...rows,
            ...rows.map((row) => ({ ...row, privilege: "Galaxy" })),
          ]),
        },
      ],
    },
    {
      code: 2,
      notJudged: [...ofPrivileges, "privileged-outsider"],
      because: /two privileges|level of a privilege/u,
    },
  ),
  audit(
    "states and default privileges of tomorrow",
    {
      faults: onRows((rows) =>
        rows.map((row) => ({ ...row, broadcast_state: "Galaxy", default_privilege: 7 })),
      ),
    },
    { code: 2, notJudged: ofLimits, because: /was not seen for every account/u },
  ),
];

const nobody: readonly Scenario[] = [
  audit(
    "a team that nobody has",
    { workspace: withPrivilege({ team: "build-guild" }) },
    { code: 1, finds: ["repository-privilege-unexpected build-guild"] },
  ),
  audit(
    "a person who is gone, and whom the policy still lists",
    { workspace: withPrivilege({ user: "gone-person", privilege: "Admin" }) },
    {
      code: 1,
      policy: policyWith("error", "team:platform, gone-person"),
      finds: ["repository-privilege-unexpected gone-person"],
    },
  ),
  audit(
    "a team of the policy, while the list of teams is refused",
    {
      workspace: withPrivilege({ team: "build-guild", privilege: "Admin" }),
      faults: [{ template: teams, strike: refuse(403) }],
    },
    {
      code: 2,
      policy: policyWith("error", "team:platform, team:build-guild"),
      notJudged: ["repository-privilege-unexpected", "privileged-outsider"],
      because: /list of teams is refused|holder of a privilege/u,
    },
  ),
  audit(
    "a service account of the policy, while their list is refused",
    { faults: [{ template: services, strike: refuse(403) }] },
    {
      code: 2,
      notJudged: ["repository-privilege-unexpected"],
      because: /holder of a privilege/u,
    },
  ),
];

export const repositoryRules: readonly Scenario[] = [
  ...refused,
  ...hidden,
  ...torn,
  ...contradicting,
  ...nobody,
];
