/** The flags of commands. */

import { Option } from "commander";

/** Returns the description of --repositories; `auto` says when a command reads them by default. */
export function describeRepositories(auto: string): string {
  return `whether to read repositories and their privileges: auto (default: ${auto}), always or never`;
}

/** Flags have the inputs' names. They have no defaults here, because settings.ts has them. */
const options = {
  organization: ["--organization <slug>", "the workspace; default: the policy's"],
  "api-url": ["--api-url <url>", "base URL of the API; default: https://api.cloudsmith.io/v1"],
  policy: ["--policy <file>", "the access policy; default: access-policy.yml"],
  c1z: ["--c1z <file>", "the artifact to write; default: cloudsmith.c1z"],
  "report-json": ["--report-json <file>", "also write the report as JSON"],
  "report-markdown": ["--report-markdown <file>", "also write the report as Markdown"],
  "report-html": ["--report-html <file>", "also write the report as a page for a browser"],
  sarif: ["--sarif <file>", "also write the findings as SARIF 2.1.0"],
  csv: ["--csv <folder>", "also write the roster as CSV for a file connector of C1"],
  pack: ["--pack <folder>", "also write the evidence pack of an access review, with checksums"],
  "fail-on": [
    "--fail-on <severity>",
    "the lowest severity that fails the audit: error (default), warning, note or never",
  ],
  base: ["--base <file>", "the policy before the change, to compare with it as on a pull request"],
  "base-rev": [
    "--base-rev <revision>",
    "the same, but the policy is read from Git, at its path in a commit such as HEAD~1 or origin/main",
  ],
  "pull-request-tasks": [
    "--pull-request-tasks <choice>",
    "with --base or --base-rev, whether tasks to do after merging fail the audit: allow (default) or fail",
  ],
  weakenings: [
    "--weakenings <choice>",
    "with --base or --base-rev, whether changes that weaken the policy fail: allow (default) or fail",
  ],
  limit: [
    "--limit <count>",
    "print at most this many findings of each rule, person or team, and the number of the others; files are not affected; default: all",
  ],
  "group-by": [
    "--group-by <group>",
    "print the findings by rule (default), or those of each person or each team together",
  ],
  "c1z-repositories": [
    "--c1z-repositories",
    "include repositories and who has which privilege on them in the artifact, for C1",
  ],
  "keep-syncs": ["--keep-syncs <count>", "the maximum number of syncs in the artifact; default: 2"],
  "from-c1z": ["--from-c1z <file>", "read an artifact instead of the workspace; needs no API key"],
  "max-age": [
    "--max-age <age>",
    'warn if the artifact to read is older than this, such as "36h" or "7d"; default: none',
  ],
  baseline: [
    "--baseline <file>",
    "an earlier artifact; a roster that shrank too much since then is quarantined",
  ],
  "max-shrink": [
    "--max-shrink <percent>",
    "with --baseline, the maximum loss of people or teams, in percent; default: 25; 100 accepts any loss",
  ],
  "allow-partial": ["--allow-partial", "write the artifact even if the roster has gaps"],
  rule: ["--rule <id>", "only findings of this rule"],
  subject: ["--subject <name>", "only findings of this username, id, e-mail address or slug"],
  expires: [
    "--expires <day>",
    'the last day, such as 2026-12-31, or a number of days; default: "30d", or the most the policy allows',
  ],
  reason: ["--reason <text>", "the reason; default: TODO, which exception-unexplained reports"],
  "approved-by": ["--approved-by <name>", "who approved it"],
  owner: ["--owner <name>", "who is responsible for ending it"],
  ticket: ["--ticket <text>", "the ticket that tracks it"],
  prune: [
    "--prune",
    "instead, remove exceptions that are unused or expired, and entries of lists that have ended",
  ],
  "any-above": [
    "--any-above <people>",
    'teams with more people than this get "members: any" instead of a list; default: no limit',
  ],
  "dry-run": ["--dry-run", "print what would be written or removed, and write nothing"],
  tests: ["--tests <file>", "the policy's tests; default: access-policy.test.yml, if it exists"],
  expect: ["--expect <slugs>", "the workspaces that must have a report, separated by commas"],
  previous: [
    "--previous <file>",
    "an earlier merged report, as JSON, to show what is new since then",
  ],
  strict: [
    "--strict",
    "also fail on exceptions without a reason, and on those for role-count without role and number",
  ],
  repositories: [
    "--repositories <when>",
    describeRepositories("if the policy has a section for them, or with --c1z-repositories"),
  ],
  deadline: ["--deadline <duration>", 'the maximum time for reading, such as "90s"; default: 10m'],
} as const satisfies Record<string, readonly [string, string]>;

export type OptionName = keyof typeof options;

/** Returns the option; `own` is a description for one command. */
export function option(name: OptionName, own?: string): Option {
  const [flags, usual] = options[name];
  // Commander would rename --fail-on to failOn; the settings use the inputs' names.
  return Object.assign(new Option(flags, own ?? usual), { attributeName: () => name });
}
