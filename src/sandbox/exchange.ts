/**
 * Exchanges an ID token for a token of a service account, as the API does at the root of its host.
 */

import { unauthorized, refuse, type Answer } from "./answer.ts";
import type { SandboxWorkspace } from "./wire.ts";

export interface ExchangeOptions {
  /** The ID token; in reality the identity provider signs it. */
  readonly idToken: string;
  /** The lifetime of an exchanged token, in seconds. */
  readonly lifetimeSeconds: number;
  /** Returns the time at which a token is issued, in seconds since 1970. */
  readonly now: () => number;
}

export interface Exchange {
  /**
   * Returns the answer to a request with this body. `key` is the API key of the request, which must
   * not have one.
   */
  readonly answer: (path: string, text: string, key: string | undefined) => Answer;
  readonly isToken: (text: string) => boolean;
  /** Refuses, from now on, every token that was issued so far. */
  readonly revoke: () => void;
}

/** Returns the exchange of a workspace, for the one service account that `service` names. */
export function createExchange(
  workspace: () => SandboxWorkspace,
  service: string | undefined,
  options: ExchangeOptions,
): Exchange {
  const tokens = new Set<string>();
  let made = 0;
  return {
    answer: (path, text, key) => {
      const { organization, oidc } = workspace();
      if (path !== `/openid/${organization.slug}/`) return refuse(404, "Not found.");
      if (key !== undefined) return refuse(400, "A key is not allowed here.");
      const body = parse(text);
      const { oidc_token: idToken, service_slug: slug } = body;
      if (typeof idToken !== "string" || typeof slug !== "string") {
        return refuse(422, "oidc_token and service_slug are required.");
      }
      const trusted = oidc.some(
        ({ enabled, service_accounts }) => enabled && service_accounts.includes(slug),
      );
      if (!trusted || slug !== service || idToken !== options.idToken) {
        return unauthorized("Token could not be authenticated.");
      }
      made += 1;
      const iat = options.now();
      const token = makeToken({ sub: slug, iat, exp: iat + options.lifetimeSeconds, jti: made });
      tokens.add(token);
      return { status: 201, body: { token } };
    },
    isToken: (text) => tokens.has(text),
    revoke: () => tokens.clear(),
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Returns a token that looks like a JSON Web Token; nobody signed it. */
function makeToken(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part(claims)}.sandbox`;
}
