import { o as writeWholeFile, s as parseSettings } from "./wiring.js";
import { n as auditWith } from "./audit2.js";
import { createServer } from "node:http";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

// src/sandbox/policy.ts
/** The policy that Fernwick agreed to, and that the demo audits it with. */
const sandboxPolicy = `# Who may hold which role and team in the Fernwick workspace. Changed by pull request only.
version: 1
organization: fernwick

# A role that is left out is not managed.
roles:
  owner:
    members: [amara-okoye, jonas-lindqvist]
    min: 2
    max: 2
  manager:
    members: [tamas-varga, mei-tanaka, farid-haddad, lucia-ferreira]
  collaborator:
    members: [casey@contractor.example, bruno@contractor.example, amina@contractor.example]

# A listed team is managed as a whole: whoever is not named here should not be in it.
# A team's managers are its members as well.
teams:
  platform:
    managers: [amara-okoye]
    members: [priya-raman, kwame-mensah, sofia-rossi, liam-obrien]
    services: [ci-publish-7hq2]
  release:
    managers: [mei-tanaka]
    members: [tamas-varga, nadia-petrova, hana-kim]
  security:
    managers: [farid-haddad]
    members: [wojciech-nowak, elena-vasquez, david-cohen, yuki-mori]
  incident-room:
    managers: [amara-okoye]
    members: [sofia-rossi, elena-vasquez]
  data:
    managers: [lucia-ferreira]
    members: [ruth-adeyemi, anders-holm, chloe-dubois, ravi-menon]
  mobile:
    managers: [grace-nakamura]
    members: [omar-siddiqui, mateo-silva, aisha-bello, tom-fairweather, amina-yusuf]
    services: [mobile-builds-k4]
  docs:
    managers: [ingrid-solberg]
    members: [helga-brandt, peter-novak, bruno-keller, bernard-koch]
  frontend: {}
unlisted-teams: warning

# Every rule has a default; these are stricter or looser than that.
rules:
  dormant: { after: 90d, severity: note }
  visibility: { roles: [owner, manager], severity: warning }
`;

// src/sandbox/sight.ts
/** Returns the lists as the caller gets them. */
function lookAs(caller, workspace) {
	const self = caller.kind === "user" ? caller.member : caller.service;
	if (self.role === "Owner" || self.role === "Manager") return {
		members: workspace.members,
		teams: workspace.teams,
		settings: true
	};
	const own = new Set(self.teams.map((team) => team.slug));
	const collaborator = self.role === "Collaborator";
	const teams = workspace.teams.filter((team) => own.has(team.slug) || !collaborator && team.visibility === "Visible");
	const shown = new Set(teams.map((team) => team.slug));
	return {
		members: workspace.members.filter((member) => !collaborator || member === self || member.teams.some((team) => own.has(team.slug))).map((member) => ({
			...member,
			email: member === self ? member.email : redact(member.email),
			teams: member.teams.filter((team) => shown.has(team.slug))
		})),
		teams,
		settings: false
	};
}
/** How Cloudsmith redacts is documented nowhere; this form is invented. */
function redact(email) {
	return `${email.slice(0, 1)}***${email.slice(email.indexOf("@"))}`;
}

