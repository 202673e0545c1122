/** Finds the account whose key a request carries. */

import type { IncomingHttpHeaders } from "node:http";

import type { SandboxWorkspace, WireMember, WireService } from "./wire.ts";

const keyNames = ["owner", "manager", "member", "collaborator", "service"] as const;

export type KeyName = (typeof keyNames)[number];
export type Keys = Readonly<Record<KeyName, string>>;

/** The account that a key belongs to. */
export type Caller =
  | { readonly kind: "user"; readonly member: WireMember }
  | { readonly kind: "service"; readonly service: WireService };

/**
 * What a request proves: the name of a valid key, that it has no key, or that its key is not valid.
 */
export type Credential = KeyName | "none" | "wrong";

/** Returns the keys of a sandbox. They are visibly not real, and all different. */
export function makeKeys(chosen: Partial<Keys> = {}): Keys {
  const made = keyNames.map((name) => [name, `sandbox-${name}-key-0000000000000000`]);
  return { ...(Object.fromEntries(made) as Keys), ...chosen };
}

/**
 * Returns what the headers prove. The sandbox reads a key from `X-Api-Key` and from `Authorization:
 * token`. A bearer token that is not recognized leaves the caller anonymous without an error, and
 * no key is valid as a bearer token.
 */
export function readCredential(headers: IncomingHttpHeaders, keys: Keys): Credential {
  const token = /^token (.+)$/iu.exec(headers.authorization ?? "")?.[1];
  const given = headers["x-api-key"] ?? token;
  if (given === undefined) return "none";
  return keyNames.find((name) => keys[name] === given) ?? "wrong";
}

/**
 * Returns the slug of each key's account. A key has no account if the workspace has no suitable
 * one.
 */
export function chooseAccounts(workspace: SandboxWorkspace): ReadonlyMap<KeyName, string> {
  const withRole = (role: WireMember["role"]) => {
    const candidates = workspace.members.filter(
      (member) => member.role === role && member.is_active,
    );
    return (candidates.find(({ teams }) => teams.length > 0) ?? candidates[0])?.user;
  };
  const accounts: readonly (readonly [KeyName, string | undefined])[] = [
    ["owner", withRole("Owner")],
    ["manager", withRole("Manager")],
    ["member", withRole("Member")],
    ["collaborator", withRole("Collaborator")],
    ["service", workspace.services.find(({ role }) => role === "Manager")?.slug],
  ];
  return new Map(
    accounts.filter((account): account is [KeyName, string] => account[1] !== undefined),
  );
}

/** Returns the account as the workspace has it now; undefined after it was removed. */
export function findCaller(
  workspace: SandboxWorkspace,
  key: KeyName,
  slug: string | undefined,
): Caller | undefined {
  if (key === "service") {
    const service = workspace.services.find((candidate) => candidate.slug === slug);
    return service === undefined ? undefined : { kind: "service", service };
  }
  const member = workspace.members.find((candidate) => candidate.user === slug);
  return member === undefined ? undefined : { kind: "user", member };
}
