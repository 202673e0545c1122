/** Commands, flags and help texts. Each command has its own file. */

import { Command, CommanderError, type HelpConfiguration } from "commander";

import { AuditError, withFlagNames } from "../errors.ts";
import type { Output } from "../output.ts";
import { toolName, version } from "../version.ts";
import { describeFailure } from "./describe-failure.ts";
import { requireMeantArguments } from "./arguments.ts";
import { addHelp } from "./help.ts";
import {
  apiKeyText,
  artifactText,
  checkText,
  exitCodes,
  explainText,
  initText,
  mergeText,
} from "./help-texts.ts";
import { describeRepositories, option, type OptionName } from "./options.ts";
import { toTerminal, widthOf, type Flags, type Terminal } from "./terminal.ts";

type Run = (flags: Flags, args: readonly string[], terminal: Terminal) => Promise<number>;

/** Returns the exit code: 0 clean, 1 drift, 2 unknown. */
export async function runCommandLine(process: NodeJS.Process, output: Output): Promise<number> {
  let exitCode = 0;
  const parse = async (help: HelpConfiguration) => {
    const program = createProgram(process, { output, help }, (code) => {
      exitCode = code;
    });
    await program.parseAsync(process.argv);
  };
  try {
    await withFlagNames(async () => {
      try {
        await parse(noLayout);
      } catch (error) {
        if (error !== layoutNeeded) throw error;
        const { wrapHelp } = await import("./help-layout.ts");
        await parse(wrapHelp(widthOf(process)));
      }
    });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof AuditError)) throw error;
    output.err(describeFailure(error));
    return 2;
  }
}

const layoutNeeded = new Error("the layout of help is not loaded");

/** Only help needs its layout, which takes 20 ms to load: character tables. */
const noLayout: HelpConfiguration = {
  formatHelp: () => {
    throw layoutNeeded;
  },
};

/** Returns text whose lines are paragraphs, to be wrapped like the rest of a command's help. */
function fit(text: string): (context: { readonly command: Command }) => string {
  return ({ command }) => {
    const help = command.createHelp();
    return help.boxWrap(text, help.helpWidth ?? 80);
  };
}

function createProgram(
  process: NodeJS.Process,
  { output, help }: { readonly output: Output; readonly help: HelpConfiguration },
  exit: (code: number) => void,
): Command {
  const program = new Command(toolName)
    .description(
      "Compares who has which role and team in a Cloudsmith workspace with a committed access policy, and writes the roster as a C1-compatible .c1z artifact.",
    )
    .version(version, "-V, --version")
    .option("-q, --quiet", "print only results, without progress and information")
    .option("--no-color", "no colors (NO_COLOR also works)")
    .helpCommand(false)
    .showHelpAfterError("(use help for all commands, and help COMMAND for its flags)")
    .exitOverride()
    .configureOutput({
      writeOut: output.out,
      writeErr: output.err,
      // If a user gives the API key as an unknown flag, do not print its value.
      outputError: (text, write) => write(text.replace(/(unknown option '[^'=]*)=[^']*'/u, "$1'")),
    })
    .configureHelp({ showGlobalOptions: true, ...help })
    .addHelpText("after", fit(exitCodes));
  const add: Add = (name, summary, load) =>
    program
      .command(name)
      .description(summary)
      .allowExcessArguments()
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command;
        requireMeantArguments(command);
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
      "explain what a rule checks and how to resolve its findings, or show each rule's result for a person, a service account, a team, a repository, an OIDC provider or a group mapping",
      async () => (await import("./explain.ts")).explain,
    ),
    {
      repositories: describeRepositories(
        "if the policy has a section for them, or the name begins with repository:",
      ),
    },
  )
    .argument(
      "[name]",
      "a rule's id; a person's username, id or e-mail address; a service account's slug; a team's or a repository's slug, id or name; default: list all rules",
    )
    .addOption(option("policy"))
    .addHelpText("after", fit(explainText));
  add(
    "demo",
    "run the complete audit on a fictional workspace, without an account or a network",
    async () => (await import("./demo.ts")).demo,
  )
    .option("--exit-code", "exit with the exit code of audit, instead of 0")
    .option("--output <folder>", "the folder for the files", "demo-output");
  addHelp(program);
  return program;
}

/** Adds a command whose code is loaded on use. */
type Add = (name: string, summary: string, load: () => Promise<Run>) => Command;

