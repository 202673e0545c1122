/** Names are compared in one form, everywhere: two that only Unicode folds together are two. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import { expect, test } from "vitest";

import { isCalled } from "../../src/roster/same-workspace.ts";
import { requireConfirmedWorkspace } from "../../src/sources/requested-workspace.ts";
import { directoryOf } from "../../src/policy/directory.ts";
import { isInDomains } from "../../src/policy/email.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { selectFindings } from "../../src/policy/exceptions/accept.ts";
import { findAccounts } from "../../src/policy/explain-account.ts";
import { parsePolicy } from "../../src/policy/file/parse.ts";
import { ofPolicyText } from "../../src/policy/subject.ts";
import { fitsOneOf, fitsWildcard } from "../../src/policy/wildcard.ts";
import { fold } from "../../src/roster/fold.ts";
import type { Roster } from "../../src/roster/model.ts";
import { newcomerFinder } from "../../src/roster/newcomer.ts";
import { root } from "../support/process.ts";
import {
  aCoverage,
  aMember,
  anInvite,
  aRoster,
  aService,
  aTeam,
  aWorkspace,
} from "../support/roster.ts";
import { propertyRuns } from "../support/property.ts";
import { policyOf } from "../support/policy.ts";

const now = new Date("2026-11-23T12:00:00Z");

/** A text that Unicode's case folding makes the other one. */
const pairs = [
  ["\u{212A}ate", "kate"],
  ["\u{17F}am", "sam"],
  ["\u{130}vo", "i\u{307}vo"],
  ["STRASSE", "straße"],
  ["ÉRIC", "éric"],
  ["\u{37E}", ";"],
  ["\u{1FEF}", "`"],
] as const;

/** Returns the open findings as `rule subject`. */
function find(policy: string, roster: Partial<Roster>): string[] {
  return evaluate(aRoster(roster), policyOf(policy), now)
    .findings.filter(({ state }) => state !== "accepted")
    .map(({ rule, subject }) => `${rule} ${subject.slug}`);
}

const quote = (text: string) => JSON.stringify(text);
const at = (text: string) => ({ text, position: { line: 1, column: 1 } });

/** Every place in which two names are compared; true where it takes one for the other. */
const places: Readonly<Record<string, (written: string, there: string) => boolean>> = {
  "a role's members": (written, there) =>
    !find(`roles: { owner: { members: [${quote(written)}] } }`, {
      members: [aMember({ username: there, role: "Owner" })],
    }).some((found) => found.startsWith("role-unlisted")),
  "a permanent id": (written, there) =>
    directoryOf(aRoster({ members: [aMember({ id: there })] })).member(at(written)) !== undefined,
  "an address": (written, there) =>
    directoryOf(aRoster({ members: [aMember({ email: `${there}@a.example` })] })).member(
      at(`${written}@a.example`),
    ) !== undefined,
  "a domain": (written, there) => isInDomains(`a@${there}.example`, [`${written}.example`]),
  "what is below a domain": (written, there) =>
    isInDomains(`a@b.${there}.example`, [`*.${written}.example`]),
  "a role's patterns": (written, there) => fitsWildcard(`*${written}*`, `a${there}b`),
  "many patterns": (written, there) => fitsOneOf([`${written}-*`, `*-${written}`])(`a-${there}`),
  "a team": (written, there) =>
    !find(`teams: { ${quote(written)}: {} }`, { teams: [aTeam({ slug: there })] }).some((found) =>
      found.startsWith("team-missing"),
    ),
  "a family of teams": (written, there) =>
    !find(`teams: { ${quote(`${written}-*`)}: {} }\nunlisted-teams: error`, {
      teams: [aTeam({ slug: `${there}-1` })],
    }).some((found) => found.startsWith("team-unlisted")),
  "a team's services": (written, there) =>
    !find(`teams: { platform: { services: [${quote(written)}] } }`, {
      teams: [aTeam({ slug: "platform" })],
      services: [aService({ slug: there, teams: [{ team: "tm-platform", role: "Member" }] })],
    }).some((found) => found.startsWith("team-member-unexpected")),
  "a service account": (written, there) =>
    !find(`services: { ${quote(written)}: {} }`, { services: [aService({ slug: there })] }).some(
      (found) => found.startsWith("service-unlisted"),
    ),
  "who is invited": (written, there) =>
    !find(`invites: { listed: [${quote(written)}] }`, {
      invites: [anInvite({ username: there })],
    }).some((found) => found.startsWith("invite-unlisted")),
  "an exception's subject": (written, there) =>
    !find(
      `exceptions: [{ rule: two-factor, subject: ${quote(written)}, reason: x, expires: 2026-12-01 }]`,
      { members: [aMember({ username: there, role: "Owner", twoFactor: false })] },
    ).some((found) => found.startsWith("two-factor")),
  "an exception's team": (written, there) =>
    !find(
      `teams: { ${quote(there)}: {} }\nexceptions: [{ rule: team-member-unexpected, subject: amara-okoye, team: ${quote(written)}, reason: x, expires: 2026-12-01 }]`,
      {
        teams: [aTeam({ id: "tm-1", slug: there })],
        members: [aMember({ teams: [{ team: "tm-1", role: "Member" }] })],
      },
    ).some((found) => found.startsWith("team-member-unexpected")),
  "a name listed twice": (written, there) =>
    "problems" in
    parsePolicy(
      `version: 1\norganization: fernwick\nroles: { owner: { members: [${quote(written)}, ${quote(there)}] } }\n`,
      "p.yml",
    ),
  "a team listed twice": (written, there) =>
    "problems" in
    parsePolicy(
      `version: 1\norganization: fernwick\nteams: { ${quote(written)}: {}, ${quote(there)}: {} }\n`,
      "p.yml",
    ),
  "two accounts of one address": (written, there) =>
    find("rules: { duplicate-identity: error }", {
      members: [
        aMember({ username: "a", email: `${written}@a.example` }),
        aMember({ username: "b", email: `${there}@a.example` }),
      ],
    }).some((found) => found.startsWith("duplicate-identity")),
  "the account of the audit": (written, there) =>
    !find("services: {}", {
      services: [aService({ slug: there })],
      coverage: aCoverage({ readAs: { kind: "service", slug: written, role: "Manager" } }),
    }).some((found) => found.startsWith("service-unlisted")),
  "accept --subject": (written, there) => {
    const roster = aRoster({
      members: [aMember({ username: there, role: "Owner", twoFactor: false })],
    });
    const { findings } = evaluate(roster, policyOf(""), now);
    return selectFindings(findings, { rule: "two-factor", subject: written }, roster).length > 0;
  },
  explain: (written, there) =>
    findAccounts(aRoster({ members: [aMember({ username: there })] }), written).length > 0,
  "an invite that was taken": (written, there) =>
    newcomerFinder(
      aRoster({ members: [] }),
      aRoster({ members: [aMember({ email: `${there}@a.example` })] }),
    )(anInvite({ email: `${written}@a.example` })) !== undefined,
  "the workspace": (written, there) => isCalled(aWorkspace({ slug: there }), written),
  "the workspace of the policy before": (written, there) => {
    const policy = policyOf("");
    try {
      requireConfirmedWorkspace(
        undefined,
        { ...policy, organization: written },
        { ...policy, organization: there },
      );
      return true;
    } catch {
      return false;
    }
  },
  "the id of a text in the policy": (written, there) =>
    ofPolicyText(written).id === ofPolicyText(there).id,
};

