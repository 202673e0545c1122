/** Commands, flags and help texts. Each command has its own file. */

import { Command, CommanderError, Option } from "commander";

import { AuditError } from "../errors.ts";
import type { Output } from "../output.ts";
import { count } from "../roster/count.ts";
import { toolName, version } from "../version.ts";
import { escapeLine, toTerminal, type Flags, type Terminal } from "./terminal.ts";

type Run = (flags: Flags, args: readonly string[], terminal: Terminal) => Promise<number>;

/** Returns the exit code: 0 clean, 1 drift, 2 unknown. */
export async function runCommandLine(process: NodeJS.Process, output: Output): Promise<number> {
  let exitCode = 0;
  const program = createProgram(process, output, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(process.argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof AuditError)) throw error;
    output.err(describeFailure(error));
    return 2;
  }
}

function createProgram(
  process: NodeJS.Process,
  output: Output,
  exit: (code: number) => void,
): Command {
  const program = new Command(toolName)
    .description(
      "Audits who holds which role and team in a Cloudsmith workspace against a committed access policy,\nand writes the roster as a C1-compatible .c1z artifact.",
    )
    .version(version, "-V, --version")
    .option("-q, --quiet", "results only: no progress, no information")
    .option("--no-color", "no colours (NO_COLOR works as well)")
    .helpCommand(false)
    .showHelpAfterError("(add --help for what there is)")
    .exitOverride()
    .configureOutput({
      writeOut: output.out,
      writeErr: output.err,
      // If a user gives the API key as an unknown flag, do not print its value.
      outputError: (text, write) => write(text.replace(/(unknown option '[^'=]*)=[^']*'/u, "$1'")),
    })
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", exitCodes);
  const add: Add = (name, summary, load) =>
    program
      .command(name)
      .description(summary)
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command;
        const flags = command.opts<Flags>();
        const terminal = toTerminal(process, output, program.opts<Flags>());
        const run = await load();
        exit(await run(flags, command.args, terminal));
      });

  addReading(add);
  addPolicyWork(add);
  addMerge(add);
  withSource(
    add(
      "explain",
      "what a rule looks for and what to do about it, or what each rule says of a person",
      async () => (await import("./explain.ts")).explain,
    ),
  )
    .argument("[rule|person]", "a rule's id, or a username, id or e-mail; left out: all rules")
    .addOption(option("policy"));
  add(
    "demo",
    "the whole job on a fictional workspace: no account, no network",
    async () => (await import("./demo.ts")).demo,
  )
    .option("--exit-code", "return what audit would have returned, instead of 0")
    .option("--output <folder>", "where the files go", "demo-output");
  return program;
}

/** Adds a command whose code is loaded on use. */
type Add = (name: string, summary: string, load: () => Promise<Run>) => Command;

function addReading(add: Add): void {
  withReading(
    add(
      "audit",
      "the whole job: read, compare with the policy, write, report",
      async () => (await import("./audit.ts")).audit,
    ),
  )
    .addOption(option("policy"))
    .addOption(option("report-json"))
    .addOption(option("report-markdown"))
    .addOption(option("report-html"))
    .addOption(option("sarif"))
    .addOption(option("csv"))
    .addOption(option("pack"))
    .addOption(option("fail-on"))
    .addOption(option("base"))
    .addOption(option("pull-request-tasks"))
    .addOption(option("weakenings"));
  withReading(
    add(
      "sync",
      "read the workspace and write the artifact, without a policy",
      async () => (await import("./sync.ts")).sync,
    ),
  );
}

function addMerge(add: Add): void {
  add(
    "merge",
    "one report over the JSON reports of many workspaces",
    async () => (await import("./merge.ts")).merge,
  )
    .argument("[report...]", "files that audit wrote with --report-json")
    .addOption(option("expect"))
    .addOption(option("report-json"))
    .addOption(option("report-markdown"))
    .addHelpText("after", mergeText);
}

function addPolicyWork(add: Add): void {
  add(
    "diff",
    "what changed between two syncs, of one artifact or of two",
    async () => (await import("./diff.ts")).diff,
  )
    .argument("<earlier>", "an artifact; alone, its two newest syncs are compared")
    .argument("[later]", "another one of the same workspace; the newest sync of each is compared")
    .option(
      "--exit-code",
      "return 1 if something changed, 2 if a list was incomplete, instead of 0",
    )
    .addOption(option("report-json"))
    .addOption(option("report-markdown"));
  add(
    "check",
    "check a policy file and run its tests; needs no network",
    async () => (await import("./check.ts")).check,
  )
    .addOption(option("policy"))
    .addOption(option("tests"))
    .addOption(option("strict"))
    .addHelpText("after", checkText);
  withSource(
    add(
      "init",
      "draft a policy from the workspace as it is, and prove that it fits",
      async () => (await import("./init.ts")).init,
    ),
  )
    .addOption(option("policy"))
    .option("--force", "replace an existing policy");
  withSource(
    add(
      "accept",
      "write today's findings into the policy as dated exceptions",
      async () => (await import("./accept.ts")).accept,
    ),
  )
    .addOption(option("policy"))
    .addOption(option("rule"))
    .addOption(option("subject"))
    .addOption(option("expires"))
    .addOption(option("reason"))
    .addOption(option("approved-by"))
    .addOption(option("owner"))
    .addOption(option("ticket"))
    .addOption(option("dry-run"));
}

