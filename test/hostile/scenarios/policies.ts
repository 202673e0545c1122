/** Policies that are not what they seem, and that say too much that is wrong. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { WireService } from "../../../src/sandbox/wire.ts";
import type { Outcome, Scenario } from "../scenario.ts";
import { policyText, shortPolicy, workspace } from "../workspace.ts";

const head = "version: 1\norganization: acme\n";
const check = ["check"] as const;
const invalid = (...says: readonly RegExp[]): Scenario["ends"] => ({ end: "exit", code: 2, says });

function checked(name: string, policy: string | Uint8Array, ends: Scenario["ends"]): Scenario {
  return { name, policy, args: check, deadline: 6, ends };
}

/** What every object has, and what no map of names may mistake for an entry. */
const inherited = ["__proto__", "constructor", "toString", "hasOwnProperty"] as const;

/**
 * Where a name is of somebody or something, it counts; nobody in the workspace is called that. Each name
 * at one place: every name at every place is tested in-process.
 */
const counted: Scenario[] = inherited.flatMap((name, at) =>
  (
    [
      ["a team", `teams:\n  ${name}: { members: [amara-okoye] }\n`],
      ["a service account", `services:\n  ${name}: { role: manager }\n  access-audit: {}\n`],
      ["an Owner", `roles:\n  owner: { members: [amara-okoye, jonas-lindqvist, ${name}] }\n`],
      ["a team's member", `teams:\n  security: { members: [${name}] }\n`],
    ] as const
  )
    .filter((_, index) => index === at || name === "__proto__")
    .map(([what, section]): Scenario => ({
      name: `${what} called ${name} in the policy`,
      policy: `version: 1\norganization: fernwick\n${section}`,
      flags: ["--fail-on", "note"],
      ends: { end: "exit", code: [1, 2], says: new RegExp(name, "u") },
    })),
);

/** Where a name is a word of the policy's own language, it is none. */
const words: Scenario[] = ["__proto__", "constructor"].flatMap((name) =>
  (
    [
      ["a key of the file", `${name}: 1\n`],
      ["a role", `roles: { ${name}: { members: [ada] } }\n`],
      ["a rule", `rules: { ${name}: off }\n`],
      ["an option", `rules: { dormant: { ${name}: 90d } }\n`],
      [
        "an exception's rule",
        `exceptions: [{ rule: ${name}, subject: ada, expires: 2026-12-31 }]\n`,
      ],
    ] as const
  ).map(([what, section]) =>
    checked(`${name} as ${what}`, head + section, invalid(new RegExp(name, "u"))),
  ),
);

const served: Scenario[] = inherited.map((name): Scenario => {
  const made = workspace();
  const [team, member, service] = [made.teams.at(-1), made.members.at(-1), made.services.at(-1)];
  if (team === undefined || member === undefined || service === undefined) throw new Error("empty");
  made.teams.push({ ...team, slug: name, slug_perm: `tm-${name}` });
  made.members.push({ ...member, user: name, user_id: `id-${name}`, email: `x@${name}.example` });
  made.services.push({ ...service, slug: name });
  return {
    name: `a workspace in which all are called ${name}`,
    script: { workspace: made },
    policy: shortPolicy,
    ends: { end: "whole" },
  };
});

const latin1 = Buffer.from(
  `${head}roles:\n  owner: { members: [ada] }\n# gesch\u00FCtzt\n`,
  "latin1",
);

