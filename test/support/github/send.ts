/** A reply on its way: the headers, the pages, and the check against the description. */

import type { ServerResponse } from "node:http";

import { toPage } from "./pages.ts";
import type { Reply } from "./route.ts";
import type { Asked, Match, World } from "./router.ts";
import { checkReply } from "./validation.ts";

export interface Sending {
  readonly asked: Asked;
  readonly match: Match | undefined;
  readonly world: World;
  /** The address that the interface begins with. */
  readonly base: string;
}

/** Sends it. What GitHub would not say is a violation. */
export function send(response: ServerResponse, reply: Reply, sending: Sending): void {
  const { match, world } = sending;
  response.statusCode = reply.status;
  response.setHeader("x-github-request-id", "0000:0000");
  response.setHeader("x-ratelimit-remaining", "4999");
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.text !== undefined) {
    response.setHeader("Content-Type", "application/vnd.github.raw; charset=utf-8");
    response.end(reply.text);
    return;
  }
  const body = reply.list === undefined ? reply.body : toList(response, reply, sending);
  if (match?.operation !== undefined) {
    world.violations.push(...checkReply(match.operation, reply.status, body));
  }
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.end(body === undefined ? "" : JSON.stringify(body));
}

/** The links name the repository by its id, as GitHub's do. */
function toList(response: ServerResponse, reply: Reply, { asked, world, base }: Sending): unknown {
  const { list = [], wrap, toItem } = reply;
  const place = `/repositories/${world.state.repository.id}`;
  const path = asked.path.replace(/^\/(?:repos\/[^/]+\/[^/]+|repositories\/\d+)/u, place);
  const page = toPage(list, asked.query, `${base}${path}`);
  const { link } = page;
  const items = toItem === undefined ? page.items : page.items.map((item) => toItem(item as never));
  if (link !== undefined) response.setHeader("Link", link);
  return wrap === undefined ? items : { total_count: list.length, [wrap]: items };
}
