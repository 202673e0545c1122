/** The lists of accounts, read so that they belong together: a workspace changes while it is read. */

import type { Logger } from "../log.ts";
import { endpoint, type Query, type Template } from "./endpoints.ts";
import { hasSameLength, readList, type Listing, type ListRequest } from "./pages.ts";
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

/** Lists that do not fit together are all read again, so often. */
const maxPasses = 3;

/** Returns the accounts; a list that kept moving, or that another one contradicts, is partial. */
export async function readAccounts(
  transport: Transport,
  org: string,
  log: Logger,
): Promise<Accounts> {
  for (let pass = 1; ; pass++) {
    const lists = await readLists(transport, org, log);
    const [memberships, moved] = await Promise.all([
      joinTeams(transport, org, lists),
      findMoved(transport, lists),
    ]);
    const settled = moved.length === 0 && !memberships.torn;
    // A list that ended otherwise than whole would contradict the others for ever.
    const whole = Object.values(lists).every(({ status }) => status === "complete");
    if (settled || !whole || pass === maxPasses) {
      return { ...markMoved(lists, moved), memberships };
    }
    log.info("the workspace changed while it was read; reading it again");
  }
}

async function readLists(transport: Transport, org: string, log: Logger): Promise<Lists> {
  const progress = (task: string) => (done: number, total: number | undefined) =>
    log.progress({ task, done, total });
  const list = <Row>(
    template: Template,
    query: Query,
    row: Pick<ListRequest<Row>, "row" | "key">,
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
      { row: TeamRow, key: (row) => row.slug_perm },
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
    members: members.rows.map((row) => ({ slug: row.user, teams: row.teams })),
    services: services.rows,
    invites: invites.rows.map((row) => ({ slug: row.slug_perm, teams: row.teams })),
    teams: teams.rows,
  });
}

/** Returns the names of the whole lists whose length is no longer what it was. */
async function findMoved(transport: Transport, lists: Lists): Promise<(keyof Lists)[]> {
  const names = (Object.keys(lists) as (keyof Lists)[]).filter(
    (name) => lists[name].status === "complete",
  );
  const same = await Promise.all(names.map((name) => hasSameLength(transport, lists[name])));
  return names.filter((_, index) => same[index] === false);
}

function markMoved(lists: Lists, moved: readonly (keyof Lists)[]): Lists {
  const mark = <Row>(name: keyof Lists, listing: Listing<Row>): Listing<Row> =>
    moved.includes(name)
      ? {
          ...listing,
          status: "partial",
          reason: "it was of another length when it was counted again",
        }
      : listing;
  return {
    members: mark("members", lists.members),
    teams: mark("teams", lists.teams),
    services: mark("services", lists.services),
    invites: mark("invites", lists.invites),
  };
}
