/** The links of the README and the documentation, and the index of its pages. */

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { expect, test } from "vitest";

import { toHtml, toText } from "../support/gfm.ts";
import { root } from "../support/process.ts";

const pagesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
const pages = ["README.md", "CHANGELOG.md", ...pagesIn("docs"), ...pagesIn(".github")];

const rendered = new Map<string, string>();
function htmlOf(page: string): string {
  const html = rendered.get(page) ?? toHtml(readFileSync(join(root, page), "utf8"));
  rendered.set(page, html);
  return html;
}

/** Returns the addresses of a page's links and pictures that are not on another site. */
function linksOf(page: string): string[] {
  return [...htmlOf(page).matchAll(/<(?:a|img)\b[^>]*? (?:href|src)="([^"]+)"/gu)]
    .map(([, address = ""]) => address.replaceAll("&amp;", "&"))
    .filter((address) => !/^(?:https?|mailto):/u.test(address));
}

/** Returns the anchors of a page's headings, as GitHub names them. */
function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of htmlOf(page).matchAll(/<h[1-6]>(.*?)<\/h[1-6]>/gsu)) {
    const name = toText(heading)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, "")
      .replaceAll(" ", "-");
    let anchor = name;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${name}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** Returns why a link of a page leads nowhere; undefined if it leads somewhere. */
function findBreak(page: string, address: string): string | undefined {
  const [path = "", anchor] = address.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (relative("", target).startsWith("..")) return "it leaves the repository";
  if (!existsSync(join(root, target))) return "there is no such file";
  if (anchor === undefined) return undefined;
  if (statSync(join(root, target)).isDirectory() || !target.endsWith(".md")) {
    return "only pages have anchors";
  }
  return anchorsOf(target).has(anchor) ? undefined : "there is no such heading";
}

test.each(pages)("every link in %s leads to a file and a heading", (page) => {
  const broken = linksOf(page).flatMap((address) => {
    const why = findBreak(page, address);
    return why === undefined ? [] : [`${address}: ${why}`];
  });
  expect(broken).toEqual([]);
});

test("the pages have links to other pages, to headings and to pictures", () => {
  const links = pages.flatMap(linksOf);
  expect(links.filter((address) => address.includes("#")).length).toBeGreaterThan(20);
  expect(links.filter((address) => address.endsWith(".png")).length).toBeGreaterThan(0);
});

test.each([
  ["docs/no-such-page.md", "there is no such file"],
  ["docs/policy.md#no-such-heading", "there is no such heading"],
  ["#no-such-heading", "there is no such heading"],
  ["../elsewhere.md", "it leaves the repository"],
  ["action.yml#inputs", "only pages have anchors"],
  ["docs/policy.md#exceptions", undefined],
])("a link from the README to %s is checked", (address, why) => {
  expect(findBreak("README.md", address)).toBe(why);
});

test("every picture is shown on a page", () => {
  const shown = new Set(
    pages.flatMap((page) => linksOf(page).map((to) => join(dirname(page), to))),
  );
  const pictures = readdirSync(join(root, "docs/pictures")).map((name) => `docs/pictures/${name}`);
  expect(pictures.filter((path) => !shown.has(path))).toEqual([]);
});

test("docs/README.md lists every page of the documentation and every example", () => {
  const listed = new Set(linksOf("docs/README.md").map((path) => join("docs", path)));
  const examples = readdirSync(join(root, "examples")).map((name) => `examples/${name}`);
  const unlisted = [...pagesIn("docs"), ...examples].filter(
    (path) => path !== "docs/README.md" && !listed.has(path),
  );
  expect(unlisted).toEqual([]);
});

test("the README has at most 200 lines, and begins with two sentences and one picture", () => {
  const text = readFileSync(join(root, "README.md"), "utf8");
  const [, first = "", second = ""] = text.split("\n\n");
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(200);
  expect(first.match(/[^.]\.(?: |$)/gu)).toHaveLength(2);
  expect(second).toMatch(/^<img src="docs\/pictures\/[\w-]+\.png" [^>]*alt="[^"]+">$/u);
  expect(linksOf("README.md").filter((address) => address.endsWith(".png"))).toHaveLength(1);
});
