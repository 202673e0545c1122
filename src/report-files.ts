/** The files of a report that a run may write, each by the setting that names it. */

import type { Channel } from "./audit.ts";
import { writeWholeFile } from "./files.ts";
import type { ReadHistory } from "./history.ts";
import type { Report } from "./report/report.ts";
import type { Roster } from "./roster/model.ts";
import type { SettingName, Settings } from "./settings.ts";

/** Loaded when they are asked for; the page brings its script along. */
const renderings = {
  "report-json": {
    render: async (report) => (await import("./report/json.ts")).renderJson(report),
  },
  "report-markdown": {
    render: async (report) =>
      (await import("./report/markdown.ts")).renderMarkdown(report, { personalData: "full" }),
  },
  "report-html": {
    render: async (report, roster, readHistory) =>
      (await import("./report/page/render-page.ts")).renderPage(
        report,
        roster,
        await readHistory(report),
      ),
  },
  sarif: {
    early: true,
    render: async (report) => (await import("./report/sarif.ts")).renderSarif(report),
  },
} as const satisfies Partial<Record<SettingName, Rendering>>;

interface Rendering extends Pick<Channel, "early"> {
  readonly render: (
    report: Report,
    roster: Roster,
    readHistory: ReadHistory,
  ) => Promise<string | Iterable<string>>;
}

export type ReportFile = keyof typeof renderings;

export const reportFiles = Object.keys(renderings) as readonly ReportFile[];

/** Returns the channels to the files that the settings ask for. */
export function fileChannels(settings: Settings, readHistory: ReadHistory): Channel[] {
  return reportFiles.flatMap((name): Channel[] => {
    const path = settings[name];
    if (path === undefined) return [];
    const { render, early }: Rendering = renderings[name];
    return [
      {
        task: `write ${path}`,
        ...(early === true && { early }),
        deliver: async (report, roster) =>
          writeWholeFile(path, await render(report, roster, readHistory)),
      },
    ];
  });
}