test.each(Object.entries(places))("only the case of A to Z does not matter: %s", (_, isSame) => {
  expect(isSame("Kate-1", "kATE-1")).toBe(true);
  expect(isSame("Jose\u{301}", "jos\u{E9}")).toBe(true);
  const mistaken = pairs.filter(([one, other]) => isSame(one, other) || isSame(other, one));
  expect(mistaken).toEqual([]);
});

test("what ASCII holds after it, ASCII held before it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 12 }), (text) => {
      const folded = fold(text);
      expect(fold(folded)).toBe(folded);
      expect(fold(text.normalize("NFD").normalize("NFC"))).toBe(fold(text.normalize("NFC")));
      const letters = (of: string) => of.replaceAll(/[^\0-\x7F]/gv, "");
      expect(letters(folded).length).toBeLessThanOrEqual(letters(text).length);
    }),
    propertyRuns(500),
  );
});

/** Words of ours, of HTTP and of a search, which are nobody's name. How often each file has one. */
const elsewhere: Readonly<Record<string, number>> = {
  "cel/functions.ts": 2,
  // Of a path, whose old markers are found again.
  "github/marker.ts": 1,
  "github/issue/tracking-issue.ts": 1,
  // Labels and logins are GitHub's, and ASCII by its rules or compared for a warning only.
  "github/issue/open-issue.ts": 1,
  // ASCII by the pattern that found it.
  "github/pull-request/earlier-path.ts": 1,
  // Hosts, names of variables, and hexadecimal digits.
  "network/no-proxy.ts": 1,
  "network/proxy.ts": 1,
  "network/redact.ts": 3,
  "policy/file/describe-issue.ts": 1,
  "commands/explain-access.ts": 1,
  "policy/draft/draft.ts": 1,
  "policy/exceptions/quote.ts": 1,
  "policy/file/decode.ts": 1,
  "policy/names.ts": 1,
  "policy/file/source.ts": 1,
  // "Visible" and "Hidden", in sentences.
  "policy/rules/team-settings.ts": 2,
  "report/policy-changes.ts": 1,
  "policy/tests/fragment.ts": 1,
  "policy/tests/members.ts": 1,
  "report/c1-csv.ts": 1,
  "report/page/app/account-filter.ts": 5,
  "report/page/app/finding-filter.ts": 2,
  "report/page/app/keys/key-filter.ts": 3,
  "report/page/app/keys/key-model.ts": 1,
  "report/page/app/matrix-row.tsx": 1,
  "report/page/app/merged/model.ts": 2,
  "report/page/app/model.ts": 1,
  "report/terminal/terminal-findings.ts": 1,
  "report/page/app/repositories/reach-cells.tsx": 1,
  "report/page/app/repositories/repository-filter.ts": 2,
  "report/page/app/repositories/repository-model.ts": 1,
  "report/page/app/review/use-review-keys.ts": 1,
  "report/escape/visible-text.ts": 1,
  "roster/fold.ts": 2,
  "roster/slug.ts": 1,
  "runner/environment.ts": 1,
  "settings.ts": 2,
};

test("no other file changes the case of a text that may be a name", () => {
  const source = join(root, "src");
  const found = (readdirSync(source, { recursive: true }) as string[])
    .filter((file) => /\.tsx?$/u.test(file) && !file.includes("gen/"))
    .map((file): [string, number] => {
      const text = readFileSync(join(source, file), "utf8");
      return [
        file,
        [
          ...text.matchAll(
            /\.(?:toLowerCase|toUpperCase|localeCompare|toLocale(?:Lower|Upper)Case)\(/gu,
          ),
        ].length,
      ];
    })
    .filter(([, count]) => count > 0);
  expect(Object.fromEntries(found)).toEqual(elsewhere);
});
