/** Reads Fernwick with its repositories, as an Owner unless another key is given. */

import { listCoverage, type ListCoverage } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import type { Repository } from "../../src/roster/repository.ts";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/server.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";

export const list = "/repos/{owner}/";
export const tokens = "/entitlements/{owner}/{repo}/";
export const privileges = "/repos/{owner}/{identifier}/privileges";

export type Row = Record<string, unknown>;

export interface Seen {
  readonly roster: Roster;
  readonly coverage: ListCoverage;
  readonly sandbox: Sandbox;
}

export async function see(
  options: SandboxOptions & { readonly key?: keyof Sandbox["keys"] } = {},
): Promise<Seen> {
  const { key = "owner", ...others } = options;
  const sandbox = await openSandbox(others);
  const roster = await readSandbox(sandbox, { key, repositories: "all" });
  return { roster, coverage: listCoverage(roster.coverage, "repositories"), sandbox };
}

/** Returns the repository with this slug. */
export function found({ repositories }: Roster, slug: string): Repository {
  const repository = repositories.find((one) => one.slug === slug);
  if (repository === undefined) throw new Error(`there is no ${slug}`);
  return repository;
}
