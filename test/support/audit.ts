/** A whole audit over real sockets and real files, with nothing replaced but the clock. */

import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { runAudit, type AuditResult } from "../../src/audit.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { readRoster } from "../../src/cloudsmith/read-roster.ts";
import { createTransport } from "../../src/cloudsmith/transport.ts";
import { AuditError } from "../../src/errors.ts";
import { silentLogger } from "../../src/log.ts";
import type { Policy } from "../../src/policy/policy.ts";
import type { FailOn } from "../../src/report/verdict.ts";
import type { RepositoriesRequest } from "../../src/roster/requested.ts";
import type { Roster } from "../../src/roster/model.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { sandboxNow } from "../../src/sandbox/workspace.ts";
import { makeFolder } from "./process.ts";
import { policyFrom } from "./policy.ts";

export interface Audited {
  readonly roster: Roster;
  readonly result: AuditResult;
  /** Whether a file stands under the artifact's own name. */
  readonly written: boolean;
}

/** Returns what an audit of the sandbox came to, or the error that ended it. */
export async function auditSandbox(
  sandbox: Sandbox,
  options: {
    readonly key?: keyof Sandbox["keys"];
    readonly deadlineMs?: number;
    readonly failOn?: FailOn;
    /** False: an artifact's name is taken, and nothing of it is made. Default: true. */
    readonly makesArtifact?: boolean;
    readonly repositories?: RepositoriesRequest;
    /** Default: the sandbox's own. */
    readonly policy?: Policy;
  } = {},
): Promise<Audited | AuditError> {
  const { policy = policyFrom(peoplePolicy) } = options;
  const path = join(await makeFolder(), "cloudsmith.c1z");
  const now = new Date(sandboxNow);
  const transport = createTransport({
    apiUrl: sandbox.url,
    organization: "fernwick",
    signIn: { apiKey: sandbox.keys[options.key ?? "service"] },
    userAgent: "test/0",
    deadlineMs: options.deadlineMs ?? 20_000,
    log: silentLogger,
    firstBackoffMs: 5,
  });
  let roster: Roster | undefined;
  try {
    const result = await runAudit({
      policy,
      failOn: options.failOn ?? "note",
      tool: { name: "test", version: "0" },
      clock: () => now,
      log: silentLogger,
      readRoster: async () => {
        const { repositories } = options;
        const request = { transport, organization: "fernwick", repositories, now };
        roster = await readRoster({ ...request, log: silentLogger });
        return { roster, baseline: undefined };
      },
      artifact: {
        path,
        allowPartial: false,
        write: async (contents, to) => {
          if (options.makesArtifact === false) {
            await writeFile(to, "");
            return { path: to, sha256: "0".repeat(64), syncId: "none" };
          }
          const { sha256, syncId } = await writeArtifact({ ...contents, path: to, endedAt: now });
          return { path: to, sha256, syncId };
        },
      },
      channels: [],
    });
    if (roster === undefined) throw new Error("bug: an audit without a roster");
    return { roster, result, written: existsSync(path) };
  } catch (error) {
    if (error instanceof AuditError && !existsSync(path)) return error;
    throw error;
  } finally {
    await transport.close();
  }
}
