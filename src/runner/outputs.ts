/** The step's outputs. */

import * as core from "@actions/core";

import type { AuditResult } from "../audit.ts";
import type { Folders } from "../folders.ts";
import type { GitHubDelivery } from "../github/delivery.ts";
import type { Settings } from "../settings.ts";
import { version } from "../version.ts";
import { reportFiles } from "../report-files.ts";

/** Every output is set in every run, so that no workflow reads the one of a run before. */
export class Outputs {
  readonly #values: Record<string, string | number> = {
    verdict: "unknown",
    errors: 0,
    warnings: 0,
    notes: 0,
    accepted: 0,
    introduced: 0,
    resolved: 0,
    "not-judged": 0,
    coverage: "none",
    delivery: "partial",
    c1z: "",
    "c1z-sha256": "",
    "sync-id": "",
    "roster-digest": "",
    "report-json": "",
    "report-markdown": "",
    "report-html": "",
    sarif: "",
    csv: "",
    pack: "",
    "issue-url": "",
    "comment-url": "",
    version,
  };
  #urls: GitHubDelivery["urls"] = {};

  /** Takes the addresses from here when the outputs are written: a run that fails may comment, too. */
  follow(urls: GitHubDelivery["urls"]): void {
    this.#urls = urls;
  }

  set(result: AuditResult, written: Settings | undefined, folders: Folders): void {
    const { report, artifact, delivery } = result;
    const { notJudged, ...counts } = report.counts;
    Object.assign(this.#values, counts, {
      verdict: report.verdict,
      "not-judged": notJudged,
      coverage: report.coverage.status,
      delivery,
      c1z: artifact?.path ?? "",
      "c1z-sha256": artifact?.sha256 ?? "",
      "sync-id": artifact?.syncId ?? "",
      "roster-digest": report.rosterDigest,
      ...Object.fromEntries(reportFiles.map((name) => [name, written?.[name] ?? ""])),
      csv: folders.written.csv ?? "",
      pack: folders.written.pack ?? "",
    });
  }

  /** Where a pull request leaves the policy alone: it introduces nothing, and nothing else was counted. */
  introducedNothing(): void {
    Object.assign(this.#values, {
      verdict: "clean",
      introduced: 0,
      resolved: 0,
      delivery: "complete",
    });
  }

  /** Where the policy's own tests fail, which no roster changes. */
  foundDefects(): void {
    this.#values["verdict"] = "drift";
  }

  /** Where only the policy was checked: there was nothing to deliver, and so nothing failed. */
  deliveredNothing(): void {
    this.#values["delivery"] = "complete";
  }

  /** Of values that are written twice, the later one counts. */
  write(): void {
    const { issue = "", comment = "" } = this.#urls;
    const values = { ...this.#values, "issue-url": issue, "comment-url": comment };
    for (const [name, value] of Object.entries(values)) core.setOutput(name, value);
  }
}
