/** Reads who has which explicit privilege on one repository. */

import { isDeepStrictEqual } from "node:util";

import { isUnknown, unknown } from "../roster/fact.ts";
import { compareIds } from "../roster/model.ts";
import {
  privilegeHolders,
  whyHolderTwice,
  type Privilege,
  type PrivilegeCoverage,
  type PrivilegeHolder,
} from "../roster/repository.ts";
import { endpoint, isPathSegment, type Endpoint } from "./endpoints.ts";
import { toReason } from "./pages.ts";
import { isPastEnd, ListProblem, pageSize, refusal, repeatedSecret } from "./read-page.ts";
import { isUnreachable } from "./recheck.ts";
import { countHeader } from "./reply.ts";
import type { Transport } from "./transport.ts";
import { PrivilegeRow, Privileges } from "./wire.ts";

/** The privileges on one repository, as far as they could be read. */
export interface PrivilegeListing {
  /** Sorted by kind and slug. */
  readonly privileges: readonly Privilege[];
  readonly coverage: PrivilegeCoverage;
  /** Whether Cloudsmith did not answer, or answered only with server errors. */
  readonly isUnanswered: boolean;
}

/** A list that goes on is not one. */
const maxPages = 20;
/** Also if a server does not keep to the page size. */
const maxRows = maxPages * pageSize;
/** How often to read privileges that change while they are read. */
const maxPasses = 3;
const moved = "its rows moved while it was read";

/** Returns the privileges. Throws only for errors of the run itself. */
export async function readPrivileges(
  transport: Transport,
  owner: string,
  repository: string,
): Promise<PrivilegeListing> {
  if (!isPathSegment(repository)) {
    const reason = `no request can contain its slug ${JSON.stringify(repository)}`;
    return { privileges: [], coverage: { status: "partial", reason }, isUnanswered: false };
  }
  const from = endpoint("/repos/{owner}/{identifier}/privileges", {
    owner,
    identifier: repository,
  });
  // A row can slip from one page to another unseen, so two passes over several pages must be equal.
  let before: PrivilegeListing | undefined;
  for (let pass = 1; ; pass++) {
    const { listing, pages, inconsistent } = await readOnce(transport, from);
    const isWhole = listing.coverage.status === "complete";
    if (isWhole && (pages === 1 || isDeepStrictEqual(listing, before))) return listing;
    if (!isWhole && !inconsistent) return listing;
    if (pass === maxPasses) {
      return { ...listing, coverage: { status: "partial", reason: moved } };
    }
    before = listing;
  }
}

interface OnePass {
  readonly listing: PrivilegeListing;
  /** How many pages had rows, at least 1. */
  readonly pages: number;
  /** Whether the pages contradict each other, so that reading again may help. */
  readonly inconsistent: boolean;
}

async function readOnce(transport: Transport, from: Endpoint): Promise<OnePass> {
  const found = new FoundPrivileges();
  try {
    const pages = await readPages(transport, from, found);
    return { listing: { ...found.toListing(), isUnanswered: false }, pages, inconsistent: false };
  } catch (error) {
    if (!(error instanceof ListProblem) && !isUnreachable(error)) throw error;
    const isProblem = error instanceof ListProblem;
    const refused = isProblem && error.status === "refused" && found.received === 0;
    const coverage: PrivilegeCoverage = {
      status: refused ? "refused" : "partial",
      reason: isProblem ? error.message : toReason(error),
    };
    const listing = { privileges: found.sorted(), coverage, isUnanswered: !isProblem };
    return { listing, pages: 1, inconsistent: isProblem && error.inconsistent };
  }
}

/**
 * Reads pages until one is empty or does not exist; returns how many had rows, at least 1. No header
 * gives the number of rows, and a server may shorten its pages, so a page that is not full does not
 * prove the end.
 */
async function readPages(
  transport: Transport,
  from: Endpoint,
  found: FoundPrivileges,
): Promise<number> {
  let first: readonly unknown[] = [];
  for (let number = 1; ; number++) {
    const page = await readPage(transport, from, number, found);
    if (page.length === 0) return Math.max(1, number - 1);
    if (number === 1) first = page;
    else if (isDeepStrictEqual(page, first)) {
      // A server that ignores `page` sends the same rows each time. They are all if the page is not
      // full.
      if (number === 2 && first.length < pageSize) return 1;
      throw new ListProblem("partial", "its pages repeat each other");
    }
    found.add(page);
    if (number === maxPages) {
      throw new ListProblem("partial", `it does not end, and at most ${maxPages} pages are read`);
    }
  }
}

