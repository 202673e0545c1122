/** The workflows that people copy, as data. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { root } from "./process.ts";

/** Our action, as the examples name it. */
export const ownAction = "OWNER/cloudsmith-access-audit";

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly if?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly permissions: unknown;
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Example {
  /** For instance `scheduled-audit.yml`. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly workflow: Workflow;
}

/** Returns every example. */
export function readExamples(): readonly Example[] {
  const folder = join(root, "examples");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yml"))
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(path, "utf8");
      return { name, path, text, workflow: parse(text) as Workflow };
    });
}

/** Returns the steps of all jobs. */
export function stepsOf({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

/** Returns the action that a step uses, without its commit; undefined if the step runs a command. */
export function actionOf({ uses }: Step): string | undefined {
  return uses?.split("@")[0];
}

/** Returns the names that a workflow reads from a context, such as the secrets. */
export function namesIn(text: string, context: "secrets" | "vars"): readonly string[] {
  const found = text.matchAll(new RegExp(String.raw`\b${context}\.(\w+)`, "gu"));
  return [...new Set([...found].map(([, name = ""]) => name))].toSorted();
}