function addReading(add: Add): void {
  withReading(
    add(
      "audit",
      "run the complete audit: read the workspace, compare it with the policy, write the artifact, report",
      async () => (await import("./audit.ts")).audit,
    ),
    {
      "max-age":
        'the maximum age of the artifact to read, such as "36h" or "7d": with an older one, the result is unknown; default: none',
    },
  )
    .addOption(
      option(
        "c1z",
        'the artifact to write; default: cloudsmith.c1z, "" for none; with --from-c1z, none is written',
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
    .addOption(option("base-rev"))
    .addOption(option("pull-request-tasks"))
    .addOption(option("weakenings"))
    .addOption(option("limit"))
    .addOption(option("group-by"))
    .addHelpText("after", fit(artifactText));
  withReading(
    add(
      "sync",
      "read the workspace and write the artifact, without a policy",
      async () => (await import("./sync.ts")).sync,
    ),
    {
      organization: "the workspace; required without --from-c1z",
      repositories: describeRepositories("with --c1z-repositories"),
    },
  )
    .addOption(option("c1z"))
    .addHelpText("after", fit(artifactText));
}

function addMerge(add: Add): void {
  add(
    "merge",
    "merge the JSON reports of many workspaces into one report",
    async () => (await import("./merge.ts")).merge,
  )
    .argument("[report...]", "files that audit wrote with --report-json")
    .addOption(option("expect"))
    .addOption(option("previous"))
    .addOption(option("max-age", 'the maximum age of a report, such as "36h" or "7d"; default: 7d'))
    .addOption(option("report-json", "also write the merged report as JSON"))
    .addOption(option("report-markdown", "also write the merged report as Markdown"))
    .addOption(option("report-html", "also write the merged report as one page for a browser"))
    .addHelpText("after", fit(mergeText));
}

function addPolicyWork(add: Add): void {
  add(
    "diff",
    "show what changed between two syncs of one artifact, or between two artifacts",
    async () => (await import("./diff.ts")).diff,
  )
    .argument("<earlier>", "an artifact; if it is the only one, its two newest syncs are compared")
    .argument(
      "[later]",
      "another artifact of the same workspace, or a sync of C1's own Cloudsmith connector; the newest syncs of both are compared",
    )
    .option(
      "--exit-code",
      "exit with 1 if something changed, with 2 if a list is incomplete, instead of 0",
    )
    .addOption(option("report-json", "also write the changes as JSON"))
    .addOption(option("report-markdown", "also write the changes as Markdown"));
  add(
    "check",
    "check a policy file, run its tests, and show what changed in it; needs no network",
    async () => (await import("./check.ts")).check,
  )
    .addOption(option("policy", "the policy to check; default: access-policy.yml"))
    .addOption(option("tests"))
    .addOption(option("base"))
    .addOption(option("base-rev"))
    .addOption(option("weakenings"))
    .addOption(option("strict"))
    .addHelpText("after", fit(checkText));
  withSource(
    add(
      "init",
      "draft a policy from the current workspace, and check that it leaves no open findings",
      async () => (await import("./init.ts")).init,
    ),
    {
      organization:
        "the workspace; required without --from-c1z, unless there is a policy that names it",
      repositories: describeRepositories("the same as never"),
    },
  )
    .addOption(option("policy", "the policy to write; default: access-policy.yml"))
    .addOption(option("any-above"))
    .option("--force", "replace an existing policy and its schema file")
    .addHelpText("after", fit(initText));
  withSource(
    add(
      "accept",
      "write the current findings into the policy as exceptions with an end date",
      async () => (await import("./accept.ts")).accept,
    ),
    { repositories: describeRepositories("if the policy has a section for them") },
  )
    .addOption(option("policy", "the policy to change; default: access-policy.yml"))
    .addOption(option("rule"))
    .addOption(option("subject"))
    .addOption(option("expires"))
    .addOption(option("reason"))
    .addOption(option("approved-by"))
    .addOption(option("owner"))
    .addOption(option("ticket"))
    .addOption(option("prune"))
    .addOption(option("dry-run"));
}

function withReading(command: Command, own?: Descriptions): Command {
  return withSource(command, own)
    .addOption(option("c1z-repositories"))
    .addOption(option("keep-syncs"))
    .addOption(option("baseline"))
    .addOption(option("max-shrink"))
    .addOption(option("allow-partial"));
}

/** Descriptions of flags that mean something else for one command. */
type Descriptions = Partial<Record<OptionName, string>>;

/** Adds the flags for the workspace and how to read it. */
function withSource(command: Command, own: Descriptions = {}): Command {
  return command
    .addOption(option("organization", own.organization))
    .addOption(option("api-url"))
    .addOption(option("from-c1z"))
    .addOption(option("max-age", own["max-age"]))
    .addOption(option("repositories", own.repositories))
    .addOption(option("deadline"))
    .addHelpText("after", fit(apiKeyText));
}
