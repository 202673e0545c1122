/** A name that nobody can see counts as none, wherever a name is shown. */

import { fromBinary } from "@bufbuild/protobuf";
import { expect, test } from "vitest";

import { ResourceSchema } from "../../src/c1z/protobuf/gen/c1/connector/v2/connector_pb.js";

import { resourceRows } from "../../src/c1z/records.ts";
import { memberProfile, serviceProfile } from "../../src/c1z/profile.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { nameOf, ofMember } from "../../src/policy/subject.ts";
import { buildReport } from "../../src/report/build-report.ts";
import { renderEntitlements, renderIdentities } from "../../src/report/c1-csv.ts";
import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import { buildPack } from "../../src/report/pack/build-pack.ts";
import { packJson, renderPack } from "../../src/report/pack/render-pack.ts";
import {
  renderChangesMarkdown,
  renderChangesTerminal,
  toChangeReport,
} from "../../src/report/render-changes.ts";
import { describeChanges } from "../../src/report/changes.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { renderTerminal } from "../../src/report/terminal/terminal.ts";
import type { Roster } from "../../src/roster/model.ts";
import { createServiceIdentities } from "../../src/roster/service-identity.ts";
import { isInvisible, shownName } from "../../src/roster/visible.ts";
import { ordinaryNames } from "../support/hostile-text.ts";
import { aMember, aRoster, aService, aTeam, aWorkspace } from "../support/roster.ts";
import { policyFrom } from "../support/policy.ts";

/** Names of which nothing can be seen. */
const blanks: readonly [what: string, name: string][] = [
  ["nothing", ""],
  ["spaces", " \u{A0}\u{3000}\u{2003}"],
  ["line breaks", "\r\n\t\u{2028}\u{2029}"],
  ["zero-width space and word joiner", "\u{200B}\u{2060}"],
  ["joiners", "\u{200C}\u{200D}"],
  ["byte order mark", "\u{FEFF}"],
  ["soft hyphen", "\u{AD}"],
  ["Hangul fillers", "\u{3164}\u{115F}\u{1160}\u{FFA0}"],
  ["Braille blank", "\u{2800}"],
  ["variation selectors", "\u{FE00}\u{FE0F}\u{E0100}"],
  ["tags", "\u{E0001}\u{E0041}\u{E007F}"],
  ["private use", "\u{E000}\u{F0000}\u{100000}"],
  ["NUL and controls", "\0\u{7}\u{1B}\u{7F}\u{9B}"],
  ["bidi controls", "\u{202E}\u{2066}\u{2069}\u{61C}\u{200E}"],
  ["combining marks alone", "\u{301}\u{300}\u{20DD}"],
  ["Khmer inherent vowels", "\u{17B4}\u{17B5}"],
  ["combining grapheme joiner", "\u{34F}"],
  ["Mongolian vowel separator", "\u{180E}"],
  ["a musical note without a head", "\u{1D159}"],
  ["interlinear annotation", "\u{FFF9}\u{FFFB}"],
  ["noncharacters", "\u{FFFE}\u{1FFFF}"],
  ["half of a surrogate pair", "\u{D800}"],
];

const now = new Date("2026-11-23T12:00:00Z");
const text = [
  "version: 1",
  "organization: fernwick",
  "roles: { owner: { members: [amara-okoye] } }",
  "teams: { platform: { members: [amara-okoye] } }",
  "services: {}",
  "",
].join("\n");

function rosterOf(name: string, role: "Owner" | "Member" = "Owner"): Roster {
  const teams = [{ team: "tm-platform", role: "Member" as const }];
  return aRoster({
    workspace: aWorkspace({ name }),
    members: [
      aMember({ name, role, twoFactor: false, teams }),
      aMember({ username: "bernard-koch", name, role: "Owner", teams }),
    ],
    teams: [aTeam({ name })],
    services: [aService({ name, teams })],
  });
}

/** Returns all that is written for people when everybody and everything has this name. */
function shownFor(name: string): Readonly<Record<string, string>> {
  const policy = policyFrom(text);
  const [before, roster] = [rosterOf(name, "Member"), rosterOf(name)];
  const report = {
    ...buildReport({
      roster,
      baseline: before,
      policy,
      evaluation: evaluate(roster, policy, now),
      resolved: [],
      failOn: "error",
      generatedAt: now,
      tool: { name: "cloudsmith-access-audit", version: "0.1.0" },
    }),
    // Of the name as it was read, which it must be.
    rosterDigest: "0".repeat(64),
  };
  const page = { columns: 120, colour: false } as const;
  const changes = toChangeReport(roster.workspace, describeChanges(before, roster));
  const pack = buildPack({ report, roster, policy, commit: undefined, before: undefined });
  return {
    terminal: renderTerminal(report, page),
    markdown: renderMarkdown(report, { personalData: "full" }),
    sarif: renderSarif(report),
    "changes in a terminal": renderChangesTerminal(changes, page),
    "changes in Markdown": renderChangesMarkdown(changes),
    identities: [...renderIdentities(roster)].join(""),
    entitlements: [...renderEntitlements(roster)].join(""),
    ...Object.fromEntries(
      [...renderPack(pack)]
        .filter(([file]) => file !== packJson && file !== "SHA256SUMS")
        .map(([file, parts]) => [file, Buffer.concat([...parts]).toString()]),
    ),
    "C1's display names": Array.from(
      resourceRows({ roster }),
      ({ data }) => fromBinary(ResourceSchema, data).displayName,
    ).join("\n"),
    "C1's first names": [
      ...roster.members.map(memberProfile),
      ...roster.services.map((service) =>
        serviceProfile(service, createServiceIdentities(roster)(service)),
      ),
    ]
      .map((profile) => profile["first_name"])
      .join("\n"),
    explain: roster.members.map((member) => nameOf(ofMember(member))).join("\n"),
  };
}

test.each(blanks)("is no name: %s", (_, name) => {
  expect(isInvisible(name)).toBe(true);
  expect(shownName(name, "amara-okoye")).toBe("amara-okoye");
});

test.each([...ordinaryNames, "\u{200B}a", "a\u{200B}", "\u{301}e", "🙂", "ㅤ가", "."])(
  "is a name: %j",
  (name) => {
    expect(shownName(name, "amara-okoye")).toBe(name);
  },
);

test.each(blanks)("is shown as no name would be, everywhere: %s", (_, name) => {
  expect(shownFor(name)).toEqual(shownFor(""));
});

test("where there is no name, the username or slug is shown", () => {
  const shown = shownFor("\u{3164}");
  for (const [where, what] of Object.entries(shown)) {
    expect(what, where).not.toMatch(/<U\+|\u{3164}|\( *\)| {2}\(amara/u);
  }
  expect(shown["identities"]).toMatch(/^amara-okoye,id-amara-okoye,amara-okoye,/mu);
  expect(shown["explain"]).toBe("amara-okoye\nbernard-koch");
  expect(shown["C1's display names"]?.split("\n")).toEqual(
    expect.arrayContaining(["fernwick", "platform", "amara-okoye", "ci-publish-7hq2"]),
  );
});
