/** Node is already here: the runner's own is the first one on the path. */

import { getInput } from "@actions/core";

if (!process.version.startsWith(`v${getInput("node-version", { required: true })}.`)) {
  throw new Error(`the path has Node ${process.version}`);
}
