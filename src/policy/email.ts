/** Parts of an e-mail address. */

import { z } from "zod";

import { fold } from "../roster/fold.ts";

/** An entry of a list of domains; any other form would match no address. */
export const Domain = z
  .string()
  .max(255)
  .regex(/^(?:\*\.)?[^\s@*]+$/u, 'a domain, such as "fernwick.example" or "*.fernwick.example"')
  .describe('a domain; "*.fernwick.example" means its subdomains')
  .meta({ examples: ["fernwick.example", "*.fernwick.example"] });

/** Returns the part after the last `@`, in the form in which names are compared. */
export function domainOf(email: string): string {
  return fold(email.slice(email.lastIndexOf("@") + 1));
}

/**
 * Returns whether an address is in one of the domains; `*.example` means the subdomains of
 * `example`.
 */
export function isInDomains(email: string, domains: readonly string[]): boolean {
  const domain = domainOf(email);
  return domains
    .map(fold)
    .some((allowed) =>
      allowed.startsWith("*.") ? domain.endsWith(allowed.slice(1)) : domain === allowed,
    );
}
