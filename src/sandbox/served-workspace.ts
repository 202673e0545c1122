/**
 * A served workspace: what each key sees, and its replies, which are cached until the workspace
 * changes.
 */

import { notFound, refuse, type Answer } from "./answer.ts";
import { chooseAccounts, findCaller, type Credential } from "./callers.ts";
import type { ActiveSemantics } from "./lists.ts";
import { viewAs, type CallerView } from "./caller-view.ts";
import { redirectToOtherForm, type Target } from "./target.ts";
import type { SandboxWorkspace } from "./wire.ts";

/** A reply, ready to be sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

export interface ServedWorkspace {
  readonly workspace: SandboxWorkspace;
  readonly change: (edit: (workspace: SandboxWorkspace) => void) => void;
  readonly reply: (target: Target, credential: Credential) => Reply;
}

/** Behavior that no public source documents, or that differs between installations. */
export interface ServerBehavior {
  readonly activeSemantics: ActiveSemantics;
  /** The size of a page when a request asks for a longer one. */
  readonly maxPageSize: number;
}

/** Returns a workspace with its replies; `change` edits it in place. */
export function createServedWorkspace(
  workspace: SandboxWorkspace,
  { activeSemantics, maxPageSize }: ServerBehavior,
): ServedWorkspace {
  const accounts = chooseAccounts(workspace);
  const views = new Map<Credential, CallerView | undefined>();
  const replies = new Map<string, Reply>();

  const change: ServedWorkspace["change"] = (edit) => {
    edit(workspace);
    views.clear();
    replies.clear();
  };
  const viewOf = (credential: Credential): CallerView | undefined => {
    if (credential === "none" || credential === "wrong") return undefined;
    if (!views.has(credential)) {
      const caller = findCaller(workspace, credential, accounts.get(credential));
      views.set(credential, caller === undefined ? undefined : viewAs(caller, workspace));
    }
    return views.get(credential);
  };
  const reply = ({ route, path, search, segments }: Target, credential: Credential): Reply => {
    if (route === undefined) return toReply(redirectToOtherForm(path, search) ?? notFound);
    if (segments === undefined) return toReply(refuse(400, "The path is not encoded properly."));
    const name = `${credential} ${path}${search}`;
    const cached = replies.get(name);
    if (cached !== undefined) return cached;
    const query = new URLSearchParams(search);
    if (Number(query.get("page_size")) > maxPageSize) query.set("page_size", String(maxPageSize));
    const view = viewOf(credential);
    const made = toReply(
      route.answer({ workspace, credential, view, query, segments, activeSemantics, change }),
    );
    // A reply without a body belongs to an action, which must be carried out each time.
    if (made.body !== undefined) replies.set(name, made);
    return made;
  };
  return { workspace, change, reply };
}

/** Returns the bytes of an answer. */
export function toReply({ status, body, headers = {} }: Answer): Reply {
  if (body === undefined) return { status, headers, body: undefined };
  return {
    status,
    headers: { ...headers, "Content-Type": "application/json" },
    body: Buffer.from(JSON.stringify(body)),
  };
}
