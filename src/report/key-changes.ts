/** Changes of the policy's OIDC providers and group mappings in words. */

import type { Weakening, Words } from "./policy-words.ts";

/** Returns what a change of one OIDC provider's entry does, without a final period. */
export function providerSentence({ name, item, part, added, is, was }: Words): string {
  switch (part) {
    case "entry":
      return `${added ? "lists" : "no longer lists"} OIDC provider ${name}`;
    case "issuer":
      return `OIDC provider ${name}: ${added ? `its issuer must be ${is}${was}` : "its issuer is no longer managed"}`;
    case "require-claims":
      return `OIDC provider ${name}: claim ${item} ${added ? "is required" : "is no longer required"}`;
    case "any-service":
      return `OIDC provider ${name}: ${added ? "its tokens may become any service account" : "its tokens may no longer become any service account"}`;
    case "unprivileged":
      return `OIDC provider ${name}: ${added ? "its tokens may become any service account that is not privileged" : "its service accounts are listed"}`;
    default:
      return `OIDC provider ${name}: its tokens ${added ? "may" : "may no longer"} become service account ${item}`;
  }
}

/** Returns what a change of one group mapping does, without a final period. */
export function mappingSentence({ name, part, added, is, was }: Words): string {
  return part === "entry"
    ? `${added ? "expects" : "no longer expects"} the group mapping ${name}`
    : `group mapping ${name}: role ${is}${was}`;
}

/** Returns what a weakening does; undefined if its sentence says it. */
export function keyWeakening({
  kind,
  name,
  item,
  part,
  added,
}: Pick<Words, "name" | "item" | "part" | "added"> & {
  readonly kind: string;
}): Weakening | undefined {
  if (kind === "mapping" && part === "role")
    return { label: "lets a group give the role Manager", detail: name };
  if (kind !== "provider") return undefined;
  if (part === "entry" && added) return { label: `allows OIDC provider ${name}`, detail: "" };
  return part === "services"
    ? {
        label: `lets tokens of OIDC provider ${name} become one more service account`,
        detail: item,
      }
    : undefined;
}
