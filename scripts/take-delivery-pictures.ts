/**
 * Takes the README's pictures of the comment and the tracking issue: runs the bundled Action twice
 * on the sandbox, and renders its output in GitHub's style.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { toHtml } from "../test/support/gfm.ts";
import { collectDelivery } from "./collect-delivery.ts";
import { openBrowser } from "./open-browser.ts";

const pictures = fileURLToPath(new URL("../docs/pictures", import.meta.url));
const style = `
  body { margin: 0; padding: 24px; background: #fff; color: #1f2328; width: 900px;
    font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
  h1 { font-size: 26px; font-weight: 400; margin: 0 0 16px; }
  h1 span { color: #59636e; }
  article { border: 1px solid #d1d9e0; border-radius: 6px; }
  header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0;
    border-radius: 6px 6px 0 0; color: #59636e; }
  header b { color: #1f2328; }
  header i { font-style: normal; border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 6px;
    font-size: 12px; }
  section { padding: 16px; max-height: 640px; overflow: hidden; }
  h3 { font-size: 20px; margin: 0 0 16px; } p { margin: 0 0 16px; } ul { margin: 0 0 16px; }
  table { border-collapse: collapse; margin: 0 0 16px; }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left; }
  tr:nth-child(2n) td { background: #f6f8fa; }
  code { background: #818b981f; border-radius: 6px; padding: 0.2em 0.4em; white-space: nowrap;
    font: 85% ui-monospace, "Liberation Mono", monospace; }
  details { margin: 0 0 16px; } sub { font-size: 12px; color: #59636e; } a { color: #0969da; }
`;

function toPage(heading: string, body: string): string {
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${heading}<article><header><b>github-actions</b> <i>bot</i> commented</header><section>${toHtml(body)}</section></article>`;
}

const folder = await mkdtemp(join(tmpdir(), "access-audit-pictures-"));
const browser = await openBrowser();
try {
  const { title, issue, comment } = await collectDelivery(folder);
  const shots = [
    ["comment", toPage("", comment)],
    ["issue", toPage(`<h1>${title} <span>#8</span></h1>`, issue)],
  ] as const;
  for (const [name, html] of shots) {
    const page = await browser.newPage({ viewport: { width: 950, height: 600 } });
    await page.setContent(html);
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    await page.close();
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}
