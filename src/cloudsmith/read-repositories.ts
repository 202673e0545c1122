/** Reads a workspace's repositories, and on each of them its privileges and tokens. */

import type { Logger } from "../log.ts";
import { count } from "../roster/count.ts";
import type { ListCoverage, ReadAs } from "../roster/coverage.ts";
import { isUnknown } from "../roster/fact.ts";
import { fold } from "../roster/fold.ts";
import { compareIds, type Workspace } from "../roster/model.ts";
import {
  withPrivilegeGap,
  withTokenGap,
  type Privilege,
  type Repository,
} from "../roster/repository.ts";
import type { EntitlementToken } from "../roster/token.ts";
import { endpoint } from "./endpoints.ts";
import { readList, type Listing } from "./pages.ts";
import { forEachConcurrently } from "./pool.ts";
import { limitedRepositoriesReason } from "./read-caller.ts";
import { readPrivileges } from "./read-privileges.ts";
import type { ListRequest } from "./read-page.ts";
import { readTokens } from "./read-tokens.ts";
import { readUnchanged } from "./read-unchanged.ts";
import type { RowListing } from "./repository-rows.ts";
import type { Transport } from "./transport.ts";
import { RepositoryRow } from "./wire.ts";

export interface Repositories {
  /** Sorted by id. */
  readonly repositories: readonly Repository[];
  readonly coverage: ListCoverage;
}

/** Each of them costs two requests or more, and with tokens four. */
const maxRepositories = 20_000;
/** A page of privileges or tokens, and the proof that none follows. */
const requestsEach = 2;
/** After this many repositories in a row without an answer, the rest are not requested. */
const maxUnanswered = 10;

/**
 * Returns the repositories that the credential sees, and whether they are all. Entitlement tokens
 * are read only on request.
 */
export async function readRepositories(
  transport: Transport,
  {
    workspace,
    readAs,
    withTokens,
    log,
  }: { workspace: Workspace; readAs: ReadAs; withTokens: boolean; log: Logger },
): Promise<Repositories> {
  const { slug: owner } = workspace;
  const request: ListRequest<RepositoryRow> = {
    endpoint: endpoint("/repos/{owner}/", { owner }),
    query: { sort: "created_at" },
    row: RepositoryRow,
    key: ({ slug_perm }) => slug_perm,
    maxRows: maxRepositories,
  };
  const listing = await readUnchanged(transport, {
    ...request,
    onProgress: (done, total) => log.progress({ task: "repositories", done, total }),
  });
  const rows = sortRows(listing.rows, workspace);
  const privileges = await readOfEach(transport, owner, rows.own, { ...privilegesOfEach, log });
  // Last, so that they do not use up what the rate limit allows for the privileges.
  const tokens = withTokens
    ? await readOfEach(transport, owner, rows.own, { ...tokensOfEach, log })
    : undefined;
  const renamed = await findRenamed(transport, request, rows.own);
  const repositories = rows.own
    .map((row) => {
      const repository = toRepository(
        row,
        privileges.get(row.slug_perm),
        tokens?.get(row.slug_perm),
      );
      const reason = renamed.get(row.slug_perm);
      return reason === undefined ? repository : withoutOwn(repository, reason);
    })
    .sort((a, b) => compareIds(a.id, b.id));
  const isRenamed = [...renamed.values()].includes(wasRenamed);
  return {
    repositories,
    coverage: toCoverage(listing, { ...rows, repositories, readAs, isRenamed }),
  };
}

/** The privileges and tokens that were read may be another repository's. */
function withoutOwn(repository: Repository, reason: string): Repository {
  const marked = withTokenGap(withPrivilegeGap(repository, reason), reason);
  const { tokens } = marked;
  return {
    ...marked,
    privileges: [],
    ...(tokens !== undefined && { tokens: { ...tokens, list: [] } }),
  };
}

const wasRenamed = "it was renamed while it was read";

/**
 * Privileges and tokens are requested by slug, which may belong to another repository by then.
 * Returns by permanent id why it is not known whose they are.
 */
async function findRenamed(
  transport: Transport,
  request: ListRequest<RepositoryRow>,
  rows: readonly RepositoryRow[],
): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const again = await readList(transport, request);
  const slugs = new Map(again.rows.map(({ slug_perm, slug }) => [slug_perm, slug]));
  const notFound =
    again.status === "complete"
      ? "it was not found in the list again"
      : `the list of repositories could not be read again: ${again.reason}`;
  return new Map(
    rows.flatMap(({ slug_perm, slug }): [string, string][] => {
      const now = slugs.get(slug_perm);
      if (now === slug) return [];
      return [[slug_perm, now === undefined ? notFound : wasRenamed]];
    }),
  );
}

interface SortedRows {
  readonly own: readonly RepositoryRow[];
  /** How many rows are of deleted repositories: nobody can reach them. */
  readonly deleted: number;
  /** Another workspace whose repository is on the list. */
  readonly otherWorkspace: string | undefined;
}

