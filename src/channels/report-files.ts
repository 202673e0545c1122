/** Writes a report's files, each under the setting that names it. */

import type { AuditedRoster, Channel } from "../audit.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import type { Logger } from "../log.ts";
import { count } from "../roster/count.ts";
import type { PlaceLink } from "../report/markdown/place-cell.ts";
import type { Report } from "../report/report.ts";
import type { SettingName } from "../settings.ts";

/** Their code is loaded only if they are requested; the page contains its script. */
const renderings = {
  "report-json": rendering(
    () => import("../report/json.ts"),
    async ({ renderJson }, report) => renderJson(report),
  ),
  "report-markdown": rendering(
    () => import("../report/markdown/markdown.ts"),
    async ({ renderMarkdown }, report) => renderMarkdown(report, { personalData: "full" }),
  ),
  "report-html": rendering(
    () => import("../report/page/render-page.ts"),
    async ({ renderPage }, report, { roster, past, policy, findLinks }) => {
      const link = await findLinks?.(report, [policy.path, ...(policy.files ?? [])]);
      const lineUrl = (path: string, line: number) => link?.({ path, line, column: 1 });
      return renderPage(report, roster, past, { policy, lineUrl });
    },
  ),
  sarif: {
    ...rendering(
      () => import("../report/sarif.ts"),
      async ({ renderSarif, countLeftOut, maxResults }, report, { log }) => {
        const leftOut = countLeftOut(report);
        if (leftOut > 0) {
          log.warn(
            `the SARIF leaves out ${count(leftOut, "finding")}: code scanning accepts at most ${count(maxResults, "result")}, and it contains the most severe ones. The other reports contain all of them.`,
          );
        }
        return renderSarif(report);
      },
    ),
    early: true,
  },
} as const satisfies Partial<Record<SettingName, Rendering>>;

/** Returns the addresses of the lines of a report's findings, and of the lines of other files. */
type FindLinks = (report: Report, otherFiles: readonly string[]) => Promise<PlaceLink>;

interface Given extends AuditedRoster {
  readonly log: Logger;
  readonly findLinks: FindLinks | undefined;
}

type Render = (report: Report, given: Given) => Promise<string | Iterable<string>>;

interface Rendering extends Pick<Channel, "early" | "load"> {
  readonly render: Render;
}

function rendering<Code>(
  load: () => Promise<Code>,
  render: (code: Code, ...given: Parameters<Render>) => ReturnType<Render>,
): Rendering {
  return { load, render: async (...given) => render(await load(), ...given) };
}

export type ReportFile = keyof typeof renderings;

export const reportFiles = Object.keys(renderings) as readonly ReportFile[];

export interface ReportFiles {
  readonly channels: readonly Channel[];
  /** The paths that were written; filled while the channels deliver. */
  readonly written: Partial<Record<ReportFile, string>>;
}

/** Returns the channels to the requested files, and an object with what they wrote. */
export function openReportFiles(
  paths: Readonly<Partial<Record<ReportFile, string>>>,
  { log, findLinks }: { readonly log: Logger; readonly findLinks?: FindLinks },
): ReportFiles {
  const written: ReportFiles["written"] = {};
  const channels = reportFiles.flatMap((name): Channel[] => {
    const path = paths[name];
    if (path === undefined) return [];
    const { render, ...how }: Rendering = renderings[name];
    return [
      {
        task: `write ${path}`,
        ...how,
        deliver: async (report, audited) => {
          await writeWholeFile(path, await render(report, { ...audited, log, findLinks }));
          written[name] = path;
        },
      },
    ];
  });
  return { channels, written };
}
