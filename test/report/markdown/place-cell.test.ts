import fc from "fast-check";
import { expect, test } from "vitest";

import { renderMarkdown } from "../../../src/report/markdown/markdown.ts";
import type { PlaceLink } from "../../../src/report/markdown/place-cell.ts";
import type { ReportFinding } from "../../../src/report/report.ts";
import { elementsOf, toHtml, toRows } from "../../support/gfm.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { propertyRuns } from "../../support/property.ts";
import { aFinding, aMember, aReport } from "../../support/report.ts";

const commit = "c".repeat(40);

/** As the delivery makes them. */
const toAddress: PlaceLink = ({ path, line }) =>
  path.isWellFormed()
    ? `https://github.example/f/g/blob/${commit}/${path.split("/").map(encodeURIComponent).join("/")}#L${line}`
    : undefined;

function reportOn(paths: readonly string[]) {
  const findings = paths.map((path, index): ReportFinding => ({
    ...aFinding({ rule: "two-factor", subject: aMember("", `m-${index}`) }),
    policy: { path, line: index + 1, column: 1 },
  }));
  return aReport({ findings, resolved: [] });
}

const toHref = (html: string) => html.replaceAll("&amp;", "&");

/** Returns the links of the table, as a reader's browser gets them. */
function linksIn(html: string): string[] {
  const table = /<table>.*?<\/table>/sv.exec(html)?.[0] ?? "";
  return [...table.matchAll(/<a href="([^"]*)">/gv)].map(([, href = ""]) => toHref(href));
}

test("a place is a link to its line, and plain code where no address is known", () => {
  const report = reportOn(["access-policy.yml"]);
  const options = { personalData: "full", toAddress } as const;
  expect(renderMarkdown(report, options)).toContain(
    `| [\`access-policy.yml:1\`](<https://github.example/f/g/blob/${commit}/access-policy.yml#L1>)`,
  );
  for (const none of [
    undefined,
    () => undefined,
    () => "javascript:alert(1)",
    () => "no address",
  ]) {
    const text = renderMarkdown(report, { personalData: "full", toAddress: none });
    expect(text).toContain("| `access-policy.yml:1` ");
    expect(linksIn(toHtml(text))).toEqual([]);
  }
});

function expectOneLinkEach(paths: readonly string[]): void {
  const html = toHtml(renderMarkdown(reportOn(paths), { personalData: "full", toAddress }));
  const plain = toHtml(renderMarkdown(reportOn(paths), { personalData: "full" }));

  const wanted = paths.flatMap(
    (path, index) => toAddress({ path, line: index + 1, column: 1 }) ?? [],
  );
  expect(linksIn(html)).toEqual(wanted.map((address) => new URL(address).href));
  // Nothing else changes: the same cells with the same text, and no other element.
  expect(toRows(html)).toEqual(toRows(plain));
  expect(elementsOf(html).filter((tag) => tag !== "a")).toEqual(elementsOf(plain));
}

test.each(hostileTexts)("a file called %j is one link to that file, and nothing else", (text) => {
  expect.hasAssertions();
  const name = text.replaceAll("/", "");
  expectOneLinkEach([`teams/${name}.yml`, name, `${name}/access-policy.yml`]);
});

test("any file name is one link to that file, and nothing else", () => {
  expect.hasAssertions();
  const special = fc.constantFrom(
    ..."[](){}<>|`\\#?%&;:@!*_~'\" \n\r\t.-=+$^aé\u202E\u{1F600}".split(""),
  );
  const part = fc
    .string({ unit: special, minLength: 1, maxLength: 12 })
    .filter((name) => name !== "." && name !== "..");
  fc.assert(
    fc.property(
      fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      (paths) => {
        expectOneLinkEach(paths.map((parts) => parts.join("/")));
      },
    ),
    propertyRuns(200),
  );
});

test("links make room for findings: where the text is too long with them, there are none", () => {
  const report = reportOn(Array.from({ length: 100 }, () => "access-policy.yml"));
  const plain = renderMarkdown(report, { personalData: "full" });
  const maxBytes = Buffer.byteLength(plain);
  expect(renderMarkdown(report, { personalData: "full", toAddress, maxBytes })).toBe(plain);
  const linked = renderMarkdown(report, { personalData: "full", toAddress });
  expect(Buffer.byteLength(linked)).toBeGreaterThan(maxBytes);
  expect(renderMarkdown(report, { personalData: "full", toAddress, maxBytes: 1024 ** 2 })).toBe(
    linked,
  );
});
