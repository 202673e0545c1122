/** The lists of accounts, read so that they belong together: a workspace changes while it is read. */

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

/** The largest workspace known has 2,200; each team without members costs two requests of its own. */
const maxTeams = 50_000;
/** Lists that do not fit together are all read again, so often. */
const maxPasses = 3;

/** Returns the accounts; a list that kept moving, or that another one contradicts, is partial. */
export async function readAccounts(
  transport: Transport,
  org: string,
  log: Logger,
): Promise<Accounts> {
  let before: Accounts | undefined;
  for (let pass = 1; ; pass++) {
    const lists = await readLists(transport, org, log);
    const whole = Object.values(lists).every(({ status }) => status === "complete");
    // What was read before, and then moved, is more than what can no longer be read.
    if (!whole && before !== undefined) return before;
    const [memberships, changes] = await Promise.all([
      joinTeams(transport, org, lists),
      findChanges(transport, lists),
    ]);
    const read = { ...markChanged(lists, changes), memberships };
    const isConsistent = Object.keys(changes).length === 0 && !memberships.inconsistent;
    // A list that ended otherwise than whole would contradict the others for ever.
    if (isConsistent || !whole || pass === maxPasses) return read;
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
    services: services.rows.map(({ slug, teams: held }) => ({ id: slug, slug, teams: held })),
    invites: invites.rows.map(({ slug_perm: id, teams: held }) => ({ id, slug: id, teams: held })),
    teams: teams.rows,
    whole: members.status === "complete" && services.status === "complete",
    teamsWhole: teams.status === "complete",
  });
}

type Changes = Readonly<Partial<Record<keyof Lists, string>>>;

/** Returns why whole lists may not be what was read, by their names. */
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
