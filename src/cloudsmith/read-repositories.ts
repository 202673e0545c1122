/** Reads a workspace's repositories and the explicit privileges on each of them. */

import type { Logger } from "../log.ts";
import { count } from "../roster/count.ts";
import type { ListCoverage, ReadAs } from "../roster/coverage.ts";
import { isUnknown } from "../roster/fact.ts";
import { fold } from "../roster/fold.ts";
import { compareIds, type Workspace } from "../roster/model.ts";
import { withPrivilegeGap, type Repository } from "../roster/repository.ts";
import { endpoint } from "./endpoints.ts";
import { readList, type Listing } from "./pages.ts";
import { forEachConcurrently } from "./pool.ts";
import { limitedRepositoriesReason } from "./read-caller.ts";
import type { ListRequest } from "./read-page.ts";
import { readPrivileges, type PrivilegeListing } from "./read-privileges.ts";
import { readUnchanged } from "./read-unchanged.ts";
import type { Transport } from "./transport.ts";
import { RepositoryRow } from "./wire.ts";

export interface Repositories {
  /** Sorted by id. */
  readonly repositories: readonly Repository[];
  readonly coverage: ListCoverage;
}

/** Each of them costs two requests or more. */
const maxRepositories = 20_000;
/** The page of privileges, and the proof that none follows. */
const requestsEach = 2;
/** After this many repositories in a row without an answer, the rest are not requested. */
const maxUnanswered = 10;

/** Returns the repositories that the credential sees, and whether they are all. */
export async function readRepositories(
  transport: Transport,
  { workspace, readAs, log }: { workspace: Workspace; readAs: ReadAs; log: Logger },
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
  const privileges = await readAllPrivileges(transport, owner, { rows: rows.own, log });
  const renamed = await findRenamed(transport, request, rows.own);
  const repositories = rows.own
    .map((row) => {
      const repository = toRepository(row, privileges.get(row.slug_perm));
      const reason = renamed.get(row.slug_perm);
      // The privileges may be another repository's.
      return reason === undefined
        ? repository
        : { ...withPrivilegeGap(repository, reason), privileges: [] };
    })
    .sort((a, b) => compareIds(a.id, b.id));
  const isRenamed = [...renamed.values()].includes(wasRenamed);
  return {
    repositories,
    coverage: toCoverage(listing, { ...rows, repositories, readAs, isRenamed }),
  };
}

const wasRenamed = "it was renamed while it was read";

/**
 * Privileges are requested by slug, which may belong to another repository by then. Returns by
 * permanent id why it is not known whose privileges were read.
 */
async function findRenamed(
  transport: Transport,
  request: ListRequest<RepositoryRow>,
  rows: readonly RepositoryRow[],
): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const again = await readList(transport, request);
  const slugs = new Map(again.rows.map(({ slug_perm, slug }) => [slug_perm, slug]));
  return new Map(
    rows.flatMap(({ slug_perm, slug }): [string, string][] => {
      const now = slugs.get(slug_perm);
      if (now === slug) return [];
      return [[slug_perm, now === undefined ? "it was not found in the list again" : wasRenamed]];
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

/** Returns the privileges by the repository's permanent id. */
async function readAllPrivileges(
  transport: Transport,
  owner: string,
  { rows, log }: { readonly rows: readonly RepositoryRow[]; readonly log: Logger },
): Promise<ReadonlyMap<string, PrivilegeListing>> {
  const read = new Map<string, PrivilegeListing>();
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
    const listing =
      reason === null ? await readPrivileges(transport, owner, slug) : notRead(reason);
    unanswered = listing.isUnanswered ? unanswered + 1 : 0;
    read.set(slug_perm, listing);
    log.progress({ task: "privileges", done: read.size, total: rows.length });
  });
  return read;
}

function notRead(reason: string): PrivilegeListing {
  return {
    privileges: [],
    coverage: { status: "partial", reason: `its privileges were not read: ${reason}` },
    isUnanswered: true,
  };
}

function toRepository(row: RepositoryRow, listing: PrivilegeListing | undefined): Repository {
  if (listing === undefined) throw new Error("bug: the privileges of a repository were not read");
  return {
    id: row.slug_perm,
    slug: row.slug,
    name: row.name,
    broadcast: row.broadcast_state,
    defaultPrivilege: row.default_privilege,
    privileges: listing.privileges,
    coverage: listing.coverage,
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
  return [
    ...(deleted === 0
      ? []
      : [`${count(deleted, "deleted repository", "deleted repositories")} left out`]),
    ...(unread === 0 ? [] : [`the privileges of ${unread} were not read completely`]),
  ].join("; ");
}
