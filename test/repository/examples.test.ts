/** The workflows that people copy, in examples and in the docs. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";
import { parse } from "yaml";

import { parseSettings, settingNames } from "../../src/settings.ts";
import { root } from "../support/process.ts";

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface Workflow {
  readonly permissions: unknown;
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

function textsOf(
  folder: string,
  ending: string,
): readonly (readonly [name: string, text: string])[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), "utf8")]);
}

const examples = textsOf("examples", ".yml").map(
  ([name, text]) => [name, parse(text) as Workflow, text] as const,
);

/** Where the steps of a job connect to, by what they use; the runner's own connections are GitHub's. */
const gitHub = "api.github.com";
const results = "*.actions.githubusercontent.com";
const storage = "*.blob.core.windows.net";
const hostsOfAction: Readonly<Record<string, readonly string[]>> = {
  "OWNER/cloudsmith-access-audit": ["api.cloudsmith.io", gitHub],
  "actions/checkout": ["github.com"],
  "actions/upload-artifact": [results, storage],
  "actions/download-artifact": [results, storage],
  // The list of releases, one of them, and where that is not to be had.
  "actions/setup-node": [
    "raw.githubusercontent.com",
    "github.com",
    "release-assets.githubusercontent.com",
    "nodejs.org",
  ],
  "aws-actions/configure-aws-credentials": ["*.amazonaws.com"],
  "github/codeql-action/upload-sarif": [gitHub],
};

function hostsOf({ permissions = {}, steps }: Job): readonly string[] {
  const actions = steps.flatMap(({ uses }) =>
    uses === undefined ? [] : [uses.split("@")[0] ?? ""],
  );
  const named = steps.some(({ with: given = {} }) =>
    Object.values(given).some((value) => String(value).startsWith("artifact:")),
  );
  return [
    ...actions.flatMap((action) => hostsOfAction[action] ?? [`what ${action} connects to`]),
    ...(named ? [storage] : []),
    // GitHub's ID tokens come from there.
    ...(permissions["id-token"] === "write" ? [results] : []),
  ];
}

test.each(examples)("%s lists just the hosts that its steps connect to", (_, { jobs }, text) => {
  const [, list = ""] = /^# Egress: (.+)$/mv.exec(text) ?? [];
  const hosts = [...new Set(Object.values(jobs).flatMap(hostsOf))];

  expect(list.split(", ").toSorted()).toEqual(hosts.length === 0 ? ["none"] : hosts.toSorted());
});
const pin = /^[\w.\-]+\/[\w.\-]+(?:\/[\w.\-]+)*@[0-9a-f]{40}$/v;

/** What each job may be given at most, by what it uses. */
const neededBy: Readonly<Record<string, readonly string[]>> = {
  "OWNER/cloudsmith-access-audit": [
    "actions: read",
    "contents: read",
    "issues: write",
    "pull-requests: write",
    "id-token: write",
  ],
  "actions/checkout": ["contents: read"],
  "aws-actions/configure-aws-credentials": ["id-token: write"],
  "github/codeql-action/upload-sarif": ["security-events: write", "actions: read"],
};

test.each(examples)("%s gives a job only what its steps have a use for", (_, { jobs }) => {
  for (const { permissions = {}, steps } of Object.values(jobs)) {
    const useful = new Set(steps.flatMap(({ uses }) => neededBy[uses?.split("@")[0] ?? ""] ?? []));
    const own = steps.find(({ uses }) => uses?.startsWith("OWNER/"));
    const given = Object.values(own?.with ?? {}).map(String);
    const uploads = steps.some(({ uses }) => uses?.startsWith("github/codeql-action/"));
    if (!uploads && !given.some((value) => value.startsWith("artifact:"))) {
      useful.delete("actions: read");
    }
    if (own?.with?.["issue"] === "never") useful.delete("issues: write");
    const asked = Object.entries(permissions).map(([name, level]) => `${name}: ${level}`);
    expect(asked.filter((permission) => !useful.has(permission))).toEqual([]);
  }
});

test("docs/permissions.md says of every permission in an example what it is for", () => {
  const page = readFileSync(join(root, "docs/permissions.md"), "utf8");
  const asked = examples
    .flatMap(([, { jobs }]) => Object.values(jobs))
    .flatMap(({ permissions = {} }) => Object.entries(permissions))
    .map(([name, level]) => `${name}: ${level}`);

  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((permission) => !page.includes(`\n| \`${permission}\` `))).toEqual([]);
});

test.each(examples)(
  "%s asks for no more than each job needs, and runs no text of others",
  (_, { on, permissions, jobs }) => {
    expect(permissions).toEqual({});
    expect(Object.keys(on)).not.toContain("pull_request_target");
    for (const job of Object.values(jobs)) {
      expect(job.permissions).toBeDefined();
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
      for (const { run = "" } of job.steps) expect(run).not.toContain("${{");
    }
  },
);

test.each(examples)(
  "%s gives this action inputs that it has, with values that it takes",
  (name, { jobs }) => {
    const inputs = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ uses }) => uses?.startsWith("OWNER/cloudsmith-access-audit@"))
      .map((step) => step.with ?? {});
    // The trigger only ends, so that another workflow starts.
    expect(inputs.length > 0).toBe(!name.endsWith("-trigger.yml"));
    for (const given of inputs) {
      expect(
        Object.keys(given).filter((input) => !settingNames.some((known) => known === input)),
      ).toEqual([]);
      // What an expression becomes is not known here.
      const plain = Object.entries(given)
        .map(([input, value]) => [input, String(value)] as const)
        .filter(([, value]) => !value.includes("${{"));
      expect(() => parseSettings(Object.fromEntries(plain))).not.toThrow();
    }
  },
);

test.each([...textsOf("examples", ".yml"), ...textsOf("docs", ".md")])(
  "%s pins every action by its commit",
  (_, text) => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (\S+)/gmv)].map(([, name = ""]) => name);
    expect(uses.filter((name) => !pin.test(name))).toEqual([]);
  },
);