/** Returns the rows of a page, not parsed; none for a page after the last one. */
async function readPage(
  transport: Transport,
  from: Endpoint,
  number: number,
  found: FoundPrivileges,
): Promise<readonly unknown[]> {
  const reply = await transport.get(from, { page: number, page_size: pageSize });
  if (isPastEnd(reply, number)) return [];
  if (reply.status !== 200) throw refusal(reply, false);
  if (reply.containedSecret) throw new ListProblem("partial", repeatedSecret);
  const parsed = Privileges.safeParse(reply.body);
  if (!parsed.success) throw new ListProblem("partial", "a reply was not a list of privileges");
  // Not documented here, but a number that is there must be right.
  const announced = countHeader(reply, "x-pagination-count");
  if (announced !== null) found.announce(announced);
  return parsed.data.privileges;
}

/** The privileges of one pass, and what is wrong with its rows. */
class FoundPrivileges {
  readonly #byHolder = new Map<string, Privilege>();
  #announced: number | "malformed" | null = null;
  #problem: string | null = null;
  received = 0;

  announce(count: number | "malformed"): void {
    this.#announced = count;
  }

  /** Throws `ListProblem` if the rows become too many, or if the page has a row of an earlier one. */
  add(page: readonly unknown[]): void {
    if (this.received + page.length > maxRows) {
      throw new ListProblem("partial", `it has more than ${maxRows} rows`);
    }
    const earlier = new Set(this.#byHolder.keys());
    for (const row of page) {
      this.received += 1;
      const privilege = toPrivilege(row);
      if (typeof privilege === "string") {
        this.#problem ??= privilege;
        continue;
      }
      const key = `${privilege.kind} ${privilege.slug}`;
      if (earlier.has(key)) {
        throw new ListProblem("partial", moved, true);
      }
      this.#addOnce(key, privilege);
    }
  }

  sorted(): readonly Privilege[] {
    return [...this.#byHolder.values()].sort(comparePrivileges);
  }

  toListing(): Pick<PrivilegeListing, "privileges" | "coverage"> {
    const privileges = this.sorted();
    const reason = this.#problem ?? whyHolderTwice(privileges) ?? this.#whyMiscounted();
    if (reason !== null) return { privileges, coverage: { status: "partial", reason } };
    return { privileges, coverage: { status: "complete", reason: null } };
  }

  #addOnce(key: string, privilege: Privilege): void {
    const { kind, slug, level } = privilege;
    const known = this.#byHolder.get(key);
    if (known !== undefined && known.level !== level) {
      this.#problem ??= `it gives ${kind} "${slug}" two privileges`;
      this.#byHolder.set(key, { kind, slug, level: unknown("malformed") });
      return;
    }
    if (isUnknown(level)) this.#problem ??= `the privilege of ${kind} "${slug}" is not known`;
    this.#byHolder.set(key, known ?? privilege);
  }

  #whyMiscounted(): string | null {
    if (this.#announced === null || this.#announced === this.received) return null;
    if (this.#announced === "malformed") return "what it announces is not a number of rows";
    return `${this.received} rows were received, but ${this.#announced} were announced`;
  }
}

/** Returns the privilege in a row, or why the row contains none, without a final period. */
function toPrivilege(row: unknown): Privilege | string {
  const parsed = PrivilegeRow.safeParse(row);
  if (!parsed.success) return "one of its rows is not a privilege";
  const { privilege: level, ...holders } = parsed.data;
  const [found, ...others] = privilegeHolders.flatMap((kind: PrivilegeHolder) => {
    const slug = holders[kind];
    return slug === null ? [] : [{ kind, slug, level }];
  });
  if (found === undefined) return "one of its rows does not say who has the privilege";
  return others.length === 0 ? found : "one of its rows gives one privilege to several accounts";
}

function comparePrivileges(a: Privilege, b: Privilege): number {
  const byKind = privilegeHolders.indexOf(a.kind) - privilegeHolders.indexOf(b.kind);
  return byKind === 0 ? compareIds(a.slug, b.slug) : byKind;
}
