import { readdir } from "node:fs/promises";
import { join } from "node:path";

import type { Flags, Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import { cannotWrite } from "../files/cannot-write.ts";
import { readBoundedText } from "../files/read-bounded.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import { sandboxExceptions, sandboxPolicy } from "../sandbox/policy.ts";
import { startSandbox } from "../sandbox/server.ts";
import { sandboxNow } from "../sandbox/workspace.ts";
import { parseSettings } from "../settings.ts";
import { toolName } from "../version.ts";
import { auditWith } from "./audit.ts";

/** Its first line shows that demo wrote the folder. */
const ignoreAll = `# The files of ${toolName} demo, which replaces them at each run.\n*\n`;

/**
 * Audits the embedded workspace; returns 0, or with --exit-code the exit code of audit; 2 if a file
 * cannot be written.
 */
export async function demo(
  flags: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const folder = String(flags["output"]);
  const policy = join(folder, "access-policy.yml");
  await requireDemoFolder(folder);
  await writeWholeFile(join(folder, ".gitignore"), ignoreAll);
  await writeWholeFile(policy, sandboxPolicy + sandboxExceptions);
  const sandbox = await startSandbox();
  try {
    const settings = parseSettings({
      "api-url": sandbox.url,
      // Only an Owner sees every repository.
      "api-key": sandbox.keys.owner,
      policy,
      c1z: join(folder, "cloudsmith.c1z"),
      "report-json": join(folder, "report.json"),
      "report-markdown": join(folder, "report.md"),
      "report-html": join(folder, "report.html"),
    });
    // The workspace's dates are relative to one fixed day; on a later day its people would be
    // dormant.
    const clock = () => new Date(sandboxNow);
    const exitCode = await auditWith(settings, { ...terminal, clock });
    if (!terminal.quiet) terminal.log.info(`audit would have exited with ${exitCode}`);
    // In the sandbox, 2 means that a file was not written.
    return flags["exitCode"] === true || exitCode === 2 ? exitCode : 0;
  } finally {
    await sandbox.close();
  }
}

/** There is no folder: it is created, or writing into it reports the problem. */
const hasNoFiles: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);

/**
 * Throws `AuditError` `BAD_SETTINGS` if the folder has files and demo did not write it, and
 * `REPORT_FAILED` if that is not known: a policy or a `.gitignore` there would be replaced.
 */
async function requireDemoFolder(folder: string): Promise<void> {
  const [name] = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (hasNoFiles.has(error.code)) return [];
    throw cannotWrite({ path: folder }, error);
  });
  if (name === undefined) return;
  const ignored = await readBoundedText(join(folder, ".gitignore"), 1_024).catch(() => "");
  if (ignored === ignoreAll) return;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot write the demo into "${folder}": demo did not write the files that are there, such as "${name}". Name a new or an empty folder with --output.`,
  );
}