function withReading(command: Command): Command {
  return withSource(command)
    .addOption(option("c1z"))
    .addOption(option("keep-syncs"))
    .addOption(option("baseline"))
    .addOption(option("max-shrink"))
    .addOption(option("allow-partial"));
}

/** Adds the flags for the workspace and how to read it. */
function withSource(command: Command): Command {
  return command
    .addOption(option("organization"))
    .addOption(option("api-url"))
    .addOption(option("from-c1z"))
    .addOption(option("max-age"))
    .addOption(option("deadline"))
    .addHelpText("after", apiKeyText);
}

const apiKeyText = `
The API key is read from the environment variable CLOUDSMITH_API_KEY and from nowhere else, so that it
appears in no process list and no shell history. It must belong to an Owner or a Manager.`;

const checkText = `
Here, exit code 1 says that a test of the policy fails, or with --strict that an exception has no reason;
2 that the policy or its tests are not valid.`;

const mergeText = `
The verdict is the worst one. A report that cannot be read, that is there twice, or that is expected and
missing makes it unknown: what was not seen is never clean.`;

const exitCodes = `
Exit codes: 0 no drift, 1 drift at or above --fail-on, 2 it could not be told.
Try it without an account: ${toolName} demo`;

/** Flags have the inputs' names. They have no defaults here, because settings.ts has them. */
const options = {
  organization: ["--organization <slug>", "the workspace; default: the policy's"],
  "api-url": ["--api-url <url>", "base URL of the API; default: https://api.cloudsmith.io/v1"],
  policy: ["--policy <file>", "the access policy; default: access-policy.yml"],
  c1z: ["--c1z <file>", 'the artifact to write; default: cloudsmith.c1z, "" for none'],
  "report-json": ["--report-json <file>", "also write the report as JSON"],
  "report-markdown": ["--report-markdown <file>", "also write the report as Markdown"],
  "report-html": ["--report-html <file>", "also write the report as a page for a browser"],
  sarif: ["--sarif <file>", "also write the findings as SARIF 2.1.0"],
  csv: ["--csv <folder>", "also write the roster as CSV for a file connector of C1"],
  pack: ["--pack <folder>", "also write the pack of an access review, with checksums"],
  "fail-on": ["--fail-on <severity>", "error (default), warning, note or never"],
  base: [
    "--base <file>",
    "the policy before a change: compare both with the workspace, as on a pull request",
  ],
  "pull-request-tasks": [
    "--pull-request-tasks <choice>",
    "with --base, whether tasks after merging fail: allow (default) or fail",
  ],
  weakenings: [
    "--weakenings <choice>",
    "with --base, whether changes that weaken the policy fail: allow (default) or fail",
  ],
  "keep-syncs": ["--keep-syncs <count>", "how many syncs the artifact holds at most; default: 2"],
  "from-c1z": ["--from-c1z <file>", "audit an artifact instead of the workspace; needs no key"],
  "max-age": [
    "--max-age <age>",
    'how old an artifact may be that is read, such as "36h" or "7d"; default: none',
  ],
  baseline: [
    "--baseline <file>",
    "an earlier artifact; a roster that lost much since is quarantined",
  ],
  "max-shrink": [
    "--max-shrink <percent>",
    "how much the roster may have lost since; default: 25, and 100 believes everything",
  ],
  "allow-partial": ["--allow-partial", "write the artifact even where the roster has gaps"],
  rule: ["--rule <id>", "only findings of this rule"],
  subject: ["--subject <name>", "only findings of this username, id, e-mail address or slug"],
  expires: [
    "--expires <day>",
    'the last day, such as 2026-12-31, or a number of days; default: "30d", or the most the policy allows',
  ],
  reason: ["--reason <text>", "why; default: TODO, which exception-unexplained finds"],
  "approved-by": ["--approved-by <name>", "who approved it"],
  owner: ["--owner <name>", "who sees to it that it ends"],
  ticket: ["--ticket <text>", "where it is followed up"],
  "dry-run": ["--dry-run", "print what would be written, and write nothing"],
  tests: ["--tests <file>", "the policy's tests; default: access-policy.test.yml, if it is there"],
  expect: ["--expect <slugs>", "the workspaces that must be there, separated by commas"],
  strict: ["--strict", "also fail on exceptions whose reason is missing or TODO"],
  deadline: ["--deadline <duration>", 'how long reading may take, such as "90s"; default: 10m'],
} as const satisfies Record<string, readonly [string, string]>;

function option(name: keyof typeof options): Option {
  const [flags, description] = options[name];
  // Commander would rename --fail-on to failOn; the settings use the inputs' names.
  return Object.assign(new Option(flags, description), { attributeName: () => name });
}

/** Prints one problem per line, in the format of editors, and the number of problems last. */
function describeFailure({ message, problems }: AuditError): string {
  const lines = message.split("\n").map(escapeLine).join("\n");
  const [first] = problems;
  if (first === undefined) return `error: ${lines}\n`;
  const mistakes = count(problems.length, "mistake");
  return `${lines}\nerror: cannot use ${escapeLine(first.path)}: it has ${mistakes}. ${problems.length === 1 ? "It is" : "They are"} listed above.\n`;
}
