/** Who asks: what a credential is, what its role sees, and what the API means by active. */

import { editBody, editHeaders } from "../../../src/sandbox/faults.ts";
import { activeSemantics } from "../../../src/sandbox/lists.ts";
import { gaps, members, self, whole, type Case, type Row } from "../../support/fault-case.ts";

export const callerCases: readonly Case[] = [
  ...[undefined, false, null, "true", 1].map((authenticated): Case => ({
    name: `authenticated is ${JSON.stringify(authenticated) ?? "missing"}, with status 200`,
    faults: [{ template: self, strike: editBody((body: Row) => ({ ...body, authenticated })) }],
    ends: { end: "failure", message: /does not recognize the credential/u },
  })),
  {
    name: "a caller without a name",
    faults: [{ template: self, strike: editBody((body: Row) => ({ ...body, slug: null })) }],
    ends: gaps({
      members: /role is not known/u,
      teams: /role is not known/u,
      services: /role is not known/u,
      invites: /role is not known/u,
      oidc: /role is not known/u,
    }),
  },
  {
    name: "a caller whose name is a path",
    faults: [
      { template: self, strike: editBody((body: Row) => ({ ...body, slug: "alice/remove" })) },
    ],
    ends: gaps({
      members: /role is not known/u,
      teams: /role is not known/u,
      services: /role is not known/u,
      invites: /role is not known/u,
      oidc: /role is not known/u,
    }),
  },
  { name: "the key of an Owner", key: "owner", ends: whole },
  { name: "the key of a Manager", key: "manager", ends: whole },
  ...(["member", "collaborator"] as const).map((key): Case => ({
    name: `the key of a ${key}`,
    key,
    ends: gaps({
      members: /whose role is (?:Member|Collaborator); only an Owner or a Manager/u,
      teams: /only an Owner or a Manager/u,
      services: /refused it \(403/u,
      invites: /refused it \(403/u,
      saml: /refused it \(403/u,
      "group-sync": /refused it \(403/u,
      oidc: /refused it \(403/u,
    }),
  })),
  ...activeSemantics.map((semantics): Case => ({
    name: `is_active means ${semantics}`,
    sandbox: { activeSemantics: semantics },
    ends: whole,
  })),
  {
    name: "counts of active and inactive members that fit nothing",
    faults: [
      {
        template: members,
        query: "is_active=true&page_size=1",
        strike: editHeaders({ "X-Pagination-Count": "7" }),
      },
    ],
    ends: gaps({ members: /contradict each other/u }),
  },
];
