/**
 * Prints the notes of a release: how to use it, and its section of the changelog.
 * `node scripts/release-notes.ts OWNER/REPOSITORY VERSION COMMIT`
 */

import { readFile } from "node:fs/promises";

export interface Release {
  /** `owner/name`. */
  readonly repository: string;
  /** Without the `v` of the tag. */
  readonly version: string;
  /** The full SHA. */
  readonly commit: string;
}

/**
 * Returns the notes in Markdown. Throws if the changelog has no section for the version, if the
 * section is empty or still "unreleased", or if the commit is not a full SHA.
 */
export function writeReleaseNotes(changelog: string, release: Release): string {
  const { repository, version, commit } = release;
  if (!/^[0-9a-f]{40}$/u.test(commit)) throw new Error(`"${commit}" is not a full commit SHA`);
  const sections = changelog.split(/^## /mu).slice(1);
  const section = sections.find((text) => text.split(/\s/u, 1)[0] === version);
  if (section === undefined) throw new Error(`the changelog has no section "## ${version}"`);
  const [heading = "", ...lines] = section.split("\n");
  if (heading.includes("unreleased")) throw new Error(`the changelog says "## ${heading}"`);
  const changes = lines.join("\n").trim();
  if (changes === "") throw new Error(`the section "## ${version}" of the changelog is empty`);
  const folder = `https://github.com/${repository}/blob/v${version}/`;
  return `\`\`\`yaml
uses: ${repository}@${commit} # v${version}
\`\`\`

${makeAbsolute(changes, folder)}
`;
}

/** The page of a release is not in the repository's folder, so relative links lead nowhere there. */
function makeAbsolute(markdown: string, folder: string): string {
  return markdown.replaceAll(/\]\((?![a-z]+:|#)/gu, `](${folder}`);
}

if (import.meta.main) {
  const [repository = "", version = "", commit = ""] = process.argv.slice(2);
  const changelog = await readFile(new URL("../CHANGELOG.md", import.meta.url), "utf8");
  process.stdout.write(writeReleaseNotes(changelog, { repository, version, commit }));
}