// src/sandbox/routes.ts
/** The endpoints that the sandbox answers, one entry each. */
const notFound = {
	status: 404,
	body: { detail: "Not found." }
};
const unauthorized = {
	status: 401,
	body: { detail: "Invalid token." }
};
const forbidden = {
	status: 403,
	body: { detail: "You do not have permission to perform this action." }
};
const notInPlan = {
	status: 402,
	body: { detail: "This feature is not included in the workspace's plan." }
};
const routes = [
	{
		template: "/user/self/",
		answer: self
	},
	{
		template: "/orgs/{org}/",
		answer: inWorkspace(({ workspace }) => ({
			status: 200,
			body: workspace.organization
		}))
	},
	{
		template: "/orgs/{org}/members/",
		answer: inWorkspace(members)
	},
	{
		template: "/orgs/{org}/members/{member}/",
		answer: inWorkspace(member)
	},
	{
		template: "/orgs/{org}/members/{member}/remove/",
		answer: inWorkspace(removeMember)
	},
	{
		template: "/orgs/{org}/teams/",
		answer: inWorkspace(({ sight }) => ({
			status: 200,
			list: sight.teams
		}))
	},
	{
		template: "/orgs/{org}/teams/{team}/members",
		answer: inWorkspace(teamMembers)
	},
	{
		template: "/orgs/{org}/services/",
		answer: inSettings(({ workspace }) => ({
			status: 200,
			list: workspace.services
		}))
	},
	{
		template: "/orgs/{org}/services/{service}/",
		answer: inWorkspace(service)
	},
	{
		template: "/orgs/{org}/invites/",
		answer: inSettings(({ workspace }) => ({
			status: 200,
			list: workspace.invites
		}))
	},
	{
		template: "/orgs/{org}/saml-group-sync/",
		answer: inSettings(() => ({
			status: 200,
			list: []
		}))
	},
	{
		template: "/orgs/{org}/openid-connect/",
		answer: inSettings(() => ({
			status: 200,
			list: []
		}))
	},
	{
		template: "/orgs/{org}/saml-authentication",
		answer: inSettings(() => notInPlan)
	}
];
/** Answers 200 to anybody: only `authenticated` tells a good key from none. */
function self({ caller }) {
	const self_url = "https://api.cloudsmith.io/v1/user/self/";
	if (caller === void 0) return {
		status: 200,
		body: {
			authenticated: false,
			email: null,
			name: null,
			profile_url: null,
			self_url,
			slug: null,
			slug_perm: null
		}
	};
	if (caller.kind === "service") {
		const { slug, name } = caller.service;
		return {
			status: 200,
			body: {
				authenticated: true,
				email: null,
				name,
				profile_url: null,
				self_url,
				slug,
				slug_perm: `sv-${slug}`
			}
		};
	}
	const { user, user_id, user_name, user_url, email } = caller.member;
	return {
		status: 200,
		body: {
			authenticated: true,
			email,
			name: user_name,
			profile_url: user_url,
			self_url,
			slug: user,
			slug_perm: user_id
		}
	};
}
function inWorkspace(answer) {
	return (question) => {
		const { caller, workspace, segments } = question;
		if (caller === void 0) return unauthorized;
		const { slug, slug_perm } = workspace.organization;
		if (segments["org"] !== slug && segments["org"] !== slug_perm) return notFound;
		return answer({
			...question,
			sight: lookAs(caller, workspace)
		});
	};
}
function inSettings(answer) {
	return inWorkspace((question) => question.sight.settings ? answer(question) : forbidden);
}
function members({ sight, query, activeSemantics }) {
	const descending = query.get("sort")?.startsWith("-") === true;
	const key = query.get("sort")?.endsWith("role") === true ? "role" : "user_name";
	const list = sight.members.filter(activeFilter(query.get("is_active"), activeSemantics)).toSorted((a, b) => a[key] < b[key] ? -1 : 1);
	return {
		status: 200,
		list: descending ? list.toReversed() : list
	};
}
function activeFilter(parameter, semantics) {
	if (parameter === "true") return (member) => member.is_active;
	if (parameter === "false" && semantics !== "false-is-default") return (member) => !member.is_active;
	return semantics === "hides-inactive" ? (member) => member.is_active : () => true;
}
function member({ sight, segments }) {
	const { member: wanted } = segments;
	const found = sight.members.find(({ user, email }) => user === wanted || email === wanted);
	return found === void 0 ? notFound : {
		status: 200,
		body: found
	};
}
/** The trap in the API: a GET that removes. It is here so that tests can show that nobody falls into it. */
function removeMember({ workspace, segments }) {
	workspace.members = workspace.members.filter(({ user }) => user !== segments["member"]);
	return { status: 204 };
}
function teamMembers({ workspace, sight, query, segments }) {
	const team = sight.teams.find(({ slug, slug_perm }) => [slug, slug_perm].includes(segments["team"] ?? ""));
	if (team === void 0) return notFound;
	const role = (teams) => teams.find(({ slug }) => slug === team.slug)?.role;
	return {
		status: 200,
		body: { members: (query.get("user_kind") === "service" ? workspace.services.map(({ slug, teams }) => ({
			user: slug,
			role: role(teams),
			user_kind: "Service"
		})) : workspace.members.map(({ user, teams }) => ({
			user,
			role: role(teams),
			user_kind: "User"
		}))).filter((entry) => entry.role !== void 0) }
	};
}
function service({ workspace, caller, sight, segments }) {
	const found = workspace.services.find(({ slug }) => slug === segments["service"]);
	const own = caller?.kind === "service" && caller.service === found;
	return found === void 0 || !(sight.settings || own) ? notFound : {
		status: 200,
		body: found
	};
}

