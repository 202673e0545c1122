/** Packs of rosters, and their files as texts. */

import { evaluate } from "../../src/policy/evaluate.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { buildReport } from "../../src/report/build-report.ts";
import { buildPack } from "../../src/report/pack/build-pack.ts";
import type { Pack } from "../../src/report/pack/pack.ts";
import { renderPack } from "../../src/report/pack/render-pack.ts";
import type { Roster } from "../../src/roster/model.ts";
import { policyOf } from "./policy.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
export const packCommit = "4b7f2d90c6e1a8357d1c0e9fb26a45d88130ce7a";

export const packPolicy = policyOf(`
roles:
  owner: { members: [amara-okoye] }
  collaborator: { allow: ["*@contractor.example"] }
teams:
  platform: { managers: [amara-okoye], services: [ci-publish-7hq2] }
exceptions:
  - rule: two-factor
    subject: amara-okoye
    reason: hardware key on order
    expires: 2026-12-31
    approved-by: jonas-lindqvist
    owner: amara-okoye
`);

/** Returns the pack of a roster. */
export function packOf(
  roster: Roster,
  policy: Policy = packPolicy,
  baseline?: Roster,
  before?: Pack,
): Pack {
  const evaluation = evaluate(roster, policy, now);
  const report = buildReport({
    roster,
    baseline,
    policy,
    evaluation,
    resolved: [],
    failOn: "error",
    generatedAt: now,
    tool: { name: "cloudsmith-access-audit", version: "0.1.0" },
  });
  return buildPack({ report, roster, policy, commit: packCommit, before });
}

/** Returns the files' texts by their names. */
export function textsOf(pack: Pack): ReadonlyMap<string, string> {
  return new Map(
    [...renderPack(pack)].map(([name, parts]) => [name, Buffer.concat([...parts]).toString()]),
  );
}
