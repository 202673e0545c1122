/**
 * The allow-list of all requests to Cloudsmith. Allowing every GET would not be safe: one
 * documented GET, `/orgs/{org}/members/{member}/remove/`, removes a member.
 */

import { AuditError } from "../errors.ts";
import { isReserved, isSlug, slugPattern } from "../roster/slug.ts";

/** The only request that is not a read: it creates a token. It is sent without any key. */
const exchangeTemplate = "/openid/{org}/";

/** Path templates of reads, with trailing slashes as in the API's description. */
const readTemplates = [
  "/user/self/",
  "/orgs/{org}/",
  "/orgs/{org}/members/",
  "/orgs/{org}/members/{member}/",
  "/orgs/{org}/teams/",
  "/orgs/{org}/teams/{team}/members",
  "/orgs/{org}/services/",
  "/orgs/{org}/services/{service}/",
  "/orgs/{org}/invites/",
  "/orgs/{org}/saml-authentication",
  "/orgs/{org}/saml-group-sync/",
  "/orgs/{org}/saml-group-sync/status/",
  "/orgs/{org}/openid-connect/",
  "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/",
  "/repos/{owner}/",
  "/repos/{owner}/{identifier}/privileges",
  // Without `show_tokens`, which `Query` cannot hold: the reply must not contain a secret.
  "/entitlements/{owner}/{repo}/",
] as const;

export type Template = (typeof readTemplates)[number] | typeof exchangeTemplate;

/** Query parameters that only narrow or order a list. */
type QueryName = "page" | "page_size" | "sort" | "is_active" | "user_kind";

export type Query = Readonly<Partial<Record<QueryName, string | number | boolean>>>;

/** A request that may be sent. Only `endpoint` creates it, and the transport checks it again. */
export interface Endpoint {
  readonly method: "GET" | "POST";
  readonly template: Template;
  /** Encoded. Relative to the API's base URL, or for the exchange to the root of its host. */
  readonly path: string;
}

const allowedReads = readTemplates.map(toPattern);
const allowedExchange = toPattern(exchangeTemplate);

/** False if an error's text may repeat a secret that its endpoint is about. */
export function mayQuoteErrors({ template }: Endpoint): boolean {
  return template !== "/entitlements/{owner}/{repo}/";
}

export { isSlug as isPathSegment } from "../roster/slug.ts";

/**
 * Returns the request for a template with its segments filled in. Throws `AuditError`
 * `CLOUDSMITH_REFUSED` for a segment that is not a slug, before anything is sent.
 */
export function endpoint(
  template: Template,
  segments: Readonly<Record<string, string>> = {},
): Endpoint {
  const path = template.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const text = segments[name] ?? "";
    if (!isSlug(text)) {
      throw new AuditError(
        "CLOUDSMITH_REFUSED",
        `cannot ask Cloudsmith about ${name} ${JSON.stringify(text)}: that is not a slug. Use letters, digits, "-", "_" and ".".`,
      );
    }
    return encodeURIComponent(text);
  });
  return { method: template === exchangeTemplate ? "POST" : "GET", template, path };
}

/** True if a request is on the allow-list, no matter which code created it. */
export function isAllowed(method: string, path: string): boolean {
  const patterns = { GET: allowedReads, POST: [allowedExchange] }[method] ?? [];
  return patterns.some((pattern) => pattern.test(path)) && !path.split("/").some(isReserved);
}

function toPattern(template: Template): RegExp {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/gu, slugPattern)}$`, "u");
}
