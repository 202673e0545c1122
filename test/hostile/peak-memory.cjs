"use strict";

/**
 * Loaded into the program under test: leaves the kernel's high-water mark of its memory behind. The
 * one in `process.resourceUsage()` also counts whoever started the process.
 */

const { readFileSync, writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

const path = process.env["HOSTILE_PEAK_FILE"];
if (isMainThread && path !== undefined) {
  process.on("exit", () => {
    try {
      writeFileSync(path, readFileSync("/proc/self/status"));
    } catch {
      // Without /proc there is nothing to measure.
    }
  });
}
