/**
 * Issuers that give tokens to the customers of a public service: a token of theirs proves nothing
 * about whose program it is, unless its claims are checked.
 */

interface SharedIssuer {
  readonly name: string;
  /** The host of the issuer, or with a leading dot every host below it. */
  readonly host: string;
}

const issuers: readonly SharedIssuer[] = [
  // docs.github.com, "OpenID Connect reference".
  { name: "GitHub Actions", host: "token.actions.githubusercontent.com" },
  // docs.gitlab.com, "OpenID Connect (OIDC) authentication using ID tokens".
  { name: "GitLab.com", host: "gitlab.com" },
  // support.atlassian.com, "Integrate Pipelines with resource servers using OIDC".
  { name: "Bitbucket", host: "api.bitbucket.org" },
  // circleci.com/docs, "Using OpenID Connect tokens in jobs".
  { name: "CircleCI", host: "oidc.circleci.com" },
  // learn.microsoft.com, "Azure DevOps workload identity federation": vstoken.dev.azure.com/ORG-ID.
  { name: "Azure DevOps", host: "vstoken.dev.azure.com" },
  // learn.microsoft.com, "OpenID Connect on the Microsoft identity platform".
  { name: "Microsoft Entra", host: "login.microsoftonline.com" },
  // The same page: the issuer of tokens of version 1.
  { name: "Microsoft Entra", host: "sts.windows.net" },
  // developers.google.com, "OpenID Connect": the discovery document.
  { name: "Google", host: "accounts.google.com" },
  // developer.hashicorp.com, "Workload identity tokens" of HCP Terraform.
  { name: "HCP Terraform", host: "app.terraform.io" },
  // buildkite.com/docs, "OIDC with Buildkite".
  { name: "Buildkite", host: "agent.buildkite.com" },
  // docs.semaphore.io, "OpenID Connect": ORGANIZATION.semaphoreci.com.
  { name: "Semaphore", host: ".semaphoreci.com" },
  // docs.spacelift.io, "OpenID Connect": ACCOUNT.app.spacelift.io.
  { name: "Spacelift", host: ".app.spacelift.io" },
];

/** Returns the service whose customers all get tokens of this issuer; undefined for any other. */
export function sharedIssuer(issuer: string): string | undefined {
  const host = hostOf(issuer);
  return issuers.find((one) =>
    one.host.startsWith(".") ? host.endsWith(one.host) : host === one.host,
  )?.name;
}

/** Returns whether two addresses are of one issuer; a final slash does not matter. */
export function isSameIssuer(a: string, b: string): boolean {
  return normalize(a) === normalize(b);
}

function normalize(issuer: string): string {
  return (URL.canParse(issuer) ? new URL(issuer).href : issuer).replace(/\/$/u, "");
}

/** An issuer may be written without its scheme. */
function hostOf(issuer: string): string {
  const address = issuer.includes("://") ? issuer : `https://${issuer}`;
  return URL.canParse(address) ? new URL(address).hostname : "";
}
