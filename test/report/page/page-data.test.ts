import fc from "fast-check";
import { expect, test } from "vitest";

import { toPage } from "../../../src/report/page/app/model.ts";
import { spanOf, reveal } from "../../../src/report/page/app/matrix-window.ts";
import { linkTo, linkToAccount, parseRoute } from "../../../src/report/page/app/route.ts";
import { escapeHtml } from "../../../src/report/escape/escape-html.ts";
import { toPageData, type PageData } from "../../../src/report/page/page-data.ts";
import { isUnknown } from "../../../src/roster/fact.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { aReport } from "../../support/report.ts";
import { aRoster, arbitraryRoster } from "../../support/roster.ts";
import { propertyRuns } from "../../support/property.ts";

const openedAt = new Date("2026-11-23T11:00:00Z");

test("every account gets through the columns with each fact, unknown ones with their reason", () => {
  fc.assert(
    fc.property(arbitraryRoster(), (roster) => {
      const data = JSON.parse(JSON.stringify(toPageData(aReport(), roster, []))) as PageData;
      const { accounts } = toPage(data, openedAt);

      const expected = [...roster.members, ...roster.services, ...roster.invites];
      expect(accounts).toHaveLength(expected.length);
      for (const [index, { role, teams }] of expected.entries()) {
        const account = accounts[index];
        expect(account?.role).toEqual(role);
        const places = account?.places ?? [];
        const held = isUnknown(places)
          ? places
          : places.map((place) => ({ team: place.team.id, role: place.role }));
        expect(held).toEqual(teams);
      }
      for (const [index, member] of roster.members.entries()) {
        const { id, email, active, twoFactor, lastLoginAt, lastLoginMethod, visibility } = member;
        const facts = { id, email, active, twoFactor, lastLoginAt, lastLoginMethod, visibility };
        expect(accounts[index]).toMatchObject(facts);
      }
    }),
    propertyRuns(100),
  );
});

test("the page has the URL of a file's lines where the run knows it, and none otherwise", () => {
  const report = aReport();
  const lineUrl = (file: string, line: number) =>
    file === report.policy.path
      ? `https://github.example/o/r/blob/abc/${file}#L${line}`
      : undefined;
  const roster = aRoster();

  expect(toPageData(report, roster, [], { lineUrl }).policyLinks).toEqual({
    [report.policy.path]: `https://github.example/o/r/blob/abc/${report.policy.path}#L`,
  });
  expect(toPageData(report, roster, [])).not.toHaveProperty("policyLinks");
  expect(() => toPageData(report, roster, [], { lineUrl: () => "https://x.example/" })).toThrow(
    /^bug: /u,
  );
});

test("a remedy of a finding's own gets through, and a rule's is there once", () => {
  const [finding] = aReport().findings;
  if (finding === undefined) throw new Error("the report has no finding");
  const findings = [finding, { ...finding, fingerprint: "b", remedy: "Ask the provider." }];
  const report = aReport({ findings });
  const data = toPageData(report, aRoster(), []);

  expect(data.report.findings.map(({ remedy }) => remedy)).toEqual(["", "Ask the provider."]);
  const shown = toPage(data, openedAt).report.findings.map(({ remedy }) => remedy);
  expect(shown).toEqual([finding.remedy, "Ask the provider."]);
});

test("what the page draws of a long list is what is in sight, wherever it is scrolled to", () => {
  const size = 30;
  const extent = 500;
  fc.assert(
    fc.property(fc.nat(20_000), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
      const offset = Math.max(0, count * size - extent) * share;
      const { first, end } = spanOf({ offset, extent, size, count, spare: 5 });
      expect(first).toBeLessThanOrEqual(Math.floor(offset / size));
      expect(end).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((offset + extent) / size)));
      expect(end - first).toBeLessThanOrEqual(Math.ceil(extent / size) + 15);
    }),
    propertyRuns(100),
  );
});

test("a row out of sight is scrolled to, and one in sight stays where it is", () => {
  const view = { offset: 300, extent: 300, size: 30 };
  expect(reveal({ ...view, index: 12 })).toBe(300);
  expect(reveal({ ...view, index: 2 })).toBe(60);
  expect(reveal({ ...view, index: 20 })).toBe(330);
});

test("an address leads back to the view, the filters and the account that it was made of", () => {
  expect(parseRoute(linkTo("findings", { rule: "two-factor", q: "a&b=c #?", state: "" }))).toEqual({
    view: "findings",
    account: "",
    query: { rule: "two-factor", q: "a&b=c #?" },
  });
  expect(parseRoute(linkToAccount({ kind: "invite", id: "a/b?c@d %" })).account).toBe(
    "invite/a/b?c@d %",
  );
  expect(parseRoute("#/account/member/%E0%A4%A").view).toBe("account");
  expect(parseRoute("#/constructor").view).toBe("overview");
});

test("text outside the page's script is never HTML", () => {
  for (const text of hostileTexts) expect(escapeHtml(text)).not.toMatch(/[<>"']/u);
  expect(escapeHtml("R&D <b>'\"")).toBe("R&amp;D &lt;b&gt;&#39;&quot;");
});