// src/sandbox/workspace.ts
/** The day on which Fernwick is what it is; on a later one, more of its people would be dormant. */
const sandboxNow = "2026-11-23T09:00:00.000Z";
const teamNames = [
	[
		"platform",
		"Platform",
		"tm4QxV8bLz1a",
		"Build and package owners"
	],
	[
		"release",
		"Release",
		"tmH3uYc6Wd0e",
		"Ships what customers install"
	],
	[
		"incident-room",
		"Incident Room",
		"tmW7eR2kPn9s",
		null,
		true
	],
	[
		"security",
		"Security",
		"tmB5oJi8Xq2f",
		"Signing keys and scanning"
	],
	[
		"data",
		"Data",
		"tmT9aMs4Gv7h",
		"Pipelines and models"
	],
	[
		"mobile",
		"Mobile",
		"tmN1zEl6Ku3c",
		"Android and iOS"
	],
	[
		"docs",
		"Docs",
		"tmR8wFp0Db5y",
		"Guides and references"
	],
	[
		"skunkworks",
		"Skunkworks",
		"tmC2gQt7Ho9x",
		null,
		true
	]
];
const nameBySlug = new Map(teamNames.map(([slug, name]) => [slug, name]));
const people = [
	[
		"amara-okoye",
		"Amara Okoye",
		"Owner",
		"2026-11-22",
		{
			platform: "Manager",
			"incident-room": "Manager"
		}
	],
	[
		"jonas-lindqvist",
		"Jonas Lindqvist",
		"Owner",
		"2026-11-19",
		{},
		{
			has_two_factor: false,
			last_login_method: "Social",
			visibility: "Public"
		}
	],
	[
		"wojciech-nowak",
		"Wojciech Nowak",
		"Owner",
		"2026-11-20",
		{ security: "Member" }
	],
	[
		"tamas-varga",
		"Tamás Varga",
		"Manager",
		"2024-12-05",
		{ release: "Member" },
		{
			is_active: false,
			has_two_factor: false
		}
	],
	[
		"mei-tanaka",
		"田中 芽依",
		"Manager",
		"2026-11-21",
		{ release: "Manager" },
		{
			has_two_factor: false,
			last_login_method: "SAML"
		}
	],
	[
		"farid-haddad",
		"Farid Haddad",
		"Manager",
		"2026-11-18",
		{ security: "Manager" }
	],
	[
		"lucia-ferreira",
		"Lúcia Ferreira",
		"Member",
		"2026-11-17",
		{ data: "Manager" }
	],
	[
		"priya-raman",
		"Priya Raman",
		"Member",
		"2026-11-22",
		{ platform: "Member" },
		{
			has_two_factor: false,
			last_login_method: "SAML"
		}
	],
	[
		"kwame-mensah",
		"Kwame Mensah",
		"Member",
		"2026-11-20",
		{ platform: "Manager" }
	],
	[
		"sofia-rossi",
		"Sofia Rossi",
		"Member",
		"2026-11-21",
		{
			platform: "Member",
			"incident-room": "Member"
		}
	],
	[
		"liam-obrien",
		"Liam O'Brien",
		"Member",
		"2026-11-12",
		{ platform: "Member" }
	],
	[
		"nadia-petrova",
		"Надя Петрова",
		"Member",
		"2026-11-19",
		{ release: "Member" }
	],
	[
		"omar-siddiqui",
		"Omar Siddiqui",
		"Member",
		"2026-11-16",
		{
			release: "Member",
			mobile: "Member"
		}
	],
	[
		"hana-kim",
		"김하나",
		"Member",
		"2026-11-22",
		{ release: "Member" }
	],
	[
		"yuki-mori",
		"Yuki Mori",
		"Member",
		"2026-11-09",
		{}
	],
	[
		"elena-vasquez",
		"Elena Vásquez",
		"Member",
		"2026-11-18",
		{
			security: "Member",
			"incident-room": "Member"
		}
	],
	[
		"david-cohen",
		"David Cohen",
		"Member",
		"2026-11-14",
		{ security: "Member" }
	],
	[
		"ruth-adeyemi",
		"Ruth Adeyemi",
		"Member",
		"2026-11-20",
		{ data: "Member" }
	],
	[
		"anders-holm",
		"Anders Holm",
		"Member",
		"2026-10-30",
		{ data: "Member" }
	],
	[
		"chloe-dubois",
		"Chloé Dubois",
		"Member",
		"2026-11-21",
		{ data: "Member" }
	],
	[
		"ravi-menon",
		"Ravi Menon",
		"Member",
		"2026-11-22",
		{ data: "Member" },
		{
			last_login_method: "SAML",
			has_two_factor: false
		}
	],
	[
		"grace-nakamura",
		"Grace Nakamura",
		"Member",
		"2026-11-11",
		{ mobile: "Manager" }
	],
	[
		"mateo-silva",
		"Mateo Silva",
		"Member",
		"2026-11-19",
		{ mobile: "Member" }
	],
	[
		"aisha-bello",
		"Aisha Bello",
		"Member",
		"2026-11-15",
		{ mobile: "Member" }
	],
	[
		"tom-fairweather",
		"Tom Fairweather",
		"Member",
		"2026-11-18",
		{ mobile: "Member" }
	],
	[
		"ingrid-solberg",
		"Ingrid Solberg",
		"Member",
		"2026-11-20",
		{ docs: "Manager" }
	],
	[
		"helga-brandt",
		"Helga Brandt",
		"Member",
		"2026-03-02",
		{ docs: "Member" }
	],
	[
		"peter-novak",
		"Peter Novák",
		"Member",
		"2026-11-13",
		{ docs: "Member" }
	],
	[
		"zanele-dlamini",
		"Zanele Dlamini",
		"Member",
		"2026-11-22",
		{ skunkworks: "Manager" }
	],
	[
		"oskar-weiss",
		"Oskar Weiß",
		"Member",
		"2026-11-10",
		{ skunkworks: "Member" }
	],
	[
		"mina-rahimi",
		"مینا رحیمی",
		"Member",
		"2026-11-21",
		{}
	],
	[
		"jack-thompson",
		"Jack Thompson",
		"Member",
		"2026-11-05",
		{}
	],
	[
		"leila-benali",
		"Leïla Benali",
		"Member",
		"2026-11-16",
		{}
	],
	[
		"hugo-martin",
		"Hugo Martin",
		"Member",
		"2026-10-22",
		{}
	],
	[
		"sara-lind",
		"Sara Lind",
		"Member",
		"2026-11-19",
		{}
	],
	[
		"noah-fischer",
		"Noah Fischer",
		"Member",
		"2026-11-20",
		{}
	],
	[
		"eva-janssen",
		"Eva Janssen",
		"Member",
		"2025-08-14",
		{},
		{ is_active: false }
	],
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
			visibility: "Public"
		}
	],
	[
		"bruno-keller",
		"Bruno Keller",
		"Collaborator",
		"2026-11-17",
		{ docs: "Member" },
		{
			email: "bruno@contractor.example",
			has_two_factor: false
		}
	],
	[
		"amina-yusuf",
		"Amina Yusuf",
		"Collaborator",
		"2026-11-21",
		{ mobile: "Member" },
		{ email: "amina@contractor.example" }
	]
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
	"Ei0qLt5Pn9Zh"
];
/** Returns a new copy of the workspace, which a test may change. */
function fernwick() {
	return {
		organization: {
			name: "Fernwick",
			slug: "fernwick",
			slug_perm: "wsT6kDq0Rm8u",
			created_at: "2021-01-04T08:00:00.000000Z",
			country: "Sweden",
			location: "Uppsala",
			tagline: "Instruments for quiet places"
		},
		members: people.map((person, index) => toMember(person, index)),
		teams: teamNames.map(([slug, name, slug_perm, description, hidden]) => ({
			name,
			slug,
			slug_perm,
			description,
			visibility: hidden === true ? "Hidden" : "Visible"
		})),
		services: services(),
		invites: [{
			slug_perm: "ivB3mK8xTq0z",
			email: "new.hire@fernwick.example",
			user: null,
			user_url: null,
			role: "Member",
			teams: [{
				team: "platform",
				role: "Member"
			}],
			inviter: "amara-okoye",
			inviter_url: profileUrl("amara-okoye"),
			org: "fernwick",
			expires_at: "2026-12-08T09:00:00.000000Z"
		}, {
			slug_perm: "ivS6pD1yGw4n",
			email: "cfo@fernwick.example",
			user: null,
			user_url: null,
			role: "Owner",
			teams: [],
			inviter: "jonas-lindqvist",
			inviter_url: null,
			org: "fernwick",
			expires_at: "2026-12-03T09:00:00.000000Z"
		}]
	};
}
function toMember(person, index) {
	const [user, user_name, role, lastLogin, teams, unusual] = person;
	const day = String(index % 27 + 1).padStart(2, "0");
	return {
		user,
		user_id: memberIds[index] ?? "",
		user_name,
		user_url: profileUrl(user),
		email: `${user.replace("-", ".")}@fernwick.example`,
		role,
		is_active: true,
		has_two_factor: true,
		joined_at: `${2021 + index % 5}-0${index % 9 + 1}-${day}T09:12:44.100000Z`,
		last_login_at: lastLogin === null ? null : `${lastLogin}T07:55:02.000000Z`,
		last_login_method: "Password",
		visibility: "Private",
		teams: toReferences(teams),
		...unusual
	};
}
function services() {
	const service = (slug, name, role, teams, description) => ({
		name,
		slug,
		description,
		role,
		teams: toReferences(teams),
		key: `********${slug.slice(-4)}`,
		key_expires_at: slug === "ci-publish-7hq2" ? "2027-01-01T00:00:00.000000Z" : null,
		created_at: "2024-04-08T10:00:00.000000Z",
		created_by: "amara-okoye",
		created_by_url: profileUrl("amara-okoye")
	});
	return [
		service("access-audit", "access audit", "Manager", {}, "Access audit, read through OIDC"),
		service("ci-publish-7hq2", "ci publish", "Member", { platform: "Member" }, "Publishes release artefacts"),
		service("legacy-deployer-x9", "legacy deployer", "Member", { platform: "Manager" }, ""),
		service("mobile-builds-k4", "mobile builds", "Member", { mobile: "Member" }, "Signs nightly builds")
	];
}
function toReferences(teams) {
	return Object.entries(teams).map(([slug, role]) => ({
		name: nameBySlug.get(slug) ?? slug,
		slug,
		role
	}));
}
function profileUrl(user) {
	return `https://api.cloudsmith.io/v1/users/profile/${user}/`;
}