const encodings: Scenario[] = [
  checked("a policy in Latin-1", latin1, invalid(/:5:8\b/u, /UTF-8/u)),
  checked(
    "a policy in UTF-16",
    Buffer.from(`\uFEFF${head}`, "utf16le"),
    invalid(/access-policy\.yml/u),
  ),
  checked(
    "a policy with half a surrogate pair",
    Buffer.concat([Buffer.from(`${head}# `), Buffer.of(0xed, 0xa0, 0x80, 0x0a)]),
    invalid(/:3:3\b/u, /UTF-8/u),
  ),
  checked(
    "a policy with an overlong slash",
    Buffer.concat([Buffer.from(`${head}# `), Buffer.of(0xc0, 0xaf, 0x0a)]),
    invalid(/:3:3\b/u, /UTF-8/u),
  ),
  checked(
    "a policy that ends in the middle of a character",
    Buffer.concat([Buffer.from(`${head}# `), Buffer.of(0xe2, 0x82)]),
    invalid(/:3:3\b/u, /UTF-8/u),
  ),
  {
    name: "policy tests in Latin-1",
    policy: head,
    prepare: (cwd) =>
      writeFile(join(cwd, "access-policy.test.yml"), Buffer.from("# gesch\u00FCtzt\n", "latin1")),
    args: check,
    deadline: 6,
    ends: invalid(/access-policy\.test\.yml:1:8\b/u, /UTF-8/u),
  },
  {
    name: "an audit with a policy in Latin-1",
    policy: Buffer.from(latin1.toString("latin1").replace("acme", "fernwick"), "latin1"),
    ends: { end: "exit", code: 2, says: /:5:8\b/u },
  },
  {
    name: "accept leaves a policy in Latin-1 as it is",
    policy: Buffer.from(`${policyText}# gesch\u00FCtzt\n`, "latin1"),
    args: ["accept", "--api-url", "{url}"],
    ends: invalid(/UTF-8/u),
    check: async ({ cwd }) => {
      const text = (await readFile(join(cwd, "access-policy.yml"))).toString("latin1");
      if (!text.endsWith("# gesch\u00FCtzt\n")) throw new Error("the policy was changed");
    },
  },
];

/** Fills a policy up to its greatest size with lines that are wrong. */
function full(start: string, line: (at: number) => string): string {
  let text = start;
  for (let at = 0; text.length < 500 * 1024; at++) text += line(at);
  return text;
}

function expectFewProblems({ printed }: Outcome): void {
  const lines = printed.split("\n").filter((line) => /access-policy\.yml:\d+/u.test(line));
  if (lines.length > 110) throw new Error(`${lines.length} problems are printed`);
  // A few of many is an answer where the rest are counted, and one that says why it stops as well.
  if (lines.length >= 50 && !/\b\d{3,6}\b[^\n]*(?:more|other|problem)/iu.test(printed)) {
    throw new Error(`the number of the rest is not there: ${printed.slice(-500)}`);
  }
}

const floods: Scenario[] = (
  [
    ["keys that nobody knows", full(head, (at) => `k${at}: 1\n`)],
    ["teams without sense", full(`${head}teams:\n`, (at) => `  t${at}: 7\n`)],
    [
      "exceptions that end never",
      full(`${head}exceptions:\n`, (at) => `  - { rule: dormant, subject: s${at}, expires: no }\n`),
    ],
    [
      "one name again and again",
      full(`${head}roles: { owner: { members: [`, () => "a, ").concat("a]}}\n"),
    ],
  ] as const
).flatMap(([what, policy], at): Scenario[] => [
  {
    ...checked(`a policy full of ${what}`, policy, { end: "exit", code: 2 }),
    check: expectFewProblems,
  },
  ...(at > 0
    ? []
    : [
        {
          name: `an audit with a policy full of ${what}`,
          policy: policy.replace("acme", "fernwick"),
          ends: { end: "exit", code: 2 } as const,
          check: expectFewProblems,
        },
      ]),
]);

const written: Scenario[] = (
  [
    ["0x14", /0x14/u, /\b20\b/u],
    ["0xAbc", /0xAbc/u, /\b2748\b/u],
    ["1e3", /1e3/u, /\b1000\b/u],
    ["0o17", /0o17/u, /\b15\b/u],
    ["0123", /0123/u, undefined],
    ["123456789012345678901", /123456789012345678901/u, /e\+20/u],
    [".nan", /\.nan/u, /NaN/u],
    [".inf", /\.inf/u, /Infinity/u],
    ["~", /~/u, undefined],
  ] as const
).map(([name, says, saysNot]) =>
  checked(`the name ${name} without quotes`, `${head}roles: { owner: { members: [${name}] } }\n`, {
    end: "exit",
    code: 2,
    says,
    ...(saysNot !== undefined && { saysNot }),
  }),
);

const organizations: Scenario[] = [
  "https://app.cloudsmith.com/acme",
  "two words",
  "../acme",
  "acme/repo",
  '""',
  '".."',
  "x".repeat(300),
  '"a\\u200Bb"',
  "remove",
].map((text) =>
  checked(
    `the organization is ${text.slice(0, 40)}`,
    `version: 1\norganization: ${text}\n`,
    invalid(/access-policy\.yml:2:/u),
  ),
);

