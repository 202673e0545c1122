/** Parts of an e-mail address. */

import { fold } from "./fold.ts";

/** Returns what stands behind the last `@`, in the form in which names are compared. */
export function domainOf(email: string): string {
  return fold(email.slice(email.lastIndexOf("@") + 1));
}

/** True for an address in one of the domains; `*.example` stands for what is below `example`. */
export function isInDomains(email: string, domains: readonly string[]): boolean {
  const domain = domainOf(email);
  return domains
    .map(fold)
    .some((allowed) =>
      allowed.startsWith("*.") ? domain.endsWith(allowed.slice(1)) : domain === allowed,
    );
}