function sortRows(rows: readonly RepositoryRow[], { id, slug }: Workspace): SortedRows {
  const isOwn = ({ namespace }: RepositoryRow) =>
    isUnknown(namespace) || [slug, id].some((name) => fold(name) === fold(namespace));
  const ofWorkspace = rows.filter(isOwn);
  // Only a valid time says that a repository is deleted.
  const own = ofWorkspace.filter(({ deleted_at: at }) => at === null || isUnknown(at));
  const otherWorkspace = rows.find((row) => !isOwn(row))?.namespace;
  return {
    own,
    deleted: ofWorkspace.length - own.length,
    otherWorkspace:
      otherWorkspace === undefined || isUnknown(otherWorkspace) ? undefined : otherWorkspace,
  };
}

/** What is read of each repository, one list after the other. */
interface Kind<Row> {
  readonly task: "privileges" | "tokens";
  readonly read: (
    transport: Transport,
    owner: string,
    repository: string,
  ) => Promise<RowListing<Row>>;
}

const privilegesOfEach: Kind<Privilege> = { task: "privileges", read: readPrivileges };
const tokensOfEach: Kind<EntitlementToken> = { task: "tokens", read: readTokens };

/** Returns one list of each repository, by the repository's permanent id. */
async function readOfEach<Row>(
  transport: Transport,
  owner: string,
  rows: readonly RepositoryRow[],
  { task, read, log }: Kind<Row> & { readonly log: Logger },
): Promise<ReadonlyMap<string, RowListing<Row>>> {
  const listings = new Map<string, RowListing<Row>>();
  const overLimit = transport.forecast(requestsEach * rows.length);
  let unanswered = 0;
  const whyNot = () => {
    if (overLimit !== null) return overLimit;
    return unanswered < maxUnanswered
      ? null
      : `Cloudsmith did not answer for ${maxUnanswered} other repositories`;
  };
  await forEachConcurrently(rows, async ({ slug_perm, slug }) => {
    const reason = whyNot();
    const listing = reason === null ? await read(transport, owner, slug) : notRead(task, reason);
    unanswered = listing.isUnanswered ? unanswered + 1 : 0;
    listings.set(slug_perm, listing);
    log.progress({ task, done: listings.size, total: rows.length });
  });
  return listings;
}

function notRead(task: string, reason: string): RowListing<never> {
  return {
    rows: [],
    coverage: { status: "partial", reason: `its ${task} were not read: ${reason}` },
    isUnanswered: true,
  };
}

function toRepository(
  row: RepositoryRow,
  privileges: RowListing<Privilege> | undefined,
  tokens: RowListing<EntitlementToken> | undefined,
): Repository {
  if (privileges === undefined) throw new Error("bug: privileges of a repository were not read");
  return {
    id: row.slug_perm,
    slug: row.slug,
    name: row.name,
    broadcast: row.broadcast_state,
    defaultPrivilege: row.default_privilege,
    privileges: privileges.rows,
    coverage: privileges.coverage,
    ...(tokens !== undefined && { tokens: { list: tokens.rows, coverage: tokens.coverage } }),
  };
}

/** Deleted repositories count neither as seen nor as announced. */
function toCoverage(
  listing: Listing<RepositoryRow>,
  {
    deleted,
    otherWorkspace,
    repositories,
    readAs,
    isRenamed,
  }: SortedRows & {
    readonly repositories: readonly Repository[];
    readonly readAs: ReadAs;
    readonly isRenamed: boolean;
  },
): ListCoverage {
  const { status } = listing;
  // A list may announce fewer rows than it has. That is no number of repositories.
  const isAnnounced = listing.expected !== null && listing.expected >= deleted;
  const expected = isAnnounced ? listing.expected - deleted : null;
  const found = { name: "repositories", count: repositories.length, expected } as const;
  if (status !== "complete" && status !== "partial") {
    return { ...found, status, reason: listing.reason };
  }
  const limited = limitedRepositoriesReason(readAs);
  const gap = isRenamed
    ? "a repository was renamed while the list was read"
    : otherWorkspace === undefined
      ? listing.reason
      : `it contains a repository of workspace "${otherWorkspace}"`;
  if (gap !== null) {
    const reason = limited === null ? gap : `${limited}; ${gap}`;
    return { ...found, status: "partial", reason };
  }
  if (limited !== null) return { ...found, status: "partial", reason: limited, allVisible: true };
  const note = describe(deleted, repositories);
  return { ...found, status, reason: null, ...(note !== "" && { note }) };
}

/** Returns a remark on a list that was read completely; empty if there is none. */
function describe(deleted: number, repositories: readonly Repository[]): string {
  const unread = repositories.filter(({ coverage }) => coverage.status !== "complete").length;
  const withoutTokens = repositories.filter(
    ({ tokens }) => tokens !== undefined && tokens.coverage.status !== "complete",
  ).length;
  return [
    ...(deleted === 0
      ? []
      : [`${count(deleted, "deleted repository", "deleted repositories")} left out`]),
    ...(unread === 0 ? [] : [`the privileges of ${unread} were not read completely`]),
    ...(withoutTokens === 0
      ? []
      : [`the entitlement tokens of ${withoutTokens} were not read completely`]),
  ].join("; ");
}
