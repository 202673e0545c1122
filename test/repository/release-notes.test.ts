/** The notes of a release come from the changelog, and the release workflow uses them. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";
import { parse } from "yaml";

import { writeReleaseNotes } from "../../scripts/release-notes.ts";
import { version } from "../../src/version.ts";
import { root, runNode } from "../support/process.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const release = { repository: "fernwick/audit", version: "1.2.0", commit };
const changelog = `# Changelog

## 1.2.1 (unreleased)

- Not yet.

## 1.2.0 (2026-11-23)

- See [the policy](docs/policy.md#days), [GitHub](https://github.com/) and [above](#changelog).

### Fixed

- A fault.

## 1.1.0

## 1.1.0-rc.1

- Older.
`;

test("the notes are the pinned line and the version's section, with absolute links", () => {
  expect(writeReleaseNotes(changelog, release)).toBe(`\`\`\`yaml
uses: fernwick/audit@${commit} # v1.2.0
\`\`\`

- See [the policy](https://github.com/fernwick/audit/blob/v1.2.0/docs/policy.md#days), [GitHub](https://github.com/) and [above](#changelog).

### Fixed

- A fault.
`);
});

test.each([
  ["a version without a section", { version: "1.3.0" }, /no section "## 1\.3\.0"/u],
  ["a part of a version", { version: "1.2" }, /no section "## 1\.2"/u],
  ["a version that is not released", { version: "1.2.1" }, /"## 1\.2\.1 \(unreleased\)"/u],
  ["a section without a change", { version: "1.1.0" }, /is empty/u],
  ["a short SHA", { commit: "0123456" }, /not a full commit SHA/u],
])("%s has no notes", (_, change, message) => {
  expect(() => writeReleaseNotes(changelog, { ...release, ...change })).toThrow(message);
});

test("the changelog has a section for this version", () => {
  const text = readFileSync(join(root, "CHANGELOG.md"), "utf8").replace(" (unreleased)", "");
  expect(writeReleaseNotes(text, { ...release, version })).toContain("\n- ");
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

const path = ".github/workflows/release.yml";
const { jobs } = parse(readFileSync(join(root, path), "utf8")) as {
  jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
};
const commandsOf = (job: string) => jobs[job]?.steps.map(({ run = "" }) => run).join("\n") ?? "";

test("the release workflow writes the notes in one job and hands them to the draft", () => {
  expect(commandsOf("build")).toContain(
    'node scripts/release-notes.ts "$REPOSITORY" "$VERSION" "$SHA" > release-notes.md',
  );
  expect(commandsOf("draft")).toContain("--notes-file notes/release-notes.md");
  expect(commandsOf("draft")).not.toContain("--generate-notes");
  const uploads = jobs["build"]?.steps.filter(({ uses }) => uses?.includes("/upload-artifact@"));
  const downloads = jobs["draft"]?.steps.filter(({ uses }) =>
    uses?.includes("/download-artifact@"),
  );
  expect(uploads?.map((step) => step.with?.["name"])).toEqual(["release", "release-notes"]);
  expect(downloads?.map((step) => step.with?.["name"])).toEqual(["release", "release-notes"]);
});

test("on the command line, a missing section ends with an error and prints nothing", async () => {
  const script = join(root, "scripts/release-notes.ts");
  const result = await runNode(script, ["fernwick/audit", "99.0.0", commit], { cwd: root });
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toContain('the changelog has no section "## 99.0.0"');
});
