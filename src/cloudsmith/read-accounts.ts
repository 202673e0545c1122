/**
 * Reads the lists of accounts so that they match each other, even if the workspace changes
 * meanwhile.
 */

import type { Logger } from "../log.ts";
import { endpoint, type Query, type Template } from "./endpoints.ts";
import { readList, type Listing } from "./pages.ts";
import type { ListRequest } from "./read-page.ts";
import { findChange } from "./recheck.ts";
import { readMembers } from "./read-members.ts";
import { readMemberships, type Memberships } from "./read-memberships.ts";
import type { Transport } from "./transport.ts";
import { InviteRow, ServiceRow, TeamRow, type MemberRow } from "./wire.ts";

export interface Accounts {
  readonly members: Listing<MemberRow>;
  readonly teams: Listing<TeamRow>;
  readonly services: Listing<ServiceRow>;
  readonly invites: Listing<InviteRow>;
  readonly memberships: Memberships;
}

type Lists = Omit<Accounts, "memberships">;

/**
 * The largest known workspace has 2,200 teams. Each team without members costs two extra requests.
 */
const maxTeams = 50_000;
/** How often to read all lists while they do not match. */
const maxPasses = 3;

/** Returns the accounts. A list is partial if it kept changing or another list contradicts it. */
export async function readAccounts(
  transport: Transport,
  org: string,
  log: Logger,
): Promise<Accounts> {
  let before: Accounts | undefined;
  for (let pass = 1; ; pass++) {
    const lists = await readLists(transport, org, log);
    const areComplete = Object.values(lists).every(({ status }) => status === "complete");
    // An earlier complete pass, although it changed, contains more than this one.
    if (!areComplete && before !== undefined) return before;
    const [memberships, changes] = await Promise.all([
      joinTeams(transport, org, lists),
      findChanges(transport, lists),
    ]);
    const read = { ...markChanged(lists, changes), memberships };
    const isConsistent = Object.keys(changes).length === 0 && !memberships.inconsistent;
    // An incomplete list would always contradict the others.
    if (isConsistent || !areComplete || pass === maxPasses) return read;
    log.info("the workspace changed while it was read; reading it again");
    before = read;
  }
}

async function readLists(transport: Transport, org: string, log: Logger): Promise<Lists> {
  const progress = (task: string) => (done: number, total: number | undefined) =>
    log.progress({ task, done, total });
  const list = <Row>(
    template: Template,
    query: Query,
    row: Pick<ListRequest<Row>, "row" | "key" | "maxRows">,
    task: string,
  ) =>
    readList(transport, {
      endpoint: endpoint(template, { org }),
      query,
      onProgress: progress(task),
      ...row,
    });
  const [members, teams, services, invites] = await Promise.all([
    readMembers(transport, org, progress("members")),
    list(
      "/orgs/{org}/teams/",
      { sort: "name" },
      { row: TeamRow, key: (row) => row.slug_perm, maxRows: maxTeams },
      "teams",
    ),
    list(
      "/orgs/{org}/services/",
      { sort: "created_at" },
      { row: ServiceRow, key: (row) => row.slug },
      "services",
    ),
    list("/orgs/{org}/invites/", {}, { row: InviteRow, key: (row) => row.slug_perm }, "invites"),
  ]);
  return { members, teams, services, invites };
}

function joinTeams(
  transport: Transport,
  org: string,
  { members, teams, services, invites }: Lists,
): Promise<Memberships> {
  return readMemberships({
    transport,
    org,
    members: members.rows.map((row) => ({ id: row.user_id, slug: row.user, teams: row.teams })),
    services: services.rows.map(({ slug, teams: references }) => ({
      id: slug,
      slug,
      teams: references,
    })),
    invites: invites.rows.map(({ slug_perm: id, teams: references }) => ({
      id,
      slug: id,
      teams: references,
    })),
    teams: teams.rows,
    accountsComplete: members.status === "complete" && services.status === "complete",
    teamsComplete: teams.status === "complete",
  });
}

type Changes = Readonly<Partial<Record<keyof Lists, string>>>;

/** Returns, by list name, why a complete list may no longer match the workspace. */
async function findChanges(transport: Transport, lists: Lists): Promise<Changes> {
  const changes: Partial<Record<keyof Lists, string>> = {};
  await Promise.all(
    (Object.keys(lists) as (keyof Lists)[]).map(async (name) => {
      if (lists[name].status !== "complete") return;
      const change = await findChange(transport, lists[name].passes);
      if (change !== null) changes[name] = change;
    }),
  );
  return changes;
}

function markChanged(lists: Lists, changes: Changes): Lists {
  const mark = <Row>(listing: Listing<Row>, reason: string | undefined): Listing<Row> =>
    reason === undefined ? listing : { ...listing, status: "partial", reason };
  return {
    members: mark(lists.members, changes.members),
    teams: mark(lists.teams, changes.teams),
    services: mark(lists.services, changes.services),
    invites: mark(lists.invites, changes.invites),
  };
}
