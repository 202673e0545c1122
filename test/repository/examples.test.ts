/** The workflows that people copy, in examples and in the docs. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";
import { parse } from "yaml";

import { parseSettings, settingNames } from "../../src/settings.ts";
import { toTestPath } from "../../src/sources/policy-file.ts";
import {
  actionOf,
  namesIn,
  ownAction,
  readExamples,
  stepsOf,
  type Job,
  type Workflow,
} from "../support/example-workflows.ts";
import { root } from "../support/process.ts";

/** The commit in every example and in the docs, to be replaced by the one of a release. */
const placeholderCommit = "0".repeat(40);

const examples = readExamples().map(({ name, workflow, text }) => [name, workflow, text] as const);

function docs(): readonly (readonly [name: string, text: string])[] {
  return readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => [`docs/${name}`, readFileSync(join(root, "docs", name), "utf8")]);
}

/** Returns an example that must exist. */
function find(name: string): Workflow {
  const [, workflow] = examples.find(([candidate]) => candidate === name) ?? [];
  if (workflow === undefined) throw new Error(`there is no example ${name}`);
  return workflow;
}

/** Where the steps of a job connect to, by what they use; the runner's own connections are GitHub's. */
const gitHub = "api.github.com";
const results = "*.actions.githubusercontent.com";
const storage = "*.blob.core.windows.net";
const hostsOfAction: Readonly<Record<string, readonly string[]>> = {
  [ownAction]: ["api.cloudsmith.io", gitHub],
  // The signing service of private repositories, its clock, and where attestations are kept.
  "actions/attest-build-provenance": [gitHub, "fulcio.githubapp.com", "timestamp.githubapp.com"],
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

function hostsOf(job: Job): readonly string[] {
  const { permissions = {}, steps } = job;
  const actions = steps.flatMap((step) => actionOf(step) ?? []);
  return [
    ...actions.flatMap((action) => hostsOfAction[action] ?? [`what ${action} connects to`]),
    ...(readsArtifact(job) ? [storage] : []),
    ...(steps.some(({ run = "" }) => run.includes("https://$TENANT/")) ? ["*.conductor.one"] : []),
    // GitHub's ID tokens come from there.
    ...(permissions["id-token"] === "write" ? [results] : []),
  ];
}

/** Whether a step uses the artifact of an earlier run. */
function readsArtifact({ steps }: Job): boolean {
  return steps.some(({ with: given = {} }) =>
    Object.values(given).some((value) => String(value).startsWith("artifact:")),
  );
}

test.each(examples)("%s lists just the hosts that its steps connect to", (_, { jobs }, text) => {
  const [, list = ""] = /^# Egress: (.+)$/mv.exec(text) ?? [];
  const hosts = [...new Set(Object.values(jobs).flatMap(hostsOf))];

  expect(list.split(", ").toSorted()).toEqual(hosts.length === 0 ? ["none"] : hosts.toSorted());
});
const pin = /^[\w.\-]+\/[\w.\-]+(?:\/[\w.\-]+)*@[0-9a-f]{40}$/v;

/** Returns the events for which a job runs. */
function eventsOf({ on }: Workflow, { if: condition = "" }: Job): readonly string[] {
  const names = (comparison: string) =>
    [...condition.matchAll(new RegExp(`github.event_name ${comparison} '(\\w+)'`, "gu"))].map(
      ([, event = ""]) => event,
    );
  const [only, never] = [names("=="), names("!=")];
  return Object.keys(on).filter(
    (event) => !never.includes(event) && (only.length === 0 || only.includes(event)),
  );
}

/** Returns every permission that a job needs for its steps, in a private repository. */
function neededBy(workflow: Workflow, job: Job): readonly string[] {
  const events = eventsOf(workflow, job);
  const needed = job.steps.flatMap((step) => {
    const { with: given = {} } = step;
    switch (actionOf(step)) {
      case "actions/checkout":
        return ["contents: read"];
      case "actions/attest-build-provenance":
        return ["attestations: write", "id-token: write"];
      case "aws-actions/configure-aws-credentials":
        return ["id-token: write"];
      case "github/codeql-action/upload-sarif":
        // The upload also reads the run, except in a public repository.
        return ["actions: read", "security-events: write"];
      case ownAction: {
        const onPull = events.some((event) => /^(?:pull_request|workflow_run)$/u.test(event));
        const onMain = events.some((event) => /^(?:push|schedule|workflow_dispatch)$/u.test(event));
        return [
          "contents: read",
          ...(readsArtifact(job) ? ["actions: read"] : []),
          ...("oidc-service" in given ? ["id-token: write"] : []),
          ...(onPull && given["comment"] !== "never" ? ["pull-requests: write"] : []),
          ...(onMain && given["issue"] !== "never" ? ["issues: write"] : []),
        ];
      }
      default:
        return [];
    }
  });
  return [...new Set(needed)].toSorted();
}

test.each(examples)("%s gives a job just the permissions that its steps need", (_, workflow) => {
  for (const job of Object.values(workflow.jobs)) {
    const given = Object.entries(job.permissions ?? {}).map(([name, level]) => `${name}: ${level}`);
    expect(given.toSorted()).toEqual(neededBy(workflow, job));
  }
});

test.each(examples)("%s says of each permission what it is for", (_, { jobs }, text) => {
  const given = Object.values(jobs).flatMap(({ permissions = {} }) => Object.entries(permissions));
  const explained = [...text.matchAll(/^ {6}([a-z\-]+): (?:read|write) # \S/gmv)];

  expect(explained.map(([, name]) => name)).toEqual(given.map(([name]) => name));
});

test("docs/permissions.md says what each permission is for", () => {
  const table = readFileSync(join(root, "docs/permissions.md"), "utf8");
  const asked = examples
    .flatMap(([, { jobs }]) => Object.values(jobs))
    .flatMap(({ permissions = {} }) => Object.entries(permissions))
    .map(([name, level]) => `${name}: ${level}`);

  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((permission) => !table.includes(`\n| \`${permission}\` `))).toEqual([]);
});

/** What a reader must replace, in the order of the lines that explain it. */
const placeholder = /\b(?:OWNER(?=\/)|0{40}|YOUR-[A-Z\-]+[A-Z])\b/gv;

test.each(examples)(
  "%s lists what a reader must replace and set, and explains it",
  (_, w, text) => {
    const code = text.replaceAll(/^#.*$/gmv, "");
    const inCode = new Set([...code.matchAll(placeholder)].map(([name]) => name));
    const inHeader = [...text.matchAll(/^# To replace: (.+?) \(.+\)$/gmv)].flatMap(
      ([, names = ""]) => names.split(" and "),
    );
    const toSet = [...text.matchAll(/^# To set: (secret|variable) (\w+) \(.+\)$/gmv)];
    const named = (kind: string) =>
      toSet.filter(([, of]) => of === kind).map(([, , name = ""]) => name);

    expect(inHeader.toSorted()).toEqual([...inCode].toSorted());
    expect(named("secret").toSorted()).toEqual(namesIn(code, "secrets"));
    expect(named("variable").toSorted()).toEqual(namesIn(code, "vars"));
    for (const { uses, with: given = {} } of stepsOf(w)) {
      if (uses?.startsWith("OWNER")) expect(uses).toBe(`${ownAction}@${placeholderCommit}`);
      if (given["repository"] === ownAction) expect(given["ref"]).toBe(placeholderCommit);
      // The account and the workspace have no name that works everywhere.
      for (const name of ["organization", "oidc-service"]) {
        if (name in given) expect(given[name]).toMatch(/^(?:YOUR-|\$\{\{ matrix\.)/u);
      }
    }
  },
);

test.each(docs())("%s names this action as the examples do", (_, text) => {
  const used = [...text.matchAll(/uses: (\S*cloudsmith-access-audit\S*)/gv)].map(
    ([, name]) => name,
  );

  expect(used.filter((name) => name !== `${ownAction}@${placeholderCommit}`)).toEqual([]);
});

test.each(["policy-pull-request.yml", "audit-and-policy-check.yml"])(
  "%s can be a required check: it runs for every pull request and merge group",
  (name) => {
    const { pull_request: pullRequest, merge_group: mergeGroup } = find(name).on;

    expect(pullRequest).toEqual({ types: ["opened", "synchronize", "reopened", "edited"] });
    expect(mergeGroup).toBeNull();
  },
);

test("the check of policy tests runs when the policy or its tests change", () => {
  const { on, jobs } = find("policy-tests.yml");
  const own = stepsOf({ permissions: {}, on, jobs }).find((step) => actionOf(step) === ownAction);
  const policy = String(own?.with?.["policy"]);

  expect(on["pull_request"]).toEqual({ paths: [policy, toTestPath(policy)] });
});

test("docs/c1.md and the example hand over the same file in the same way", () => {
  const example = find("c1-bucket.yml").jobs;
  const text = readFileSync(join(root, "docs/c1.md"), "utf8");
  const blocks = [...text.matchAll(/^```yaml\n(.*?)^```$/gmsv)].map(
    ([, block = ""]) => parse(block) as Readonly<Record<string, Job>>,
  );
  const described = (job: string) => blocks.find((block) => job in block)?.[job];

  expect(described("hand-over")?.steps).toEqual(example["hand-over"]?.steps);
  expect(described("audit")).toEqual({ outputs: example["audit"]?.outputs });
  expect(text).toContain("enter the file's name (`cloudsmith.c1z`)");
  const copy = example["hand-over"]?.steps.find(({ run = "" }) => run.includes("aws s3 cp"));
  expect(copy?.run).toContain('"s3://$BUCKET/cloudsmith.c1z"');
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
      .filter((step) => actionOf(step) === ownAction)
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

test.each([...examples.map(([name, , text]) => [name, text] as const), ...docs()])(
  "%s pins every action by its commit",
  (_, text) => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (\S+)/gmv)].map(([, name = ""]) => name);
    expect(uses.filter((name) => !pin.test(name))).toEqual([]);
  },
);
