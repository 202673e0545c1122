/** What the routes are given, and what they give. */

import type { Account } from "./account.ts";
import type { State } from "./state.ts";

export interface Question {
  readonly state: State;
  readonly actor: Account;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly accept: string;
  /** Where the bytes of an artifact lie, on another origin. */
  readonly storageUrl: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** Cut into pages by `per_page`; `wrap` names the list in an object with its `total_count`. */
  readonly list?: readonly unknown[];
  readonly wrap?: string;
  /** Makes what is sent of an item: a list of many thousands is sent a page at a time. */
  readonly toItem?: (item: never) => unknown;
  /** Sent as it is, in GitHub's raw media type. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What was written to, for the log of writes. */
  readonly written?: { readonly number?: number; readonly id?: number };
}

export type Route = (question: Question) => Reply;
export type Routes = Readonly<Record<string, Route>>;

/** Returns an error as GitHub words it. */
export function refuse(status: number, message: string): Reply {
  const documentation_url = "https://docs.github.com/rest";
  return { status, body: { message, documentation_url, status: String(status) } };
}

/** What GitHub says where somebody locked the conversation. */
export const locked = refuse(403, "Unable to create comment because issue is locked.");
export const archived = refuse(403, "Repository was archived so is read-only.");
export const disabled = refuse(410, "Issues has been disabled in this repository.");
export const notFound = refuse(404, "Not Found");

/** Returns GitHub's reply to a body that has the right form and still cannot be. */
export function invalid(error: {
  readonly resource: string;
  readonly field: string;
  readonly code: string;
  readonly message?: string;
  readonly value?: string | readonly string[];
}): Reply {
  const documentation_url = "https://docs.github.com/rest";
  return {
    status: 422,
    body: { message: "Validation Failed", errors: [error], documentation_url },
  };
}

/** Returns GitHub's reply to a request that has not the right form. */
export function malformed(problems: readonly string[]): Reply {
  const message = `Invalid request.\n\n${problems.join("\n")}`;
  return { status: 422, body: { message, documentation_url: "https://docs.github.com/rest" } };
}
