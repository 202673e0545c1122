/** Roster entries as the subjects of findings. */

import type {
  GroupMapping,
  Invite,
  Member,
  OidcProvider,
  ServiceAccount,
  Team,
  Workspace,
} from "../roster/model.ts";
import type { Repository } from "../roster/repository.ts";
import type { EntitlementToken } from "../roster/token.ts";
import { isUnknown } from "../roster/fact.ts";
import { fold } from "../roster/fold.ts";
import type { Subject } from "./finding.ts";
import { shownName } from "../roster/visible.ts";

export function ofMember(member: Member): Subject {
  return { kind: "member", id: member.id, slug: member.username, name: member.name };
}

export function ofService(service: ServiceAccount): Subject {
  return { kind: "service", id: service.slug, slug: service.slug, name: service.name };
}

export function ofTeam(team: Team): Subject {
  return { kind: "team", id: team.id, slug: team.slug, name: team.name };
}

export function ofRepository({ id, slug, name }: Repository): Subject {
  return { kind: "repository", id, slug, name };
}

/** A token is named by its name, which another token of the repository may also have. */
export function ofToken({ id, name }: EntitlementToken): Subject {
  return { kind: "token", id, slug: name, name };
}

/** Returns the subject for an OIDC provider. One without a slug is named after its id. */
export function ofProvider({ id, slug, name }: OidcProvider): Subject {
  return { kind: "provider", id, slug: slug === "" ? id : slug, name };
}

/** Returns the subject for a group mapping, named after the group at the identity provider. */
export function ofMapping({ id, value }: GroupMapping): Subject {
  const group = value === "" ? id : value;
  return { kind: "mapping", id, slug: group, name: group };
}

/** An invite is named after its recipient, as far as that was seen. */
export function ofInvite({ id, username, email }: Invite): Subject {
  const known = [username, email].find((fact) => fact !== null && !isUnknown(fact));
  return { kind: "invite", id, slug: typeof known === "string" ? known : id, name: "" };
}

export function ofWorkspace(workspace: Workspace): Subject {
  return { kind: "workspace", id: workspace.id, slug: workspace.slug, name: workspace.name };
}

/** Returns the subject for a name that only the policy contains. */
export function ofPolicyText(text: string): Subject {
  return { kind: "policy", id: fold(text), slug: text, name: text };
}

/** Returns a subject's name for a sentence: the display name followed by the username. */
export function nameOf({
  kind,
  slug,
  name,
}: Pick<Subject, "slug" | "name"> & { readonly kind: string }): string {
  const shown = shownName(name, slug);
  return kind === "policy" || shown === slug ? slug : `${shown} (${slug})`;
}
