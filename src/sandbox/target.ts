/** The target of a request: its path, and the endpoint that has it. */

import type { IncomingMessage } from "node:http";

import type { Answer } from "./answer.ts";
import { routes, type Route } from "./routes.ts";

interface CompiledRoute extends Route {
  readonly pattern: RegExp;
}

const compiled = routes.map((route): CompiledRoute => ({
  ...route,
  pattern: new RegExp(`^${route.template.replaceAll(/\{(\w+)\}/gu, "(?<$1>[^/]+)")}$`, "u"),
}));

export interface Target {
  /** As received. */
  readonly rawPath: string;
  /** Without the version. */
  readonly path: string;
  readonly search: string;
  readonly route: Route | undefined;
  /** Decoded; undefined if they are not encoded correctly. */
  readonly segments: Readonly<Record<string, string>> | undefined;
}

/** Returns the target. Paths without the version work too, as they do at Cloudsmith. */
export function readTarget(request: IncomingMessage): Target {
  const [, rawPath = "/", search = ""] = /^([^?]*)(\?.*)?$/su.exec(request.url ?? "/") ?? [];
  const path = rawPath.replace(/^\/v1(?=\/)/u, "");
  const route = compiled.find(({ pattern }) => pattern.test(path));
  return {
    rawPath,
    path,
    search,
    route,
    segments: decode(route?.pattern.exec(path)?.groups ?? {}),
  };
}

function decode(groups: Readonly<Record<string, string>>): Target["segments"] {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]),
    );
  } catch {
    return undefined;
  }
}

/** Returns a redirect if the path exists only with, or only without, the final slash. */
export function redirectToOtherForm(path: string, search: string): Answer | undefined {
  const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
  if (!compiled.some(({ pattern }) => pattern.test(other))) return undefined;
  return { status: 301, headers: { Location: `/v1${other}${search}` } };
}
