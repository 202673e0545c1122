/** Reads the environment that GitHub's runner sets. The entry passes it in. */

import { relative, resolve, sep } from "node:path";

import * as core from "@actions/core";

import { parseSettings, settingNames, type Settings } from "../settings.ts";
import { readBounded } from "../files/read-bounded.ts";
import type { ReadCheckout } from "../github/policy-links.ts";
import type { Dependencies } from "../sources/dependencies.ts";
import { maxPolicyBytes } from "../sources/policy-file.ts";
import { mayRequestIdToken, requestIdToken } from "./id-token.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the settings from the inputs. Throws `AuditError` `BAD_SETTINGS` with all problems in one
 * list.
 */
export function readInputs(env: Environment): Settings {
  const raw = settingNames.map((name) => [name, env[`INPUT_${name.toUpperCase()}`]] as const);
  return parseSettings(Object.fromEntries(raw));
}

/**
 * Returns a file's path in the repository; a path outside of the checkout is returned unchanged.
 */
export function toRepositoryPath(env: Environment, path: string): string {
  const inside = relative(env["GITHUB_WORKSPACE"] ?? ".", resolve(path));
  return inside.startsWith("..") ? path : inside.replaceAll(sep, "/");
}

/** Returns a function that reads a file of the checkout by its path in the repository. */
export function openCheckout(env: Environment): ReadCheckout {
  const folder = env["GITHUB_WORKSPACE"] ?? ".";
  return async (path) =>
    await readBounded(resolve(folder, path), maxPolicyBytes).catch(() => undefined);
}

/** A fork's run also has the input oidc-service, but may not request an ID token. */
export function hasCredential(env: Environment, settings: Settings): boolean {
  if (settings["api-key"] !== undefined) return true;
  return settings["oidc-service"] !== undefined && mayRequestIdToken(env);
}

/** Returns functions that get GitHub's ID token for this job and mask secrets in the log. */
export function idTokenOf(env: Environment): NonNullable<Dependencies["gitHubIdToken"]> {
  return {
    onSecret: core.setSecret,
    get: async (audience, deadline) => {
      const token = await requestIdToken(env, audience, deadline);
      core.setSecret(token);
      return token;
    },
  };
}
