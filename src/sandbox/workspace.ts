/** Fernwick, a fictional workspace of some forty people in which every rule finds something. */

import type {
  SandboxWorkspace,
  WireMember,
  WireService,
  WireTeam,
  WireTeamReference,
} from "./wire.ts";

/** The day on which Fernwick is what it is; on a later one, more of its people would be dormant. */
export const sandboxNow = "2026-11-23T09:00:00.000Z";

type TeamPlaces = Readonly<Record<string, "Manager" | "Member">>;

const teamNames: readonly (readonly [
  slug: string,
  name: string,
  id: string,
  description: string | null,
  hidden?: true,
])[] = [
  ["platform", "Platform", "tm4QxV8bLz1a", "Build and package owners"],
  ["release", "Release", "tmH3uYc6Wd0e", "Ships what customers install"],
  ["incident-room", "Incident Room", "tmW7eR2kPn9s", null, true],
  ["security", "Security", "tmB5oJi8Xq2f", "Signing keys and scanning"],
  ["data", "Data", "tmT9aMs4Gv7h", "Pipelines and models"],
  ["mobile", "Mobile", "tmN1zEl6Ku3c", "Android and iOS"],
  ["docs", "Docs", "tmR8wFp0Db5y", "Guides and references"],
  ["skunkworks", "Skunkworks", "tmC2gQt7Ho9x", null, true],
];

const nameBySlug = new Map(teamNames.map(([slug, name]) => [slug, name]));

/** username, display name, role, last login (a day, null for never), teams, and what is unusual. */
type Person = readonly [
  username: string,
  name: string,
  role: WireMember["role"],
  lastLogin: string | null,
  teams: TeamPlaces,
  unusual?: Partial<WireMember>,
];

const people: readonly Person[] = [
  [
    "amara-okoye",
    "Amara Okoye",
    "Owner",
    "2026-11-22",
    { platform: "Manager", "incident-room": "Manager" },
  ],
  [
    "jonas-lindqvist",
    "Jonas Lindqvist",
    "Owner",
    "2026-11-19",
    {},
    { has_two_factor: false, last_login_method: "Social", visibility: "Public" },
  ],
  ["wojciech-nowak", "Wojciech Nowak", "Owner", "2026-11-20", { security: "Member" }],
  [
    "tamas-varga",
    "Tamás Varga",
    "Manager",
    "2024-12-05",
    { release: "Member" },
    { is_active: false, has_two_factor: false },
  ],
  [
    "mei-tanaka",
    "田中 芽依",
    "Manager",
    "2026-11-21",
    { release: "Manager" },
    { has_two_factor: false, last_login_method: "SAML" },
  ],
  ["farid-haddad", "Farid Haddad", "Manager", "2026-11-18", { security: "Manager" }],
  ["lucia-ferreira", "Lúcia Ferreira", "Member", "2026-11-17", { data: "Manager" }],
  [
    "priya-raman",
    "Priya Raman",
    "Member",
    "2026-11-22",
    { platform: "Member" },
    { has_two_factor: false, last_login_method: "SAML" },
  ],
  ["kwame-mensah", "Kwame Mensah", "Member", "2026-11-20", { platform: "Manager" }],
  [
    "sofia-rossi",
    "Sofia Rossi",
    "Member",
    "2026-11-21",
    { platform: "Member", "incident-room": "Member" },
  ],
  ["liam-obrien", "Liam O'Brien", "Member", "2026-11-12", { platform: "Member" }],
  ["nadia-petrova", "Надя Петрова", "Member", "2026-11-19", { release: "Member" }],
  [
    "omar-siddiqui",
    "Omar Siddiqui",
    "Member",
    "2026-11-16",
    { release: "Member", mobile: "Member" },
  ],
  ["hana-kim", "김하나", "Member", "2026-11-22", { release: "Member" }],
  ["yuki-mori", "Yuki Mori", "Member", "2026-11-09", {}],
  [
    "elena-vasquez",
    "Elena Vásquez",
    "Member",
    "2026-11-18",
    { security: "Member", "incident-room": "Member" },
  ],
  ["david-cohen", "David Cohen", "Member", "2026-11-14", { security: "Member" }],
  ["ruth-adeyemi", "Ruth Adeyemi", "Member", "2026-11-20", { data: "Member" }],
  ["anders-holm", "Anders Holm", "Member", "2026-10-30", { data: "Member" }],
  ["chloe-dubois", "Chloé Dubois", "Member", "2026-11-21", { data: "Member" }],
  [
    "ravi-menon",
    "Ravi Menon",
    "Member",
    "2026-11-22",
    { data: "Member" },
    { last_login_method: "SAML", has_two_factor: false },
  ],
  ["grace-nakamura", "Grace Nakamura", "Member", "2026-11-11", { mobile: "Manager" }],
  ["mateo-silva", "Mateo Silva", "Member", "2026-11-19", { mobile: "Member" }],
  ["aisha-bello", "Aisha Bello", "Member", "2026-11-15", { mobile: "Member" }],
  ["tom-fairweather", "Tom Fairweather", "Member", "2026-11-18", { mobile: "Member" }],
  ["ingrid-solberg", "Ingrid Solberg", "Member", "2026-11-20", { docs: "Manager" }],
  ["helga-brandt", "Helga Brandt", "Member", "2026-03-02", { docs: "Member" }],
  ["peter-novak", "Peter Novák", "Member", "2026-11-13", { docs: "Member" }],
  ["zanele-dlamini", "Zanele Dlamini", "Member", "2026-11-22", { skunkworks: "Manager" }],
  ["oskar-weiss", "Oskar Weiß", "Member", "2026-11-10", { skunkworks: "Member" }],
  ["mina-rahimi", "مینا رحیمی", "Member", "2026-11-21", {}],
  ["jack-thompson", "Jack Thompson", "Member", "2026-11-05", {}],
  ["leila-benali", "Leïla Benali", "Member", "2026-11-16", {}],
  ["hugo-martin", "Hugo Martin", "Member", "2026-10-22", {}],
  ["sara-lind", "Sara Lind", "Member", "2026-11-19", {}],
  ["noah-fischer", "Noah Fischer", "Member", "2026-11-20", {}],
  ["eva-janssen", "Eva Janssen", "Member", "2025-08-14", {}, { is_active: false }],
  [
    "casey-doyle",
    "Casey Doyle",
    "Collaborator",
    null,
    {},
    {
      email: "casey@contractor.example",
      joined_at: "2026-05-01T00:00:00.000000Z",
      last_login_method: "Unknown",
      has_two_factor: false,
      visibility: "Public",
    },
  ],
  [
    "bruno-keller",
    "Bruno Keller",
    "Collaborator",
    "2026-11-17",
    { docs: "Member" },
    { email: "bruno@contractor.example", has_two_factor: false },
  ],
  [
    "amina-yusuf",
    "Amina Yusuf",
    "Collaborator",
    "2026-11-21",
    { mobile: "Member" },
    { email: "amina@contractor.example" },
  ],
];

