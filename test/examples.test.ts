/** The workflows that people copy, in examples and in the docs. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";
import { parse } from "yaml";

import { parseSettings, settingNames } from "../src/settings.ts";
import { root } from "./support/process.ts";

interface Job {
  readonly permissions?: unknown;
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
  ([name, text]) => [name, parse(text) as Workflow] as const,
);
const pin = /^[\w.\-]+\/[\w.\-]+@[0-9a-f]{40}$/v;

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