const twice: Scenario[] = [
  checked(
    "one name under two roles",
    `${head}roles:\n  owner: { members: [olga, otto] }\n  member: { members: [olga, zed] }\n`,
    invalid(/olga/u, /:5:/u, /\b4\b/u),
  ),
  checked(
    "one name under two roles, in other letters",
    `${head}roles:\n  owner: { members: [olga, otto] }\n  member: { members: [Olga, zed] }\n`,
    invalid(/Olga/u, /:5:/u, /\b4\b/u),
  ),
  checked(
    "one name twice in a team",
    `${head}teams:\n  docs:\n    members:\n      - ada\n      - bea\n      - Ada\n`,
    invalid(/Ada/u, /:8:/u, /\b6\b/u),
  ),
  checked(
    "a Kelvin sign makes another name of one that is listed",
    `${head}teams:\n  docs:\n    members:\n      - kate\n      - \u212Aate\n`,
    { end: "exit", code: 0 },
  ),
  checked(
    "merge markers",
    `${head}teams:\n  api:\n    members:\n      - ada\n<<<<<<< HEAD\n      - bea\n=======\n      - cyd\n>>>>>>> branch\n`,
    invalid(/merge|conflict/iu, /:7:/u),
  ),
  checked(
    "an exception until 9999-12-31",
    `${head}exceptions:\n  - { rule: dormant, subject: ada, reason: x, expires: 9999-12-31 }\n`,
    { end: "exit", code: 0 },
  ),
  checked(
    "an exception until 2026-02-30",
    `${head}exceptions:\n  - { rule: dormant, subject: ada, reason: x, expires: 2026-02-30 }\n`,
    invalid(/2026-02-30/u),
  ),
];

const shapes: Scenario[] = [
  checked("a list that is 250000 deep", `${head}roles: ${"[".repeat(250_000)}\n`, invalid()),
  checked("a mapping that is 100000 deep", `${head}roles: ${"{a: ".repeat(100_000)}\n`, invalid()),
  checked(
    "aliases that multiply",
    `${head}a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n`,
    invalid(),
  ),
  {
    name: "a file of 100 MB",
    get policy() {
      return Buffer.alloc(100 * 1024 * 1024, "# x\n");
    },
    args: check,
    deadline: 6,
    ends: invalid(/KiB|MiB|large|long/u),
  },
  checked("an empty file", "", invalid(/access-policy\.yml/u)),
  checked("NUL bytes", Buffer.alloc(1_000), invalid(/access-policy\.yml/u)),
];

function withOwnKey(key_expires_at: string): readonly WireService[] {
  return workspace().services.map((service) =>
    service.slug === "access-audit" ? { ...service, key_expires_at } : service,
  );
}

const found = (rule: string) => (outcome: Outcome) => {
  const rules = outcome.report?.findings.map((finding) => finding.rule) ?? [];
  if (!rules.includes(rule)) throw new Error(`there is no finding of ${rule}, but ${rules.join()}`);
};

const rules: Scenario[] = [
  {
    name: "two names of one person under two roles",
    policy: `${shortPolicy}roles:\n  owner: { members: [amara-okoye, jonas-lindqvist] }\n  manager: { members: [amara.okoye@fernwick.example, tamas-varga, mei-tanaka, farid-haddad, lucia-ferreira] }\n`,
    flags: ["--fail-on", "note"],
    ends: { end: "exit", code: 1 },
    check: found("role-conflict"),
  },
  {
    name: "the key of the audit's own account ends in ten days",
    script: { workspace: { ...workspace(), services: [...withOwnKey("2026-12-03T00:00:00Z")] } },
    policy: shortPolicy,
    flags: ["--fail-on", "note"],
    ends: { end: "exit", code: 1, says: /access-audit/u },
    check: found("self"),
  },
  {
    name: "the key of the audit's own account ends in ten weeks",
    script: {
      workspace: { ...workspace(), services: [...withOwnKey("2027-02-01T00:00:00.000000Z")] },
    },
    policy: shortPolicy,
    flags: ["--fail-on", "note"],
    ends: { end: "whole" },
  },
];

export const policies: readonly Scenario[] = [
  ...counted,
  ...words,
  ...served,
  ...encodings,
  ...floods,
  ...written,
  ...organizations,
  ...twice,
  ...shapes,
  ...rules,
];