/** Permanent ids as the API makes them: twelve letters and digits. */
const memberIds = [
  "k3VtQ9mZbW2x",
  "Zp71cRw0uYfe",
  "Lw5nTe8Gj2Ks",
  "b8HnX2sLq4Jd",
  "Vr6mYk1Pa9Cz",
  "Fx0dUo7Ih3Bn",
  "Jt4qWs2Ez8Lv",
  "Qe5yT0aKv6Nc",
  "Gm9bRi3Xf1Op",
  "Du7cVh5Ln0Qw",
  "Sk2zJe8Ty4Mr",
  "Ha6oPx1Bg9Fd",
  "Nq3iKw7Uc5Ae",
  "Yb8tLm0Vs2Gj",
  "Cz1fHr6Dn4Xo",
  "Ep9uQy3Ji7Tk",
  "Wl5aBo2Ze8Mv",
  "Rs0gNx4Pc6Fh",
  "Ti7kVd1Uw3Lq",
  "Oj2eYb9Sm5Ha",
  "Xf6rCt8Gi0Nz",
  "Kv4pDw3Qo1Je",
  "Bu9lMs7Ry5Tx",
  "Pa1hEk6Fn2Vc",
  "Iz8oGb0Lj4Wd",
  "Md3uXq5Th9Yr",
  "Ug7sAi2Ce6Pk",
  "An4vFz1Om8Bl",
  "Hw0yJt9Rd3Qs",
  "Lc5xKe7Nu1Gp",
  "Zo2iVm6Ha4Tf",
  "Fy9bWr3Dj8Sx",
  "Ql1tPg5Lk0En",
  "Te6cUo8Zi2Mv",
  "Jr3aYh7Bw9Qd",
  "Vx4nFs0Gk5Cp",
  "Sb8lOe1Tm6Iu",
  "M4rGz9uEo1Hi",
  "Dk7wRj2Xa3Vy",
  "Ei0qLt5Pn9Zh",
];

/** Returns a new copy of the workspace, which a test may change. */
export function fernwick(): SandboxWorkspace {
  return {
    organization: {
      name: "Fernwick",
      slug: "fernwick",
      slug_perm: "wsT6kDq0Rm8u",
      created_at: "2021-01-04T08:00:00.000000Z",
      country: "Sweden",
      location: "Uppsala",
      tagline: "Instruments for quiet places",
    },
    members: people.map((person, index) => toMember(person, index)),
    teams: teamNames.map(([slug, name, slug_perm, description, hidden]): WireTeam => ({
      name,
      slug,
      slug_perm,
      description,
      visibility: hidden === true ? "Hidden" : "Visible",
    })),
    services: services(),
    invites: [
      {
        slug_perm: "ivB3mK8xTq0z",
        email: "new.hire@fernwick.example",
        user: null,
        user_url: null,
        role: "Member",
        teams: [{ team: "platform", role: "Member" }],
        inviter: "amara-okoye",
        inviter_url: profileUrl("amara-okoye"),
        org: "fernwick",
        expires_at: "2026-12-08T09:00:00.000000Z",
      },
      {
        slug_perm: "ivS6pD1yGw4n",
        email: "cfo@fernwick.example",
        user: null,
        user_url: null,
        role: "Owner",
        teams: [],
        inviter: "jonas-lindqvist",
        inviter_url: null,
        org: "fernwick",
        expires_at: "2026-12-03T09:00:00.000000Z",
      },
    ],
  };
}

