/** The files of a report that a run may write, each by the setting that names it. */

import type { Channel } from "./audit.ts";
import { writeWholeFile } from "./files.ts";
import type { ReadHistory } from "./history.ts";
import type { Report } from "./report/report.ts";
import type { Roster } from "./roster/model.ts";
import type { SettingName, Settings } from "./settings.ts";

/** Loaded when they are asked for; the page brings its script along. */
const renderings = {
  "report-json": async (report) => (await import("./report/json.ts")).renderJson(report),
  "report-markdown": async (report) =>
    (await import("./report/markdown.ts")).renderMarkdown(report, { personalData: "full" }),
  "report-html": async (report, roster, readHistory) =>
    (await import("./report/page/render-page.ts")).renderPage(
      report,
      roster,
      await readHistory(report),
    ),
  sarif: async (report) => (await import("./report/sarif.ts")).renderSarif(report),
} as const satisfies Partial<Record<SettingName, Rendering>>;

type Rendering = (report: Report, roster: Roster, readHistory: ReadHistory) => Promise<string>;

export type ReportFile = keyof typeof renderings;

export const reportFiles = Object.keys(renderings) as readonly ReportFile[];

/** Returns the channels to the files that the settings ask for. */
export function fileChannels(settings: Settings, readHistory: ReadHistory): Channel[] {
  return reportFiles.flatMap((name) => {
    const path = settings[name];
    if (path === undefined) return [];
    return [
      {
        task: `write ${path}`,
        deliver: async (report, roster) =>
          writeWholeFile(path, await renderings[name](report, roster, readHistory)),
      } satisfies Channel,
    ];
  });
}
