/** Checks the paths of an Action's outputs before anything is read. */

import { resolve } from "node:path";

import { outputsOf, requireSeparatePaths, type AuditPaths } from "../channels/output-paths.ts";
import { AuditError } from "../errors.ts";
import { isInside, named } from "../files/separate.ts";
import { followLinks } from "../files/target.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Throws `AuditError` `BAD_SETTINGS` if outputs would replace each other or an input, or if a link in
 * the checkout leads an output out of it. `included`: the paths of the policy's other files in the
 * repository.
 */
export async function requireSafePaths(
  env: Environment,
  paths: AuditPaths,
  included: readonly string[] = [],
): Promise<void> {
  const checkout = resolve(env["GITHUB_WORKSPACE"] ?? ".");
  const files = included.map((path) => resolve(checkout, path));
  await requireSeparatePaths(paths, named("the policy's include", ...files));
  await requireInCheckout(checkout, paths);
}

/** A pull request can contain a link to any file of a runner. */
async function requireInCheckout(checkout: string, paths: AuditPaths): Promise<void> {
  const real = await followLinks(checkout);
  for (const { name, path } of outputsOf(paths)) {
    if (![checkout, real].some((folder) => isInside(resolve(path), folder))) continue;
    // Writing it will report a link that leads nowhere.
    const target = await followLinks(path).catch(() => undefined);
    if (target === undefined || isInside(target, real)) continue;
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot use ${JSON.stringify(path)} for ${name}: a link leads it out of the checkout. Name another place.`,
    );
  }
}
