/** What a change of the policy's OIDC providers and group mappings does. */

import { entryNamed, isListedUntil } from "./entry-index.ts";
import { isAdded, isRemoved, type Effect } from "./effects.ts";
import type { Policy, ProviderPolicy } from "./policy.ts";
import type { PolicyChange } from "./policy-changes.ts";
import { reportsUnlisted } from "./section.ts";
import { isSameIssuer } from "./shared-issuers.ts";

/** Returns the effect of a change of one OIDC provider's entry. */
export function ofProviderEntry(change: PolicyChange, { oidc }: Policy): Effect {
  // Before there was a section, everything was allowed.
  if (oidc === null) return "changes";
  const { entry, part } = change;
  const was = entryNamed(oidc, entry.name);
  switch (part) {
    // A provider that is listed is no longer reported; one that is not has no limits of its own.
    case "entry":
      return "weakens";
    case "issuer":
      if (isRemoved(change)) return "weakens";
      return isAdded(change) || isSameIssuer(change.before ?? "", change.after ?? "")
        ? "changes"
        : "weakens";
    case "require-claims":
      return isRemoved(change) ? "weakens" : "changes";
    case "any-service":
      return isAdded(change) ? "weakens" : "changes";
    case "unprivileged":
      return isAdded(change) && Array.isArray(was?.services) ? "weakens" : "changes";
    default:
      if (isRemoved(change)) return "removes";
      return was !== undefined && allows(was, change) ? "changes" : "weakens";
  }
}

/** Returns the effect of a change of one group mapping. */
export function ofMappingEntry(change: PolicyChange, before: Policy, after: Policy): Effect {
  if (before.groupSync === null && !reportsUnlisted(before, "group-sync")) return "changes";
  if (change.part === "role") return change.after === "Manager" ? "weakens" : "changes";
  if (!isRemoved(change)) return "grants";
  // Nothing looks at a mapping that is not listed, if these are not reported.
  return reportsUnlisted(after, "group-sync") ? "removes" : "weakens";
}

function allows({ services }: ProviderPolicy, { after, terms }: PolicyChange): boolean {
  if (typeof services === "string") return services === "any";
  return isListedUntil(services, after ?? "", terms?.until);
}
