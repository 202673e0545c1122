/**
 * A credential without a stored key: exchanges GitHub's ID token for a token of a service account.
 */

import { AuditError } from "../errors.ts";
import type { Credential } from "./credential.ts";
import { describeReply, type Reply } from "./reply.ts";
import { ExchangedToken, TokenClaims } from "./wire.ts";

export interface OidcSettings {
  readonly organization: string;
  /** Slug of the service account to sign in as. */
  readonly service: string;
  /** The host that receives the exchange, for messages. */
  readonly host: string;
  /** Aborts when no time is left to sign in. */
  readonly deadline: AbortSignal;
  /**
   * Returns GitHub's ID token for this job. Throws `AuditError` if the job may not request one, or
   * if none arrives before the signal aborts.
   */
  readonly getIdToken: (deadline: AbortSignal) => Promise<string>;
  /** Called with every secret before it is used, so that the log can hide it. */
  readonly onSecret: (secret: string) => void;
  /** Sends the exchange's body and returns the reply, after retries of temporary errors. */
  readonly exchange: (body: string) => Promise<Reply>;
}

/**
 * A token is renewed this long before it expires, because a request takes time and clocks differ.
 */
const marginMs = 60_000;
/**
 * Used if a token does not say when it expires. Cloudsmith's documentation says 90 minutes in one
 * place and two hours in another; this is shorter.
 */
const defaultLifetimeMs = 15 * 60_000;

interface Token {
  readonly secret: string;
  /** In the time of `performance.now()`. */
  readonly renewAtMs: number;
}

/**
 * Returns the credential. It exchanges on first use, again before a token expires, and once more
 * after a refusal.
 */
export function oidcCredential(settings: OidcSettings): Credential {
  let current: Promise<Token> | undefined;
  let renewed = false;

  async function currentToken(): Promise<Token> {
    const used = (current ??= exchangeToken(settings));
    const token = await used;
    if (performance.now() < token.renewAtMs) return token;
    // Several callers may wait here. The first one starts the new exchange, and the others use it.
    if (current === used) current = exchangeToken(settings);
    return await current;
  }

  return {
    secret: async () => (await currentToken()).secret,
    renew: async (refused) => {
      const used = await current;
      if (used?.secret !== refused) return true;
      if (renewed) return false;
      renewed = true;
      current = exchangeToken(settings);
      await current;
      return true;
    },
  };
}

async function exchangeToken(settings: OidcSettings): Promise<Token> {
  const { organization, service, onSecret } = settings;
  const idToken = await settings.getIdToken(settings.deadline);
  onSecret(idToken);
  const startedAtMs = performance.now();
  const reply = await settings.exchange(
    JSON.stringify({ oidc_token: idToken, service_slug: service }),
  );
  const parsed = ExchangedToken.safeParse(reply.body);
  if ((reply.status === 200 || reply.status === 201) && parsed.success) {
    const secret = parsed.data.token;
    onSecret(secret);
    return { secret, renewAtMs: startedAtMs + lifetimeMs(secret, reply) - marginMs };
  }
  const problem = misdirection(reply, settings) ?? refusal(reply);
  throw new AuditError(
    "CLOUDSMITH_REFUSED",
    `cannot sign in to Cloudsmith as service ${JSON.stringify(service)} of "${organization}": ${problem}`,
  );
}

function refusal(reply: Reply): string {
  return `it refused GitHub's ID token (${describeReply(reply)}). It never says which part was wrong: check that the workspace has an OpenID Connect provider for https://token.actions.githubusercontent.com, that its claims match this repository and oidc-audience, and that oidc-service is the slug of a service account on it.`;
}

/** Returns why the exchange did not reach Cloudsmith's API, or undefined if it did. */
function misdirection(
  reply: Reply,
  { organization, host }: Pick<OidcSettings, "organization" | "host">,
): string | undefined {
  const { status } = reply;
  const exchange = `POST /openid/${organization}/ at ${host}`;
  if (status >= 300 && status < 400) {
    const to = originOf(reply.header("location"), host);
    return `${exchange} redirects${to} (${status}), and no token is sent after a redirect. Check api-url.`;
  }
  if (status === 404) {
    return `there is no ${exchange} (${describeReply(reply)}). Check api-url and the spelling of organization.`;
  }
  if (status < 400 && reply.body === undefined) {
    const type = reply.header("content-type")?.split(";")[0]?.trim();
    const what = type === "text/html" ? "a web page" : "something that is not JSON";
    return `${exchange} answers with ${what} (${status}), so this is not Cloudsmith's API. Check api-url.`;
  }
  return undefined;
}

/** Returns only the origin: the rest may contain secrets. */
function originOf(location: string | undefined, host: string): string {
  const url = URL.parse(location ?? "", `https://${host}`);
  return url === null ? "" : ` to ${JSON.stringify(url.origin)}`;
}

/** Returns a token's lifetime in milliseconds, from its claims and the server's clock. */
function lifetimeMs(token: string, reply: Reply): number {
  const claims = readClaims(token);
  const issuedAtMs = Date.parse(reply.header("date") ?? "");
  const startMs = Number.isNaN(issuedAtMs) ? (claims?.iat ?? Number.NaN) * 1_000 : issuedAtMs;
  const lifetime = (claims?.exp ?? Number.NaN) * 1_000 - startMs;
  return Number.isFinite(lifetime) && lifetime > 0 ? lifetime : defaultLifetimeMs;
}

/**
 * Reads a token without verifying it. Only the lifetime depends on it, and only the server that
 * issued it would be misled.
 */
function readClaims(
  token: string,
): { exp?: number | undefined; iat?: number | undefined } | undefined {
  const payload = token.split(".")[1];
  if (payload === undefined) return undefined;
  try {
    const parsed = TokenClaims.safeParse(
      JSON.parse(Buffer.from(payload, "base64url").toString("utf8")),
    );
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
