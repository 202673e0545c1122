/** Parts of an e-mail address. */

import { z } from "zod";

import { fold } from "../roster/fold.ts";

/** An entry of a list of domains; one of any other form would fit no address. */
export const Domain = z
  .string()
  .max(255)
  .regex(/^(?:\*\.)?[^\s@*]+$/u, 'a domain, such as "fernwick.example" or "*.fernwick.example"')
  .describe('a domain; "*.fernwick.example" stands for what is below it')
  .meta({ examples: ["fernwick.example", "*.fernwick.example"] });

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