function toMember(person: Person, index: number): WireMember {
  const [user, user_name, role, lastLogin, teams, unusual] = person;
  const day = String((index % 27) + 1).padStart(2, "0");
  return {
    user,
    user_id: memberIds[index] ?? "",
    user_name,
    user_url: profileUrl(user),
    email: `${user.replace("-", ".")}@fernwick.example`,
    role,
    is_active: true,
    has_two_factor: true,
    joined_at: `${2021 + (index % 5)}-0${(index % 9) + 1}-${day}T09:12:44.100000Z`,
    last_login_at: lastLogin === null ? null : `${lastLogin}T07:55:02.000000Z`,
    last_login_method: "Password",
    visibility: "Private",
    teams: toReferences(teams),
    ...unusual,
  };
}

function services(): WireService[] {
  const service = (
    slug: string,
    name: string,
    role: WireService["role"],
    teams: TeamPlaces,
    description: string,
  ): WireService => ({
    name,
    slug,
    description,
    role,
    teams: toReferences(teams),
    key: `********${slug.slice(-4)}`,
    key_expires_at: slug === "ci-publish-7hq2" ? "2027-01-01T00:00:00.000000Z" : null,
    created_at: "2024-04-08T10:00:00.000000Z",
    created_by: "amara-okoye",
    created_by_url: profileUrl("amara-okoye"),
  });
  return [
    service("access-audit", "access audit", "Manager", {}, "Access audit, read through OIDC"),
    service(
      "ci-publish-7hq2",
      "ci publish",
      "Member",
      { platform: "Member" },
      "Publishes release artefacts",
    ),
    service("legacy-deployer-x9", "legacy deployer", "Member", { platform: "Manager" }, ""),
    service(
      "mobile-builds-k4",
      "mobile builds",
      "Member",
      { mobile: "Member" },
      "Signs nightly builds",
    ),
  ];
}

function toReferences(teams: TeamPlaces): WireTeamReference[] {
  return Object.entries(teams).map(([slug, role]) => ({
    name: nameBySlug.get(slug) ?? slug,
    slug,
    role,
  }));
}

function profileUrl(user: string): string {
  return `https://api.cloudsmith.io/v1/users/profile/${user}/`;
}

/** Returns Fernwick as its policy wants it: everything that the rules find has been put right. */
export function tidyFernwick(): SandboxWorkspace {
  const workspace = fernwick();
  const change = (user: string, changes: Partial<WireMember>) => {
    const member = workspace.members.find((candidate) => candidate.user === user);
    if (member === undefined) throw new Error(`nobody is called ${user}`);
    Object.assign(member, changes);
  };
  change("jonas-lindqvist", { has_two_factor: true, visibility: "Private" });
  change("wojciech-nowak", { role: "Member" });
  change("tamas-varga", {
    is_active: true,
    has_two_factor: true,
    last_login_at: "2026-11-20T07:00:00.000000Z",
  });
  change("lucia-ferreira", { role: "Manager" });
  change("kwame-mensah", { teams: toReferences({ platform: "Member" }) });
  change("omar-siddiqui", { teams: toReferences({ mobile: "Member" }) });
  change("yuki-mori", { teams: toReferences({ security: "Member" }) });
  change("helga-brandt", { last_login_at: "2026-11-20T07:00:00.000000Z" });
  change("casey-doyle", {
    last_login_at: "2026-11-20T07:00:00.000000Z",
    last_login_method: "Password",
  });
  change("zanele-dlamini", { teams: [] });
  change("oskar-weiss", { teams: [] });
  workspace.teams = workspace.teams.filter((team) => team.slug !== "skunkworks");
  workspace.teams.push({
    name: "Frontend",
    slug: "frontend",
    slug_perm: "tmK0vZr5Je1b",
    description: null,
    visibility: "Visible",
  });
  workspace.services = workspace.services.filter(
    (service) => service.slug !== "legacy-deployer-x9",
  );
  const bernard: Person = [
    "bernard-koch",
    "Bernard Koch",
    "Member",
    "2026-11-20",
    { docs: "Member" },
  ];
  workspace.members.push({ ...toMember(bernard, people.length), user_id: "Bk3zWm8Qv1Xs" });
  return workspace;
}