// src/sandbox/server.ts
/** A loopback server that behaves like the Cloudsmith API as far as public sources tell. */
const keyNames = [
	"owner",
	"manager",
	"member",
	"collaborator",
	"service"
];
const defaultPageSize = 30;
const maxPageSize = 500;
const hourlyLimit = 10800;
/** Starts a sandbox on a free port of the loopback interface. */
async function startSandbox(options = {}) {
	const workspace = options.workspace ?? fernwick();
	const callers = findCallers(workspace);
	const requests = [];
	const compiled = routes.map((route) => ({
		...route,
		pattern: new RegExp(`^${route.template.replaceAll(/\{(\w+)\}/gu, "(?<$1>[^/]+)")}$`, "u")
	}));
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? "/", "http://sandbox.invalid");
		const path = url.pathname.replace(/^\/v1(?=\/)/u, "");
		const route = compiled.find(({ pattern }) => pattern.test(path));
		const answer = answerTo(request, path, route, url.searchParams);
		requests.push({
			method: request.method ?? "",
			path: `${path}${url.search}`,
			template: route?.template ?? null,
			status: answer.status
		});
		setTimeout(() => send(response, answer, url, hourlyLimit - requests.length), options.delayMs ?? 0);
	});
	function answerTo(request, path, route, query) {
		if (request.method !== "GET") return {
			status: 405,
			body: { detail: `Method "${request.method}" not allowed.` }
		};
		if (route === void 0) return redirectToOtherForm(path, compiled) ?? notFound;
		const segments = Object.fromEntries(Object.entries(route.pattern.exec(path)?.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]));
		const key = request.headers["x-api-key"];
		const caller = typeof key === "string" ? callers.get(key) : void 0;
		return route.answer({
			workspace,
			caller,
			query,
			segments,
			activeSemantics: options.activeSemantics ?? "everyone-by-default"
		});
	}
	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address();
	return {
		url: `http://127.0.0.1:${port}/v1`,
		keys: Object.fromEntries(keyNames.map((name) => [name, toKey(name)])),
		workspace,
		requests,
		close: () => new Promise((resolve, reject) => {
			server.close((error) => error === void 0 ? resolve() : reject(error));
			server.closeAllConnections();
		})
	};
}
/** Plainly no real key, and no two alike. */
function toKey(name) {
	return `sandbox-${name}-key-0000000000000000`;
}
/** A workspace that lacks an account of some role has no key for it. */
function findCallers({ members, services }) {
	const callers = /* @__PURE__ */ new Map();
	const addMember = (name, role, teamed) => {
		const member = members.find((candidate) => candidate.role === role && candidate.is_active && candidate.teams.length > 0 === teamed);
		if (member !== void 0) callers.set(toKey(name), {
			kind: "user",
			member
		});
	};
	addMember("owner", "Owner", true);
	addMember("manager", "Manager", true);
	addMember("member", "Member", true);
	addMember("collaborator", "Collaborator", true);
	const service = services.find((candidate) => candidate.role === "Manager");
	if (service !== void 0) callers.set(toKey("service"), {
		kind: "service",
		service
	});
	return callers;
}
/** With or without the slash at the end: one form is right, and the other is sent there. */
function redirectToOtherForm(path, compiled) {
	const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
	if (!compiled.some(({ pattern }) => pattern.test(other))) return void 0;
	return {
		status: 301,
		body: { location: `/v1${other}` }
	};
}
function send(response, answer, url, remaining) {
	response.setHeader("X-RateLimit-Limit", String(hourlyLimit));
	response.setHeader("X-RateLimit-Remaining", String(Math.max(0, remaining)));
	response.setHeader("X-RateLimit-Interval", "0.33");
	response.setHeader("X-RateLimit-Reset", "1795428000");
	const { status, body } = answer.list === void 0 ? answer : page(response, answer.list, url);
	response.statusCode = status;
	if (status === 301) response.setHeader("Location", body.location);
	if (body === void 0) {
		response.end();
		return;
	}
	response.setHeader("Content-Type", "application/json");
	response.end(JSON.stringify(body));
}
/** Cuts a list as the API does: an empty one has no pagination headers, past the end is a 404. */
function page(response, list, url) {
	const number = Math.max(1, wholeNumber(url.searchParams.get("page"), 1));
	const asked = wholeNumber(url.searchParams.get("page_size"), defaultPageSize);
	const size = Math.min(maxPageSize, Math.max(1, asked));
	const total = Math.max(1, Math.ceil(list.length / size));
	if (number > total) return {
		status: 404,
		body: { detail: "Invalid page." }
	};
	if (list.length > 0) {
		response.setHeader("X-Pagination-Count", String(list.length));
		response.setHeader("X-Pagination-Page", String(number));
		response.setHeader("X-Pagination-PageTotal", String(total));
		response.setHeader("X-Pagination-PageSize", String(size));
	}
	return {
		status: 200,
		body: list.slice((number - 1) * size, number * size)
	};
}
function wholeNumber(text, otherwise) {
	return text !== null && /^\d{1,6}$/u.test(text) ? Number(text) : otherwise;
}

// src/commands/demo.ts
/** Audits the embedded workspace; returns 0, or with --exit-code what audit would have returned. */
async function demo(flags, _, terminal) {
	const folder = String(flags["output"]);
	const policy = join(folder, "access-policy.yml");
	await mkdir(folder, { recursive: true });
	await writeWholeFile(join(folder, ".gitignore"), "*\n");
	await writeWholeFile(policy, sandboxPolicy);
	const sandbox = await startSandbox();
	try {
		const settings = parseSettings({
			"api-url": sandbox.url,
			"api-key": sandbox.keys.service,
			policy,
			c1z: join(folder, "cloudsmith.c1z"),
			"report-json": join(folder, "report.json"),
			"report-markdown": join(folder, "report.md")
		});
		const clock = () => new Date(sandboxNow);
		const exitCode = await auditWith(settings, {
			...terminal,
			clock
		});
		if (!terminal.quiet) terminal.log.info(`audit would have exited with ${exitCode}`);
		return flags["exitCode"] === true ? exitCode : 0;
	} finally {
		await sandbox.close();
	}
}

export { demo };