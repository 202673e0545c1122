/** Opens the system's browser, for tests, pictures and benchmarks of the page. */

import { existsSync } from "node:fs";

import { chromium, type Browser } from "playwright-core";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Starts Chromium, or the browser at `CHROMIUM`. Throws if there is none; it downloads nothing. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? places.find((place) => existsSync(place));
  if (executablePath === undefined) {
    throw new Error(
      "cannot open a browser: there is no Chromium on this machine. Install the package chromium, or name one in CHROMIUM.",
    );
  }
  return chromium.launch({ executablePath });
}
