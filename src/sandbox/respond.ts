/** Reads request bodies and sends replies. */

import type { IncomingMessage, ServerResponse } from "node:http";

import type { Disruption } from "./faults.ts";
import type { Reply } from "./served-workspace.ts";

/** Returns the body of a request. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** Runs the task after a delay, unless the caller has disconnected by then. */
export function afterDelay(delayMs: number, response: ServerResponse, task: () => void): void {
  if (delayMs === 0) {
    task();
    return;
  }
  const timer = setTimeout(task, delayMs);
  response.once("close", () => clearTimeout(timer));
}

/**
 * Sends a reply. `cut` announces the complete reply, sends half of it, and closes the connection.
 */
export function send(
  response: ServerResponse,
  altered: Reply | Disruption,
  complete: Reply,
  rateLimit: Readonly<Record<string, string>>,
): void {
  if (altered === "hang") return;
  if (altered === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, headers, body } = altered === "cut" ? complete : altered;
  response.writeHead(status, {
    ...rateLimit,
    ...headers,
    ...(altered === "cut" && { "Content-Length": String(body?.length ?? 0) }),
  });
  if (altered === "cut") {
    response.write(body?.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
    return;
  }
  response.end(body);
}
