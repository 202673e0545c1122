/** The exchange of an ID token for one of a service account, as the API does it at its host's root. */

import { unauthorized, refuse, type Answer } from "./answer.ts";
import type { SandboxWorkspace } from "./wire.ts";

export interface ExchangeOptions {
  /** The ID token that the provider would have signed. */
  readonly idToken: string;
  /** How long an exchanged token lives, in seconds. */
  readonly lifetimeSeconds: number;
  /** When a token is made, in seconds since 1970. */
  readonly now: () => number;
}

export interface Exchange {
  /** Returns the answer to a request's body; `key` is what it carried for one, which it must not. */
  readonly answer: (path: string, text: string, key: string | undefined) => Answer;
  readonly isToken: (text: string) => boolean;
  /** Every token that was given out so far is refused from now on. */
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
      if (key !== undefined) return refuse(400, "A key has no business here.");
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

/** Looks like a JSON Web Token, and is signed by nobody. */
function makeToken(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part(claims)}.sandbox`;
}
