/** The step's outputs. */

import * as core from "@actions/core";

import type { AuditResult } from "../audit.ts";
import type { Folders } from "../channels/folders.ts";
import type { GitHubDelivery } from "../github/delivery.ts";
import { version } from "../version.ts";
import type { ReportFiles } from "../channels/report-files.ts";
import { requireWritable, type RunnerFiles } from "./runner-files.ts";

/**
 * Every output is set in every run, so that no workflow reads the one of a run before. A count is empty
 * where nothing was counted.
 */
export class Outputs {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #files: RunnerFiles;
  readonly #values: Record<string, string | number> = {
    verdict: "unknown",
    errors: "",
    warnings: "",
    notes: "",
    accepted: "",
    introduced: "",
    tasks: "",
    weakened: "",
    resolved: "",
    "not-judged": "",
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

  constructor(env: Readonly<Record<string, string | undefined>>, files: RunnerFiles) {
    this.#env = env;
    this.#files = files;
  }

  /** Takes the addresses from here when the outputs are written: a run that fails may comment, too. */
  follow(urls: GitHubDelivery["urls"]): void {
    this.#urls = urls;
  }

  /** `written`: the paths of the files and folders that were written, by their outputs. */
  set(result: AuditResult, written: ReportFiles["written"] & Folders["written"]): void {
    const { report, artifact, delivery } = result;
    const { notJudged, introduced, resolved, tasks = "", weakened = "", ...counts } = report.counts;
    const isCompared = report.base !== undefined || report.changes !== undefined;
    Object.assign(this.#values, counts, isCompared && { introduced, resolved }, {
      tasks,
      weakened,
      verdict: report.verdict,
      "not-judged": notJudged,
      coverage: report.coverage.status,
      delivery,
      c1z: artifact?.path ?? "",
      "c1z-sha256": artifact?.sha256 ?? "",
      "sync-id": artifact?.syncId ?? "",
      "roster-digest": report.rosterDigest,
      ...written,
    });
  }

  /** Where a pull request leaves the policy alone: it introduces nothing, and nothing else was counted. */
  introducedNothing(): void {
    Object.assign(this.#values, {
      verdict: "clean",
      introduced: 0,
      tasks: 0,
      weakened: 0,
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

  /** Of values that are written twice, the later one counts. A failure is the runner's files' own. */
  write(): void {
    const path = this.#env["GITHUB_OUTPUT"] ?? "";
    if (path === "") return;
    this.#files.attempt(`write the step's outputs to "${path}"`, "GITHUB_OUTPUT", () => {
      requireWritable(path);
      const { issue = "", comment = "" } = this.#urls;
      const values = {
        ...this.#values,
        ...(this.#files.failed && { delivery: "partial" }),
        "issue-url": issue,
        "comment-url": comment,
      };
      for (const [name, value] of Object.entries(values)) core.setOutput(name, value);
    });
  }
}
