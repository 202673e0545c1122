/** Bytes in and out. */

import type { IncomingMessage, ServerResponse } from "node:http";

import type { Disruption } from "./faults.ts";
import type { Reply } from "./served-workspace.ts";

/** Returns the body of a request. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** Runs the task after a while, unless the caller has gone by then. */
export function afterDelay(delayMs: number, response: ServerResponse, task: () => void): void {
  if (delayMs === 0) {
    task();
    return;
  }
  const timer = setTimeout(task, delayMs);
  response.once("close", () => clearTimeout(timer));
}

/** Sends what is left of a reply. `cut` promises the whole of it, sends half, and hangs up. */
export function send(
  response: ServerResponse,
  spoilt: Reply | Disruption,
  whole: Reply,
  rateLimit: Readonly<Record<string, string>>,
): void {
  if (spoilt === "hang") return;
  if (spoilt === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, headers, body } = spoilt === "cut" ? whole : spoilt;
  response.writeHead(status, {
    ...rateLimit,
    ...headers,
    ...(spoilt === "cut" && { "Content-Length": String(body?.length ?? 0) }),
  });
  if (spoilt === "cut") {
    response.write(body?.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
    return;
  }
  response.end(body);
}
