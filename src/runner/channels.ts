/** Delivers the Action's report: to the log, the summary, annotations, files and GitHub. */

import type { Channel } from "../audit.ts";
import type { Folders } from "../channels/folders.ts";
import type { ReportFiles } from "../channels/report-files.ts";
import type { GitHubDelivery } from "../github/delivery.ts";
import { annotateFindings } from "../github/finding-annotations.ts";
import { renderMarkdown } from "../report/markdown/markdown.ts";
import type { Report } from "../report/report.ts";
import { loadPrinting, printAnnotations, printError, printReport } from "./log.ts";
import type { OpenRun } from "./open-run.ts";
import type { RunnerFiles } from "./runner-files.ts";
import { maxSummaryBytes, writeSummary } from "./summary.ts";

/** Returns the channels of a run, in order. Files are written only if names may be shown. */
export function toChannels(
  env: NodeJS.ProcessEnv,
  {
    files: runnerFiles,
    pull,
    github,
    folders,
    reports,
  }: Pick<OpenRun, "pull" | "github"> & {
    readonly files: RunnerFiles;
    readonly folders: Pick<Folders, "channels">;
    readonly reports: Pick<ReportFiles, "channels">;
  },
): Channel[] {
  return [
    filesChannel(runnerFiles),
    logChannel(env, github),
    summaryChannel(env, github),
    // A policy that is not checked out has no lines in this run.
    ...(pull === undefined ? [annotationChannel(github)] : []),
    ...(github.personalData === "full" ? [...reports.channels, ...folders.channels] : []),
    ...github.channels,
  ];
}

function logChannel(env: NodeJS.ProcessEnv, github: GitHubDelivery): Channel {
  return {
    task: "print the report",
    load: loadPrinting,
    deliver: async (report) => {
      if (github.personalData === "counts") return;
      await printReport(report, { colour: (env["NO_COLOR"] ?? "") === "" });
    },
  };
}

/** Fails if a file of the runner failed, so that the delivery is partial. */
function filesChannel(files: RunnerFiles): Channel {
  return {
    task: "use the runner's files",
    deliver: async () => {
      const [first, ...others] = files.takeNew();
      for (const error of others) printError(error);
      if (first !== undefined) throw first;
    },
  };
}

function summaryChannel(
  env: NodeJS.ProcessEnv,
  { personalData, withheld, findLinks }: GitHubDelivery,
): Channel {
  return {
    task: "write the job summary",
    deliver: async (report: Report) => {
      const fullReport = "the log of this step";
      const toAddress = await findLinks(report);
      const limits = { personalData, withheld, toAddress, maxBytes: maxSummaryBytes, fullReport };
      await writeSummary(env, renderMarkdown(report, limits));
    },
  };
}

/** Annotations are as public as the log. */
function annotationChannel({ personalData }: GitHubDelivery): Channel {
  return {
    task: "annotate the policy",
    deliver: async (report) => {
      if (personalData === "full") printAnnotations(annotateFindings(report));
    },
  };
}
