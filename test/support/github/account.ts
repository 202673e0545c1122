/** Who writes on the stand-in. */

import { fill } from "./json-schema.ts";

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "Bot" | "User";
}

/** The account of a job's own token. */
export const ownAccount: Account = { id: 41_898_282, login: "github-actions[bot]", type: "Bot" };
export const stranger: Account = { id: 4711, login: "mallory", type: "User" };

/** Returns the account as REST shows it. */
export function toUser({ id, login, type }: Account): object {
  const url = `https://github.example/users/${encodeURIComponent(login)}`;
  return fill("simple-user", {
    id,
    login,
    type,
    node_id: Buffer.from(`user ${id}`).toString("base64"),
    url,
    html_url: url,
    avatar_url: url,
    site_admin: false,
  });
}
