/** Signs in to the live workspace and reads its roster. */

import { readRoster } from "../cloudsmith/read-roster.ts";
import { createTransport, type SignIn } from "../cloudsmith/transport.ts";
import { AuditError, settingName } from "../errors.ts";
import { readProxies } from "../network/proxy.ts";
import type { Roster } from "../roster/model.ts";
import { userAgent } from "../version.ts";
import type { Dependencies } from "./dependencies.ts";
import type { Credential, WorkspaceSource } from "./source.ts";

/**
 * Returns the roster of a workspace. Throws `AuditError`, with `BAD_SETTINGS` if no workspace or no
 * credential is given.
 */
export async function readWorkspace(
  { organization, apiUrl, credential, deadlineMs, repositories }: WorkspaceSource,
  dependencies: Dependencies,
): Promise<Roster> {
  const { clock, log, quoteReplies } = dependencies;
  if (organization === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot determine which workspace to read: ${settingName("organization")} is not set. Give the workspace's slug.`,
    );
  }
  const transport = createTransport({
    apiUrl,
    organization,
    signIn: toSignIn(credential, dependencies),
    userAgent,
    deadlineMs,
    log,
    quoteReplies,
    proxies: readProxies(dependencies.env ?? {}),
  });
  try {
    return await readRoster({ transport, organization, repositories, now: clock(), log });
  } finally {
    await transport.close();
  }
}

function toSignIn(
  { apiKey, oidcService: service, oidcAudience: audience }: Credential,
  { gitHubIdToken }: Dependencies,
): SignIn {
  if (apiKey !== undefined && service !== undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot decide how to sign in to Cloudsmith: both api-key and oidc-service are set. Keep one of them.",
    );
  }
  if (apiKey !== undefined) return { apiKey };
  if (service === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot sign in to Cloudsmith: there is no credential. In a workflow, set api-key (from a secret) or oidc-service; on the command line, set CLOUDSMITH_API_KEY.",
    );
  }
  if (gitHubIdToken === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot use oidc-service: only a job of GitHub Actions has an ID token to exchange. On the command line, set CLOUDSMITH_API_KEY.",
    );
  }
  const { get, onSecret } = gitHubIdToken;
  return { oidc: { service, getIdToken: (deadline) => get(audience, deadline), onSecret } };
}
