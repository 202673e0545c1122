/** What GitHub's runner says in the environment, which the entry passes in. */

import { relative, resolve, sep } from "node:path";

import * as core from "@actions/core";

import { parseSettings, settingNames, type Settings } from "../settings.ts";
import type { Dependencies } from "../sources/dependencies.ts";
import { mayAskForIdToken, requestIdToken } from "./id-token.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the settings of the inputs. Throws `AuditError` that tells everything wrong at once. */
export function readInputs(env: Environment): Settings {
  const raw = settingNames.map((name) => [name, env[`INPUT_${name.toUpperCase()}`]] as const);
  return parseSettings(Object.fromEntries(raw));
}

/** Returns a file's path as the repository has it; one outside of the checkout stays as it is. */
export function toRepositoryPath(env: Environment, path: string): string {
  const inside = relative(env["GITHUB_WORKSPACE"] ?? ".", resolve(path));
  return inside.startsWith("..") ? path : inside.replaceAll(sep, "/");
}

/** A fork's run has the input oidc-service, too, but may not ask for an ID token. */
export function hasCredential(env: Environment, settings: Settings): boolean {
  if (settings["api-key"] !== undefined) return true;
  return settings["oidc-service"] !== undefined && mayAskForIdToken(env);
}

/** Returns GitHub's ID token for this job, and how to keep what it is exchanged for out of the log. */
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
