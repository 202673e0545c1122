/** Settings that the plan lacks or that the credential may not read. */

import { expect } from "vitest";

import type { Roster } from "../../../src/roster/model.ts";
import { refuse } from "../../../src/sandbox/faults.ts";
import {
  gaps,
  groupSync,
  groupSyncSwitch,
  oidc,
  saml,
  type Case,
} from "../../support/fault-case.ts";

/** Two halves of one thing: a plan that has one of them has the other. */
const groupSyncCases: readonly Case[] = [groupSync, groupSyncSwitch].map((template) => ({
  name: `402 on ${template} alone`,
  faults: [{ template, strike: refuse(402) }],
  ends: gaps({ "group-sync": /the plan does not include it, but it exists/u }),
}));

/** Settings that the plan lacks or the credential may not read leave no account unseen. */
const planCases: readonly Case[] = (
  [
    [saml, "saml"],
    [groupSync, "group-sync"],
    [oidc, "oidc"],
  ] as const
).flatMap(([template, name]): Case[] => [
  {
    name: `402 on ${name}`,
    faults: (name === "group-sync" ? [template, groupSyncSwitch] : [template]).map((one) => ({
      template: one,
      strike: refuse(402),
    })),
    ends: { end: "whole", change: (roster) => withoutSetting(roster, name, "not-in-plan") },
  },
  {
    name: `403 on ${name}`,
    faults: [{ template, strike: refuse(403) }],
    ends: {
      end: "whole",
      blind: name !== "oidc",
      change: (roster) => withoutSetting(roster, name, "refused"),
    },
  },
  {
    name: `500 for good on ${name}`,
    faults: [{ template, strike: refuse(500) }],
    ends: gaps({ [name]: /returned a server error \(500/u }),
  },
]);

function withoutSetting(
  roster: Roster,
  name: "saml" | "group-sync" | "oidc",
  status: "not-in-plan" | "refused",
): Roster {
  const reason = expect.stringMatching(/the plan|plan does not include|refused it/u) as string;
  const lists = roster.coverage.lists.map((list) =>
    list.name === name ? { ...list, status, reason, count: 0, expected: null } : list,
  );
  const unseen = { unknown: status === "not-in-plan" ? "not-in-plan" : "not-listed" } as const;
  return {
    ...roster,
    ...(name === "saml" && { singleSignOn: { enabled: unseen, enforced: unseen } }),
    ...(name === "group-sync" && {
      groupSync: {
        enabled: status === "not-in-plan" ? unseen : roster.groupSync.enabled,
        mappings: [],
      },
    }),
    ...(name === "oidc" && { oidcProviders: [] }),
    coverage: { ...roster.coverage, lists },
  };
}

export const settingsCases = [...planCases, ...groupSyncCases];
