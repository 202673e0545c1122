/** The one query that is asked by GraphQL: whose token it is. */

import type { Account } from "./account.ts";
import type { Reply } from "./route.ts";

const viewerQuery = /^\s*(?:query\s*\w*\s*)?\{\s*viewer\s*\{([\s\w]+)\}\s*\}\s*$/u;

/** Returns the reply; a query that GitHub would take but this does not know is a violation. */
export function answerQuery(
  body: Readonly<Record<string, unknown>>,
  actor: Account,
): { readonly reply: Reply; readonly violations: readonly string[] } {
  const viewer = { login: actor.login, databaseId: actor.id, id: `BOT_${actor.id}` };
  const query = String(body["query"]);
  const fields = viewerQuery.exec(query)?.[1]?.trim().split(/\s+/u) ?? [];
  const known = Object.entries(viewer).filter(([name]) => fields.includes(name));
  if (fields.length === 0 || known.length !== fields.length) {
    const errors = [{ type: "undefinedField", message: "the stand-in does not know this query" }];
    return { reply: { status: 200, body: { errors } }, violations: [`unknown query: ${query}`] };
  }
  return {
    reply: { status: 200, body: { data: { viewer: Object.fromEntries(known) } } },
    violations: [],
  };
}
