import { t as AuditError } from "./errors.js";
import { n as cannotWrite } from "./cannot-write.js";
import { r as readBoundedText } from "./read-bounded.js";
import { t as writeWholeFile } from "./whole-file.js";
import { n as parseSettings } from "./settings.js";
import { n as toolName } from "./version.js";
import { n as auditWith } from "./audit.js";
import { createServer } from "node:http";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

// src/sandbox/policy.ts
/** Fernwick's policy, which the demo compares with the workspace. */
const rolesAndTeams = `# Who may have which role and team in the Fernwick workspace. Changed by pull request only.
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
    break-glass: [tamas-varga] # must exist, be active and have two-factor authentication
  member:
    allow: ["*@fernwick.example"] # everybody with a Fernwick address
  collaborator:
    members: [casey@contractor.example, bruno@contractor.example, amina@contractor.example]

# A listed team is managed completely: nobody else should be in it.
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
    synced: idp # the identity provider decides who is in it
  frontend: { managers: [mina-rahimi], members: any }
unlisted-teams: warning
unlisted-members: note
`;
const repositories$1 = `
# A listed repository is managed completely: nobody else should have a privilege on it.
# Only an Owner sees every repository, so the demo reads with an Owner's key.
repositories:
  platform-core:
    visibility: off # the highest broadcast state that is allowed
    default-privilege: none
    admins: [team:platform]
    write: [service:ci-publish-7hq2]
    read: [team:release]
  customer-releases:
    visibility: off
    default-privilege: none
    admins: [team:platform]
    write: [service:ci-publish-7hq2]
    read: [team:release, team:security]
  firmware:
    visibility: off
    default-privilege: none
    admins:
      - team:release
      - name: liam-obrien # allowed now, expected from that day
        from: 2026-12-01
        until: 2027-02-28
        reason: leads the work on firmware 5
    write: [team:platform]
  mobile-builds:
    write: [service:mobile-builds-k4]
    read: [team:mobile, team:release]
  data-models:
    default-privilege: none
    write: [team:data]
  security-tools:
    admins: [team:security]
  docs-assets:
    write: [service:ci-publish-7hq2]
    read: [team:docs]
  open-instruments:
    visibility: open-source
    privileges: any
  public-sdk:
    visibility: private
    admins: [team:platform]
    read: [team:docs]
  partner-drops:
    visibility: private
    default-privilege: none
    admins: [team:platform]
    read: [team:release]
  incident-*: # every repository whose slug begins so
    admins: [team:incident-room]
  third-party-cache:
    default-privilege: read
    admins: [team:platform]
unlisted-repositories: warning

# Entitlement tokens that every repository may have, by name.
tokens: [Default, ci-*]
`;
const othersAndRules = `
# Service accounts by slug.
services:
  access-audit: { role: manager }
  ci-publish-7hq2: { role: member, teams: [platform], key-expires-within: 60d }
  mobile-builds-k4: { role: manager, key-expires-within: 90d }
  nightly-scan-2: {}

# Who may be invited; nobody as Owner.
invites:
  roles: [member, collaborator]
  domains: [fernwick.example]
  listed: [new.hire@fernwick.example]

# Every rule has a default; these are stricter or looser than that.
rules:
  dormant: { after: 90d, severity: note }
  visibility: { roles: [owner, manager], severity: warning }
  email-domain: { domains: [fernwick.example], severity: note }
  member-without-team: { roles: [collaborator], severity: note }
  single-sign-on: warning
  team-without-manager: note
`;
const keys = `
# What tokens of each OIDC provider must prove, and which service accounts they may become.
oidc:
  github-actions:
    issuer: https://token.actions.githubusercontent.com
    require-claims: [repository_owner, repository]
    services: [access-audit]

# All groups at the identity provider that fill a team.
group-sync:
  - { group: mobile-engineers, team: mobile }
  - { group: writers, team: docs }
  - { group: incident-leads, team: incident-room, role: manager }
`;
/** Fernwick's policy, which an Owner can compare completely. */
const sandboxPolicy = `${rolesAndTeams}${repositories$1}${othersAndRules}  direct-privilege: note
${keys}`;
/**
* Further content of the demo's policy: one correct exception, and others that each have a defect.
*/
const sandboxExceptions = `
# Accepted drift, until the end of a day (UTC).
exceptions:
  - rule: team-member-unexpected
    subject: omar-siddiqui
    team: release
    reason: helps to get release 4.2 out
    approved-by: mei-tanaka
    created: 2026-11-02
    expires: 2026-11-30
  - { rule: two-factor, subject: jonas-lindqvist, reason: hardware key on order, created: 2026-10-01, expires: 2026-11-15 }
  - { rule: inactive-in-team, subject: nadia-petrova, reason: on leave until October, expires: 2026-12-31 }
  - { rule: dormant, subject: casey@contractor.example, reason: TODO, created: 2026-11-02, expires: 2028-12-31 }
`;

// src/sandbox/answer.ts
const notFound = refuse(404, "Not found.");
const forbidden = refuse(403, "You do not have permission to perform this action.");
const notInPlan = refuse(402, "This feature is not included in the workspace's plan.");
const methodNotAllowed = {
	...refuse(405, "This method is not allowed here."),
	headers: { Allow: "GET" }
};
const defaultPageSize = 30;
const maxPageSize = 500;
/** Returns an error in the API's format: `detail` says what is wrong. */
function refuse(status, detail) {
	return {
		status,
		body: { detail }
	};
}
/** Returns the refusal of a key. The challenge names Basic, as the real API misleadingly does. */
function unauthorized(detail) {
	return {
		...refuse(401, detail),
		headers: { "WWW-Authenticate": "Basic realm=\"api\"" }
	};
}
/**
* Returns a page of a list. An empty list has no pagination headers; a page past the end is a 404.
*/
function toPage(list, query) {
	const number = Math.max(1, wholeNumber(query.get("page"), 1));
	const asked = wholeNumber(query.get("page_size"), defaultPageSize);
	const size = Math.min(maxPageSize, Math.max(1, asked));
	const total = Math.max(1, Math.ceil(list.length / size));
	if (number > total) return refuse(404, "Invalid page.");
	if (list.length === 0) return {
		status: 200,
		body: []
	};
	return {
		status: 200,
		body: list.slice((number - 1) * size, number * size),
		headers: {
			"X-Pagination-Count": String(list.length),
			"X-Pagination-Page": String(number),
			"X-Pagination-PageTotal": String(total),
			"X-Pagination-PageSize": String(size)
		}
	};
}
function wholeNumber(text, otherwise) {
	return text !== null && /^-?\d+$/u.test(text) ? Number(text) : otherwise;
}

// src/sandbox/callers.ts
const keyNames = [
	"owner",
	"manager",
	"member",
	"collaborator",
	"service"
];
/** Returns the keys of a sandbox. They are visibly not real, and all different. */
function makeKeys(chosen = {}) {
	const made = keyNames.map((name) => [name, `sandbox-${name}-key-0000000000000000`]);
	return {
		...Object.fromEntries(made),
		...chosen
	};
}
/**
* Returns what the headers prove. The sandbox reads a key from `X-Api-Key` and from `Authorization:
* token`. A bearer token that is not recognized leaves the caller anonymous without an error, and
* no key is valid as a bearer token.
*/
function readCredential(headers, keys) {
	const token = /^token (.+)$/iu.exec(headers.authorization ?? "")?.[1];
	const given = headers["x-api-key"] ?? token;
	if (given === void 0) return "none";
	return keyNames.find((name) => keys[name] === given) ?? "wrong";
}
/**
* Returns the slug of each key's account. A key has no account if the workspace has no suitable
* one.
*/
function chooseAccounts(workspace) {
	const withRole = (role) => {
		const candidates = workspace.members.filter((member) => member.role === role && member.is_active);
		return (candidates.find(({ teams }) => teams.length > 0) ?? candidates[0])?.user;
	};
	const accounts = [
		["owner", withRole("Owner")],
		["manager", withRole("Manager")],
		["member", withRole("Member")],
		["collaborator", withRole("Collaborator")],
		["service", workspace.services.find(({ role }) => role === "Manager")?.slug]
	];
	return new Map(accounts.filter((account) => account[1] !== void 0));
}
/** Returns the account as the workspace has it now; undefined after it was removed. */
function findCaller(workspace, key, slug) {
	if (key === "service") {
		const service = workspace.services.find((candidate) => candidate.slug === slug);
		return service === void 0 ? void 0 : {
			kind: "service",
			service
		};
	}
	const member = workspace.members.find((candidate) => candidate.user === slug);
	return member === void 0 ? void 0 : {
		kind: "user",
		member
	};
}

// src/sandbox/exchange.ts
/**
* Exchanges an ID token for a token of a service account, as the API does at the root of its host.
*/
/** Returns the exchange of a workspace, for the one service account that `service` names. */
function createExchange(workspace, service, options) {
	const tokens = /* @__PURE__ */ new Set();
	let made = 0;
	return {
		answer: (path, text, key) => {
			const { organization, oidc } = workspace();
			if (path !== `/openid/${organization.slug}/`) return refuse(404, "Not found.");
			if (key !== void 0) return refuse(400, "A key is not allowed here.");
			const { oidc_token: idToken, service_slug: slug } = parse(text);
			if (typeof idToken !== "string" || typeof slug !== "string") return refuse(422, "oidc_token and service_slug are required.");
			if (!oidc.some(({ enabled, service_accounts }) => enabled && service_accounts.includes(slug)) || slug !== service || idToken !== options.idToken) return unauthorized("Token could not be authenticated.");
			made += 1;
			const iat = options.now();
			const token = makeToken({
				sub: slug,
				iat,
				exp: iat + options.lifetimeSeconds,
				jti: made
			});
			tokens.add(token);
			return {
				status: 201,
				body: { token }
			};
		},
		isToken: (text) => tokens.has(text),
		revoke: () => tokens.clear()
	};
}
function parse(text) {
	try {
		const value = JSON.parse(text);
		return typeof value === "object" && value !== null ? { ...value } : {};
	} catch {
		return {};
	}
}
/** Returns a token that looks like a JSON Web Token; nobody signed it. */
function makeToken(claims) {
	const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
	return `${part({ alg: "none" })}.${part(claims)}.sandbox`;
}

// src/sandbox/faults.ts
/** Returns the faults. Each counts how often it occurred. */
function createFaults(faults) {
	const left = new Map(faults.map((fault) => [fault, fault.times ?? Infinity]));
	return { apply: (template, search, reply) => {
		const query = new URLSearchParams(search);
		const fault = faults.find((candidate) => (candidate.template ?? template) === template && hasQuery(query, candidate.query) && (left.get(candidate) ?? 0) > 0);
		if (fault === void 0) return reply;
		left.set(fault, (left.get(fault) ?? 0) - 1);
		return fault.strike(reply);
	} };
}
function hasQuery(query, wanted) {
	return [...new URLSearchParams(wanted)].every(([name, value]) => query.get(name) === value);
}

// src/sandbox/respond.ts
/** Returns the body of a request. */
async function readText(request) {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString("utf8");
}
/** Runs the task after a delay, unless the caller has disconnected by then. */
function afterDelay(delayMs, response, task) {
	if (delayMs === 0) {
		task();
		return;
	}
	const timer = setTimeout(task, delayMs);
	response.once("close", () => clearTimeout(timer));
}
/**
* Sends a reply. `cut` announces the complete reply, sends half of it, and closes the connection.
*/
function send(response, altered, complete, rateLimit) {
	if (altered === "hang") return;
	if (altered === "reset") {
		response.socket?.resetAndDestroy();
		return;
	}
	const { status, headers, body } = altered === "cut" ? complete : altered;
	response.writeHead(status, {
		...rateLimit,
		...headers,
		...altered === "cut" && { "Content-Length": String(body?.length ?? 0) }
	});
	if (altered === "cut") {
		response.write(body?.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
		return;
	}
	response.end(body);
}

// src/sandbox/repository-view.ts
/**
* Returns the repositories that the caller sees: an Owner all of them, everybody else those on which
* they have a privilege, of their own, of a team, or by default. A Manager may see none.
*/
function listRepositories(caller, { repositories }) {
	const self = caller.kind === "user" ? caller.member : caller.service;
	if (self.role === "Owner") return repositories.map((repository) => ({
		repository,
		isAdmin: true
	}));
	const name = caller.kind === "user" ? caller.member.user : caller.service.slug;
	const ownTeams = new Set(self.teams.map(({ slug }) => slug));
	const isOwn = (row) => row[caller.kind] === name || row.team !== null && ownTeams.has(row.team);
	return repositories.flatMap((repository) => {
		const ofDefault = self.role === "Collaborator" ? "None" : repository.row.default_privilege;
		const levels = [...repository.privileges.filter(isOwn).map(({ privilege }) => privilege), ...ofDefault === "None" ? [] : [ofDefault]];
		return levels.length === 0 ? [] : [{
			repository,
			isAdmin: levels.includes("Admin")
		}];
	});
}

// src/sandbox/lists.ts
/** Returns the members that a request asks for, in the order that it asks for. */
function listMembers(view, query, semantics) {
	const [isActive, sort] = [query.get("is_active"), query.get("sort")];
	return view.once(`members ${isActive} ${sort}`, () => order(view.members.filter(activeFilter(isActive, semantics)), sort, ["user_name", "role"]));
}
/** Returns the people in each team, by the team's slug. */
function listTeamMembers(view, workspace, kind) {
	return view.once(`team members ${kind}`, () => {
		const entries = (kind === "Service" ? workspace.services.map(({ slug, teams }) => ({
			user: slug,
			teams
		})) : workspace.members).flatMap(({ user, teams }) => teams.map(({ slug, role }) => ({
			slug,
			entry: {
				user,
				role,
				user_kind: kind
			}
		})));
		const byTeam = Map.groupBy(entries, ({ slug }) => slug);
		return new Map([...byTeam].map(([slug, inTeam]) => [slug, inTeam.map(({ entry }) => entry)]));
	});
}
/**
* Returns the rows ordered by a field, in descending order if `-` precedes its name; an unknown
* field means the first one.
*/
function order(rows, sort, fields) {
	const wanted = sort?.replace(/^-/u, "");
	const field = fields.find((candidate) => candidate === wanted) ?? fields[0];
	const sign = sort?.startsWith("-") === true ? -1 : 1;
	return rows.toSorted((a, b) => {
		if (a[field] === b[field]) return 0;
		return a[field] < b[field] ? -sign : sign;
	});
}
function activeFilter(isActive, semantics) {
	if (isActive === "true") return (member) => member.is_active;
	if (isActive === "false" && semantics !== "false-is-default") return (member) => !member.is_active;
	if (semantics === "inactive-by-default") return (member) => !member.is_active;
	return semantics === "hides-inactive" ? (member) => member.is_active : () => true;
}

// src/sandbox/tokens.ts
/**
* The entitlement tokens of Fernwick's repositories. Each row contains what must never reach an
* output: the secret, and addresses and remarks that repeat it.
*/
/** Begins every secret, so that a search finds any of them. */
const secretMark = "ENTL-SECRET";
/** Returns a token that has everything a row can have; the given facts replace the usual ones. */
function toToken(repository, name, id, facts = {}) {
	const createdBy = facts.created_by ?? "amara-okoye";
	const secret = (of) => `${secretMark}-${of}-${id}`;
	const address = (action) => `https://api.cloudsmith.io/v1/entitlements/fernwick/${repository}/${id}/${action}?token=${secret(action)}`;
	return {
		access_private_broadcasts: false,
		clients: 3,
		created_at: "2023-04-11T08:30:00.000000Z",
		created_by: createdBy,
		created_by_url: `https://api.cloudsmith.io/v1/users/profile/${createdBy}/`,
		default: false,
		disable_url: address("disable"),
		downloads: 1204,
		enable_url: address("enable"),
		eula_accepted: {
			identifier: secretMark,
			number: 1
		},
		eula_accepted_at: "2024-01-09T10:00:00.000000Z",
		eula_accepted_from: secret("eula"),
		eula_required: false,
		has_limits: true,
		identifier: null,
		is_active: true,
		is_limited: false,
		limit_bandwidth: null,
		limit_bandwidth_unit: "Byte",
		limit_date_range_from: null,
		limit_date_range_to: "2027-03-31T23:59:59.000000Z",
		limit_num_clients: null,
		limit_num_downloads: null,
		limit_package_query: secret("query"),
		limit_path_query: null,
		metadata: { note: secret("metadata") },
		name,
		refresh_url: address("refresh"),
		reset_url: address("reset"),
		scheduled_reset_at: null,
		scheduled_reset_period: "Never Reset",
		self_url: address("self"),
		slug_perm: id,
		token: secret("token"),
		updated_at: "2025-11-03T12:00:00.000000Z",
		updated_by: createdBy,
		updated_by_url: `https://api.cloudsmith.io/v1/users/profile/${createdBy}/`,
		usage: secret("usage"),
		user: null,
		user_url: null,
		...facts
	};
}
/** Returns the token that a repository has from its creation: nobody uses it any more. */
function defaultToken({ slug, slug_perm: id }) {
	return toToken(slug, "Default", `tk${id.slice(2)}0`, {
		default: true,
		has_limits: false,
		is_active: false,
		limit_date_range_to: null
	});
}
/** Gives each repository its tokens as they should be. */
function addTokens(repositories) {
	for (const repository of repositories) repository.tokens = [defaultToken(repository.row)];
	const of = (slug) => repositories.find(({ row }) => row.slug === slug)?.tokens;
	of("customer-releases")?.push(toToken("customer-releases", "ci-mirror", "tkB9sLw3Jt6k1"));
}
/** Gives some repositories tokens that should not be. */
function addDriftedTokens(repositories) {
	const add = (slug, name, id, facts) => {
		const found = repositories.find(({ row }) => row.slug === slug);
		if (found === void 0) throw new Error(`no repository ${slug}`);
		(found.tokens ??= []).push(toToken(slug, name, id, facts));
	};
	add("partner-drops", "Acme download", "tkK0cEv6Uo1q1", {});
	add("firmware", "ci-firmware", "tkC1vHm8Fy5d1", {
		has_limits: false,
		limit_date_range_to: null
	});
	add("mobile-builds", "ci-mobile", "tkD6qUb0Ra9x1", { created_by: "gone-person" });
	add("third-party-cache", "ci-cache", "tkM4dRk7Wh2p1", { access_private_broadcasts: true });
}
/** Returns a page of the tokens that an account may see; `manage_entitlements_privilege` is Admin. */
function answerTokens(found, query) {
	if (found === void 0) return notFound;
	return found.isAdmin ? toPage(found.repository.tokens ?? [], query) : forbidden;
}

// src/sandbox/routes.ts
/** The endpoints of the sandbox, one entry each. */
const routes = [
	{
		template: "/user/self/",
		answer: self
	},
	{
		template: "/orgs/",
		answer: signedIn(({ workspace, query }) => toPage([workspace.organization], query))
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
		answer: inSettings(removeMember)
	},
	{
		template: "/orgs/{org}/teams/",
		answer: inWorkspace(teams$1)
	},
	{
		template: "/orgs/{org}/teams/{team}/members",
		answer: inWorkspace(teamMembers)
	},
	{
		template: "/orgs/{org}/services/",
		answer: inSettings(services$1)
	},
	{
		template: "/orgs/{org}/services/{service}/",
		answer: inWorkspace(service)
	},
	{
		template: "/orgs/{org}/invites/",
		answer: inSettings(({ workspace, query }) => toPage(workspace.invites, query))
	},
	{
		template: "/orgs/{org}/saml-group-sync/",
		answer: inSettings(({ workspace, query }) => toPage(workspace.groupSync.mappings, query))
	},
	{
		template: "/orgs/{org}/saml-group-sync/status/",
		answer: inSettings(({ workspace }) => ({
			status: 200,
			body: { saml_group_sync_status: workspace.groupSync.enabled }
		}))
	},
	{
		template: "/orgs/{org}/openid-connect/",
		answer: inSettings(({ workspace, query }) => toPage(workspace.oidc, query))
	},
	{
		template: "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/",
		answer: inSettings(({ workspace, query, segments: { provider_setting: id = "" } }) => workspace.oidc.some(({ slug_perm }) => slug_perm === id) ? toPage(workspace.dynamicMappings[id] ?? [], query) : notFound)
	},
	{
		template: "/orgs/{org}/saml-authentication",
		answer: inSettings(({ workspace }) => workspace.saml === null ? notInPlan : {
			status: 200,
			body: workspace.saml
		})
	},
	{
		template: "/repos/{owner}/",
		answer: inWorkspace(repositories)
	},
	{
		template: "/repos/{owner}/{identifier}/privileges",
		answer: inWorkspace(privileges)
	},
	{
		template: "/entitlements/{owner}/{repo}/",
		answer: inWorkspace((inside) => answerTokens(findRepository(inside, inside.segments["repo"]), inside.query))
	}
];
function signedIn(answer) {
	return (question) => {
		const { credential, view } = question;
		if (view !== void 0) return answer({
			...question,
			view
		});
		return unauthorized(credential === "none" ? "Authentication credentials were not provided." : "Invalid token.");
	};
}
function inWorkspace(answer) {
	return signedIn((question) => {
		const { slug, slug_perm } = question.workspace.organization;
		const { org, owner } = question.segments;
		const wanted = org ?? owner;
		return wanted === slug || wanted === slug_perm ? answer(question) : notFound;
	});
}
/** No source says whether the API answers 403 or 404 to a key with few rights here. */
function inSettings(answer) {
	return inWorkspace((question) => question.view.settings ? answer(question) : forbidden);
}
/** Answers 200 to everybody: only `authenticated` distinguishes a valid key from none. */
function self({ view }) {
	const body = {
		authenticated: view !== void 0,
		email: null,
		name: null,
		profile_url: null,
		self_url: "https://api.cloudsmith.io/v1/user/self/",
		slug: null,
		slug_perm: null
	};
	if (view === void 0) return {
		status: 200,
		body
	};
	if (view.caller.kind === "service") {
		const { slug, name } = view.caller.service;
		return {
			status: 200,
			body: {
				...body,
				name,
				slug,
				slug_perm: `sv-${slug}`
			}
		};
	}
	const { user, user_id, user_name, user_url, email } = view.caller.member;
	const person = {
		email,
		name: user_name,
		profile_url: user_url,
		slug: user,
		slug_perm: user_id
	};
	return {
		status: 200,
		body: {
			...body,
			...person
		}
	};
}
function members({ view, query, activeSemantics }) {
	return toPage(listMembers(view, query, activeSemantics), query);
}
function member({ view, segments }) {
	const { member: wanted } = segments;
	const found = view.members.find(({ user, email }) => user === wanted || email === wanted);
	return found === void 0 ? notFound : {
		status: 200,
		body: found
	};
}
/**
* A dangerous endpoint of the API: a GET that removes a member. It is here so that tests can show
* that the audit never calls it.
*/
function removeMember({ workspace, segments, change }) {
	const left = workspace.members.filter(({ user }) => user !== segments["member"]);
	if (left.length === workspace.members.length) return notFound;
	change((changed) => {
		changed.members = left;
	});
	return { status: 204 };
}
function teams$1({ view, query }) {
	const forUser = query.get("for_user") === "true";
	const list = view.teams.filter(({ slug }) => !forUser || view.ownTeams.has(slug));
	return toPage(order(list, query.get("sort"), ["name"]), query);
}
/** Returns everybody in the team, on one page. If `user_kind` is left out, only people. */
function teamMembers({ workspace, view, query, segments }) {
	const wanted = segments["team"];
	const team = view.teams.find(({ slug, slug_perm }) => slug === wanted || slug_perm === wanted);
	if (team === void 0) return notFound;
	const kind = query.get("user_kind") === "service" ? "Service" : "User";
	return {
		status: 200,
		body: { members: listTeamMembers(view, workspace, kind).get(team.slug) ?? [] }
	};
}
function services$1({ workspace, query }) {
	return toPage(order(workspace.services, query.get("sort"), [
		"created_at",
		"name",
		"role"
	]), query);
}
function service({ workspace, view, segments }) {
	const found = workspace.services.find(({ slug }) => slug === segments["service"]);
	const own = view.caller.kind === "service" && view.caller.service === found;
	if (!view.settings && !own) return forbidden;
	return found === void 0 ? notFound : {
		status: 200,
		body: found
	};
}
function repositories({ workspace, view, query }) {
	const rows = visibleRepositories({
		workspace,
		view
	}).map(({ repository }) => repository.row);
	return toPage(order(rows, query.get("sort") ?? "-created_at", ["created_at", "name"]), query);
}
/** Accepts `page` and `page_size`, but sends no pagination headers. */
function privileges(inside) {
	const { query, segments } = inside;
	const found = findRepository(inside, segments["identifier"]);
	if (found === void 0) return notFound;
	if (!found.isAdmin) return forbidden;
	const { status, body } = toPage(found.repository.privileges, query);
	return {
		status,
		body: status === 200 ? { privileges: body } : body
	};
}
function findRepository(inside, wanted) {
	return visibleRepositories(inside).find(({ repository: { row } }) => row.slug === wanted || row.slug_perm === wanted);
}
function visibleRepositories({ workspace, view }) {
	return view.once("repositories", () => listRepositories(view.caller, workspace));
}

// src/sandbox/target.ts
const compiled = routes.map((route) => ({
	...route,
	pattern: new RegExp(`^${route.template.replaceAll(/\{(\w+)\}/gu, "(?<$1>[^/]+)")}$`, "u")
}));
/** Returns the target. Paths without the version work too, as they do at Cloudsmith. */
function readTarget(request) {
	const [, rawPath = "/", search = ""] = /^([^?]*)(\?.*)?$/su.exec(request.url ?? "/") ?? [];
	const path = rawPath.replace(/^\/v1(?=\/)/u, "");
	const route = compiled.find(({ pattern }) => pattern.test(path));
	return {
		rawPath,
		path,
		search,
		route,
		segments: decode(route?.pattern.exec(path)?.groups ?? {})
	};
}
function decode(groups) {
	try {
		return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]));
	} catch {
		return;
	}
}
/** Returns a redirect if the path exists only with, or only without, the final slash. */
function redirectToOtherForm(path, search) {
	const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
	if (!compiled.some(({ pattern }) => pattern.test(other))) return void 0;
	return {
		status: 301,
		headers: { Location: `/v1${other}${search}` }
	};
}

// src/sandbox/keys.ts
/** Returns what shows each rule about keys once. */
function driftedKeys() {
	return {
		oidc: [github({ repository_owner: "fernwick" }, ["access-audit", "ci-publish-7hq2"]), gitlab()],
		dynamicMappings: { oiL4bTq8Yc2w: [{
			claim_value: "fernwick/firmware",
			service_account: "ci-publish-7hq2"
		}] },
		mappings: [
			toMapping("gsM7tWq2Kd4x", "mobile-engineers", "mobile"),
			toMapping("gsC3vKp9Ra6n", "contractors", "mobile"),
			toMapping("gsR8xJn4Wb1f", "data-leads", "data", "Manager"),
			toMapping("gsS5dHy7Qz2k", "incident-leads", "incident-room")
		]
	};
}
function github(claims, services) {
	return {
		name: "GitHub Actions",
		slug: "github-actions",
		slug_perm: "oiG9rVn3Hz6b",
		provider_url: "https://token.actions.githubusercontent.com",
		enabled: true,
		claims,
		service_accounts: services,
		mapping_claim: null
	};
}
function gitlab() {
	return {
		name: "GitLab",
		slug: "gitlab",
		slug_perm: "oiL4bTq8Yc2w",
		provider_url: "https://gitlab.com",
		enabled: true,
		claims: { namespace_path: "fernwick" },
		service_accounts: [],
		mapping_claim: "project_path"
	};
}
function toMapping(slug_perm, idp_value, team, role = "Member") {
	return {
		slug_perm,
		idp_key: "groups",
		idp_value,
		role,
		team
	};
}

// src/sandbox/people.ts
const teams = [
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
		"Hidden"
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
		"Hidden"
	]
];
const services = [
	[
		"access-audit",
		"access audit",
		"Manager",
		{},
		"Access audit, read through OIDC"
	],
	[
		"ci-publish-7hq2",
		"ci publish",
		"Member",
		{ platform: "Member" },
		"Publishes release artefacts"
	],
	[
		"legacy-deployer-x9",
		"legacy deployer",
		"Member",
		{ platform: "Manager" },
		""
	],
	[
		"mobile-builds-k4",
		"mobile builds",
		"Member",
		{ mobile: "Member" },
		"Signs nightly builds"
	]
];
const people = [
	[
		"k3VtQ9mZbW2x",
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
		"Zp71cRw0uYfe",
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
		"Lw5nTe8Gj2Ks",
		"wojciech-nowak",
		"Wojciech Nowak",
		"Owner",
		"2026-11-20",
		{ security: "Member" }
	],
	[
		"b8HnX2sLq4Jd",
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
		"Vr6mYk1Pa9Cz",
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
		"Fx0dUo7Ih3Bn",
		"farid-haddad",
		"Farid Haddad",
		"Manager",
		"2026-11-18",
		{ security: "Manager" }
	],
	[
		"Jt4qWs2Ez8Lv",
		"lucia-ferreira",
		"Lúcia Ferreira",
		"Member",
		"2026-11-17",
		{ data: "Manager" }
	],
	[
		"Qe5yT0aKv6Nc",
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
		"Gm9bRi3Xf1Op",
		"kwame-mensah",
		"Kwame Mensah",
		"Member",
		"2026-11-20",
		{ platform: "Manager" }
	],
	[
		"Du7cVh5Ln0Qw",
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
		"Sk2zJe8Ty4Mr",
		"liam-obrien",
		"Liam O'Brien",
		"Member",
		"2026-11-12",
		{ platform: "Member" }
	],
	[
		"Ha6oPx1Bg9Fd",
		"nadia-petrova",
		"Надя Петрова",
		"Member",
		"2026-11-19",
		{ release: "Member" }
	],
	[
		"Nq3iKw7Uc5Ae",
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
		"Yb8tLm0Vs2Gj",
		"hana-kim",
		"김하나",
		"Member",
		"2026-11-22",
		{ release: "Member" }
	],
	[
		"Cz1fHr6Dn4Xo",
		"yuki-mori",
		"Yuki Mori",
		"Member",
		"2026-11-09",
		{}
	],
	[
		"Ep9uQy3Ji7Tk",
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
		"Wl5aBo2Ze8Mv",
		"david-cohen",
		"David Cohen",
		"Member",
		"2026-11-14",
		{ security: "Member" }
	],
	[
		"Rs0gNx4Pc6Fh",
		"ruth-adeyemi",
		"Ruth Adeyemi",
		"Member",
		"2026-11-20",
		{ data: "Member" }
	],
	[
		"Ti7kVd1Uw3Lq",
		"anders-holm",
		"Anders Holm",
		"Member",
		"2026-10-30",
		{ data: "Member" }
	],
	[
		"Oj2eYb9Sm5Ha",
		"chloe-dubois",
		"Chloé Dubois",
		"Member",
		"2026-11-21",
		{ data: "Member" }
	],
	[
		"Xf6rCt8Gi0Nz",
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
		"Kv4pDw3Qo1Je",
		"grace-nakamura",
		"Grace Nakamura",
		"Member",
		"2026-11-11",
		{ mobile: "Manager" }
	],
	[
		"Bu9lMs7Ry5Tx",
		"mateo-silva",
		"Mateo Silva",
		"Member",
		"2026-11-19",
		{ mobile: "Member" }
	],
	[
		"Pa1hEk6Fn2Vc",
		"aisha-bello",
		"Aisha Bello",
		"Member",
		"2026-11-15",
		{ mobile: "Member" }
	],
	[
		"Iz8oGb0Lj4Wd",
		"tom-fairweather",
		"Tom Fairweather",
		"Member",
		"2026-11-18",
		{ mobile: "Member" }
	],
	[
		"Md3uXq5Th9Yr",
		"ingrid-solberg",
		"Ingrid Solberg",
		"Member",
		"2026-11-20",
		{ docs: "Manager" }
	],
	[
		"Ug7sAi2Ce6Pk",
		"helga-brandt",
		"Helga Brandt",
		"Member",
		"2026-03-02",
		{ docs: "Member" }
	],
	[
		"An4vFz1Om8Bl",
		"peter-novak",
		"Peter Novák",
		"Member",
		"2026-11-13",
		{ docs: "Member" }
	],
	[
		"Hw0yJt9Rd3Qs",
		"zanele-dlamini",
		"Zanele Dlamini",
		"Member",
		"2026-11-22",
		{ skunkworks: "Member" }
	],
	[
		"Lc5xKe7Nu1Gp",
		"oskar-weiss",
		"Oskar Weiß",
		"Member",
		"2026-11-10",
		{ skunkworks: "Member" }
	],
	[
		"Zo2iVm6Ha4Tf",
		"mina-rahimi",
		"مینا رحیمی",
		"Member",
		"2026-11-21",
		{}
	],
	[
		"Fy9bWr3Dj8Sx",
		"jack-thompson",
		"Jack Thompson",
		"Member",
		"2026-11-05",
		{}
	],
	[
		"Ql1tPg5Lk0En",
		"leila-benali",
		"Leïla Benali",
		"Member",
		"2026-11-16",
		{}
	],
	[
		"Te6cUo8Zi2Mv",
		"hugo-martin",
		"Hugo Martin",
		"Member",
		"2026-10-22",
		{},
		{ email: "hugo@letterbox.example" }
	],
	[
		"Jr3aYh7Bw9Qd",
		"sara-lind",
		"Sara Lind",
		"Member",
		"2026-11-19",
		{},
		{ email: "support@fernwick.example" }
	],
	[
		"Vx4nFs0Gk5Cp",
		"noah-fischer",
		"Noah Fischer",
		"Member",
		"2026-11-20",
		{},
		{ email: "support@fernwick.example" }
	],
	[
		"Sb8lOe1Tm6Iu",
		"eva-janssen",
		"Eva Janssen",
		"Member",
		"2025-08-14",
		{},
		{ is_active: false }
	],
	[
		"M4rGz9uEo1Hi",
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
		"Dk7wRj2Xa3Vy",
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
		"Ei0qLt5Pn9Zh",
		"amina-yusuf",
		"Amina Yusuf",
		"Collaborator",
		"2026-11-21",
		{ mobile: "Member" },
		{ email: "amina@contractor.example" }
	]
];

// src/sandbox/repositories.ts
/** The repositories of Fernwick, in a shorter form than the API's. */
/** The repositories as they should be. */
const wanted = [
	[
		"platform-core",
		"Platform Core",
		"rpA4nXe7Qz2c",
		{
			"team platform": "Admin",
			"team release": "Read",
			"service ci-publish-7hq2": "Write"
		}
	],
	[
		"customer-releases",
		"Customer Releases",
		"rpB9sLw3Jt6k",
		{
			"team platform": "Admin",
			"team release": "Read",
			"team security": "Read",
			"service ci-publish-7hq2": "Write"
		}
	],
	[
		"firmware",
		"Firmware",
		"rpC1vHm8Fy5d",
		{
			"team release": "Admin",
			"team platform": "Write"
		}
	],
	[
		"mobile-builds",
		"Mobile Builds",
		"rpD6qUb0Ra9x",
		{
			"team mobile": "Read",
			"team release": "Read",
			"service mobile-builds-k4": "Write"
		}
	],
	[
		"data-models",
		"Data Models",
		"rpE3kPo5Ng7w",
		{ "team data": "Write" }
	],
	[
		"security-tools",
		"Security Tools",
		"rpF8zTi2Vc4j",
		{ "team security": "Admin" }
	],
	[
		"docs-assets",
		"Docs Assets",
		"rpG5mYr1Ke0s",
		{
			"team docs": "Read",
			"service ci-publish-7hq2": "Write"
		}
	],
	[
		"open-instruments",
		"Open Instruments",
		"rpH2bWd9Lx3u",
		{ "team platform": "Admin" },
		{ broadcast_state: "Open-Source" }
	],
	[
		"public-sdk",
		"Public SDK",
		"rpJ7fGa4Sn8h",
		{
			"team platform": "Admin",
			"team docs": "Read"
		}
	],
	[
		"partner-drops",
		"Partner Drops",
		"rpK0cEv6Uo1q",
		{
			"team platform": "Admin",
			"team release": "Read"
		},
		{ broadcast_state: "Private" }
	],
	[
		"incident-tools",
		"Incident Tools",
		"rpL9yIj3Bt5z",
		{ "team incident-room": "Admin" }
	],
	[
		"third-party-cache",
		"Third-party Cache",
		"rpM4dRk7Wh2p",
		{ "team platform": "Admin" },
		{ default_privilege: "Read" }
	]
];
/** One more repository, which nobody wanted. */
const legacy = [
	"legacy-archive",
	"Legacy Archive",
	"rpN6xQs1Ci8f",
	{
		"service legacy-deployer-x9": "Admin",
		"user eva-janssen": "Write"
	}
];
/** Returns Fernwick's repositories as they should be. */
function wantedRepositories() {
	const repositories = wanted.map((entry, index) => toRepository(entry, index));
	addTokens(repositories);
	return repositories;
}
/** Returns Fernwick's repositories as they are: a privilege of null is missing. */
function driftedRepositories() {
	const repositories = wantedRepositories();
	const change = (slug, privileges, facts = {}) => {
		const found = repositories.find(({ row }) => row.slug === slug);
		const [, , , before] = wanted.find(([name]) => name === slug) ?? [];
		if (found === void 0 || before === void 0) throw new Error(`no repository ${slug}`);
		const left = Object.entries({
			...before,
			...privileges
		}).filter((entry) => entry[1] !== null);
		found.privileges = toPrivileges(Object.fromEntries(left));
		Object.assign(found.row, facts);
	};
	change("platform-core", {
		"team data": "Write",
		"team release": "Write"
	});
	change("firmware", { "user liam-obrien": "Admin" });
	change("mobile-builds", { "team release": null });
	change("data-models", {}, { default_privilege: "Write" });
	change("docs-assets", { "team docs": "Write" });
	change("public-sdk", {}, {
		broadcast_state: "Public",
		...visibility("Public")
	});
	change("third-party-cache", {
		"team build-guild": "Read",
		"user gone-person": "Write"
	});
	addDriftedTokens(repositories);
	return [...repositories, toRepository(legacy, repositories.length)];
}
function toRepository([slug, name, id, privileges, unusual], index) {
	return {
		row: repositoryRow("fernwick", slug, {
			name,
			slug_perm: id,
			created_at: `2022-${String(index % 9 + 1).padStart(2, "0")}-14T10:${String(index + 10)}:00.000000Z`,
			...visibility(unusual?.broadcast_state ?? "Off"),
			...unusual
		}),
		privileges: toPrivileges(privileges)
	};
}
/** Returns the row of a private repository of a workspace, except for the given facts. */
function repositoryRow(namespace, slug, facts) {
	return {
		...ordinary,
		slug,
		namespace,
		namespace_url: `https://api.cloudsmith.io/v1/namespaces/${namespace}/`,
		cdn_url: `https://dl.cloudsmith.example/basic/${namespace}/${slug}/`,
		self_html_url: `https://cloudsmith.example/~${namespace}/repos/${slug}/`,
		self_url: `https://api.cloudsmith.io/v1/repos/${namespace}/${slug}/`,
		self_webapp_url: `https://app.cloudsmith.example/${namespace}/${slug}`,
		...facts
	};
}
/** Returns the privileges as the API sends them. */
function toPrivileges(privileges) {
	return Object.entries(privileges).map(([who, privilege]) => {
		const [kind = "", slug = ""] = who.split(" ");
		return {
			privilege,
			user: null,
			team: null,
			service: null,
			[kind]: slug
		};
	});
}
/** The older fields say the same as the broadcast. */
function visibility(broadcast) {
	const isOpen = broadcast === "Open-Source";
	const isPublic = broadcast === "Public";
	return {
		repository_type: isOpen ? 3 : isPublic ? 1 : 2,
		repository_type_str: isOpen ? "Open-Source" : isPublic ? "Public" : "Private",
		is_open_source: isOpen,
		is_public: isPublic || isOpen,
		is_private: !isPublic && !isOpen,
		open_source_license: isOpen ? "Apache-2.0" : null
	};
}
/** What the repositories have in common. */
const ordinary = {
	name: "",
	slug: "",
	slug_perm: "",
	namespace: "",
	namespace_url: "",
	created_at: "",
	deleted_at: null,
	description: "",
	broadcast_state: "Off",
	default_privilege: "None",
	repository_type: 2,
	repository_type_str: "Private",
	is_open_source: false,
	is_private: true,
	is_public: false,
	is_public_hidden: false,
	active_connection_count: 0,
	cdn_url: null,
	content_kind: "Standard",
	contextual_auth_realm: true,
	copy_own: true,
	copy_packages: "Read",
	cosign_signing_enabled: false,
	delete_own: true,
	delete_packages: "Admin",
	distributes: [],
	docker_refresh_tokens_enabled: false,
	ecdsa_keys: [],
	enforce_eula: false,
	generic_package_index_enabled: false,
	gpg_keys: [],
	index_files: true,
	manage_entitlements_privilege: "Admin",
	move_own: true,
	move_packages: "Admin",
	npm_upstream_tags_take_precedence: false,
	nuget_native_signing_enabled: false,
	num_downloads: 0,
	num_policy_violated_packages: 0,
	num_quarantined_packages: 0,
	open_source_license: null,
	open_source_project_url: null,
	package_count: 0,
	package_count_excl_subcomponents: 0,
	package_group_count: 0,
	proxy_npmjs: false,
	proxy_pypi: false,
	raw_package_index_enabled: false,
	raw_package_index_signatures_enabled: false,
	replace_packages: "Write",
	replace_packages_by_default: false,
	resync_own: true,
	resync_packages: "Admin",
	scan_own: true,
	scan_packages: "Read",
	self_html_url: "",
	self_url: "",
	self_webapp_url: "",
	show_setup_all: false,
	size: 0,
	size_str: "0 bytes",
	storage_region: "default",
	strict_npm_validation: false,
	tag_pre_releases_as_latest: false,
	use_debian_labels: false,
	use_default_cargo_upstream: false,
	use_entitlements_privilege: "Read",
	use_noarch_packages: false,
	use_source_packages: false,
	use_vulnerability_scanning: true,
	user_entitlements_enabled: false,
	view_statistics: "Read"
};

// src/sandbox/workspace.ts
/**
* Fernwick, a fictional workspace of about forty people in which almost every rule has a finding.
*/
/** The time for which Fernwick is written; at a later time, more of its people would be dormant. */
const sandboxNow = "2026-11-23T09:00:00.000Z";
const teamNames = new Map(teams.map(([slug, name]) => [slug, name]));
/** Returns a new copy of the workspace, which a test may change before it is served. */
function fernwick() {
	const { mappings, oidc, dynamicMappings } = driftedKeys();
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
		teams: teams.map(([slug, name, slug_perm, description, hidden]) => ({
			name,
			slug,
			slug_perm,
			description,
			visibility: hidden ?? "Visible"
		})),
		services: services.map(toService),
		invites: invites(),
		saml: {
			saml_auth_enabled: true,
			saml_auth_enforced: false,
			saml_metadata_inline: "",
			saml_metadata_inline_webapp: null,
			saml_metadata_url_webapp: null,
			saml_metadata_url: "https://login.fernwick.example/saml/metadata"
		},
		groupSync: {
			enabled: true,
			mappings
		},
		oidc,
		dynamicMappings,
		repositories: driftedRepositories()
	};
}
function toMember(person, index) {
	const [user_id, user, user_name, role, lastLogin, places, unusual] = person;
	const day = String(index % 27 + 1).padStart(2, "0");
	return {
		user,
		user_id,
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
		teams: toReferences(places),
		...unusual
	};
}
function toService([slug, name, role, places, description]) {
	return {
		name,
		slug,
		description,
		role,
		teams: toReferences(places),
		key: `********${slug.slice(-4)}`,
		key_expires_at: slug === "ci-publish-7hq2" ? "2027-01-01T00:00:00.000000Z" : null,
		created_at: "2024-04-08T10:00:00.000000Z",
		created_by: "amara-okoye",
		created_by_url: profileUrl("amara-okoye")
	};
}
function invites() {
	return [
		{
			slug_perm: "ivT9nR2cLe7x",
			email: "temp@contractr.example",
			user: null,
			user_url: null,
			role: "Collaborator",
			teams: [],
			inviter: "jonas-lindqvist",
			inviter_url: null,
			org: "fernwick",
			expires_at: "2026-11-01T09:00:00.000000Z"
		},
		{
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
			expires_at: "2026-12-03T09:00:00.000000Z"
		}
	];
}
function toReferences(places) {
	return Object.entries(places).map(([slug, role]) => ({
		name: teamNames.get(slug) ?? slug,
		slug,
		role
	}));
}
function profileUrl(user) {
	return `https://api.cloudsmith.io/v1/users/profile/${user}/`;
}

// src/sandbox/caller-view.ts
/** Returns the lists as the caller sees them. */
function viewAs(caller, workspace) {
	const self = caller.kind === "user" ? caller.member : caller.service;
	const ownTeams = new Set(self.teams.map((team) => team.slug));
	const base = {
		caller,
		ownTeams,
		once: remember()
	};
	if (self.role === "Owner" || self.role === "Manager") return {
		...base,
		members: workspace.members,
		teams: workspace.teams,
		settings: true
	};
	const collaborator = self.role === "Collaborator";
	const teams = workspace.teams.filter((team) => ownTeams.has(team.slug) || !collaborator && team.visibility === "Visible");
	const shown = new Set(teams.map((team) => team.slug));
	const members = workspace.members.filter((member) => !collaborator || member === self || member.teams.some((team) => ownTeams.has(team.slug))).map((member) => ({
		...member,
		email: member === self ? member.email : redact(member.email),
		teams: member.teams.filter((team) => shown.has(team.slug))
	}));
	return {
		...base,
		members,
		teams,
		settings: false
	};
}
/** Cloudsmith does not document how it redacts addresses; this format is invented. */
function redact(email) {
	return `${email.slice(0, 1)}***${email.slice(email.indexOf("@"))}`;
}
function remember() {
	const values = /* @__PURE__ */ new Map();
	return (name, make) => {
		if (!values.has(name)) values.set(name, make());
		return values.get(name);
	};
}

// src/sandbox/served-workspace.ts
/**
* A served workspace: what each key sees, and its replies, which are cached until the workspace
* changes.
*/
/** Returns a workspace with its replies; `change` edits it in place. */
function createServedWorkspace(workspace, { activeSemantics, maxPageSize }) {
	const accounts = chooseAccounts(workspace);
	const views = /* @__PURE__ */ new Map();
	const replies = /* @__PURE__ */ new Map();
	const change = (edit) => {
		edit(workspace);
		views.clear();
		replies.clear();
	};
	const viewOf = (credential) => {
		if (credential === "none" || credential === "wrong") return void 0;
		if (!views.has(credential)) {
			const caller = findCaller(workspace, credential, accounts.get(credential));
			views.set(credential, caller === void 0 ? void 0 : viewAs(caller, workspace));
		}
		return views.get(credential);
	};
	const reply = ({ route, path, search, segments }, credential) => {
		if (route === void 0) return toReply(redirectToOtherForm(path, search) ?? notFound);
		if (segments === void 0) return toReply(refuse(400, "The path is not encoded properly."));
		const name = `${credential} ${path}${search}`;
		const cached = replies.get(name);
		if (cached !== void 0) return cached;
		const query = new URLSearchParams(search);
		if (Number(query.get("page_size")) > maxPageSize) query.set("page_size", String(maxPageSize));
		const view = viewOf(credential);
		const made = toReply(route.answer({
			workspace,
			credential,
			view,
			query,
			segments,
			activeSemantics,
			change
		}));
		if (made.body !== void 0) replies.set(name, made);
		return made;
	};
	return {
		workspace,
		change,
		reply
	};
}
/** Returns the bytes of an answer. */
function toReply({ status, body, headers = {} }) {
	if (body === void 0) return {
		status,
		headers,
		body: void 0
	};
	return {
		status,
		headers: {
			...headers,
			"Content-Type": "application/json"
		},
		body: Buffer.from(JSON.stringify(body))
	};
}

// src/sandbox/server.ts
/** A loopback server that behaves like the Cloudsmith API as far as public sources describe it. */
/** The ID token that the sandbox accepts as signed by GitHub. */
const sandboxIdToken = "sandbox-github-id-token-0000000000000000";
const hourlyLimit = 10800;
/** Starts a sandbox on the loopback interface. Rejects if the port is in use. */
async function startSandbox(options = {}) {
	const keys = makeKeys(options.keys);
	const requests = [];
	const world = createServedWorkspace(options.workspace ?? fernwick(), {
		activeSemantics: options.activeSemantics ?? "everyone-by-default",
		maxPageSize: options.maxPageSize ?? 500
	});
	const exchange = createExchange(() => world.workspace, chooseAccounts(world.workspace).get("service"), {
		idToken: sandboxIdToken,
		lifetimeSeconds: 5400,
		now: () => Date.parse(sandboxNow) / 1e3,
		...options.exchange
	});
	let faults = createFaults(options.faults ?? []);
	async function answer(request) {
		const method = request.method ?? "";
		const target = readTarget(request);
		const key = request.headers["x-api-key"];
		if (method === "POST" && target.rawPath.startsWith("/openid/")) {
			const made = exchange.answer(target.rawPath, await readText(request), key?.toString());
			return {
				target,
				template: exchangeTemplate,
				reply: toReply(made)
			};
		}
		const credential = exchange.isToken(String(key)) ? "service" : readCredential(request.headers, keys);
		const reply = method === "GET" ? world.reply(target, credential) : toReply(methodNotAllowed);
		return {
			target,
			template: target.route?.template ?? null,
			reply
		};
	}
	async function respond(request, response) {
		const arrivedAtMs = performance.now();
		const { target, template, reply } = await answer(request);
		const spoilt = faults.apply(template, target.search, reply);
		const entry = {
			method: request.method ?? "",
			path: `${target.path}${target.search}`,
			template,
			status: typeof spoilt === "string" ? null : spoilt.status,
			arrivedAtMs,
			answeredAtMs: null
		};
		requests.push(entry);
		afterDelay(options.delayMs ?? 0, response, () => {
			entry.answeredAtMs = performance.now();
			send(response, spoilt, reply, rateLimit(requests.length));
		});
	}
	const server = createServer((request, response) => void respond(request, response));
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", resolve);
	});
	const { port } = server.address();
	return {
		url: `http://127.0.0.1:${port}/v1`,
		keys,
		workspace: world.workspace,
		requests,
		change: world.change,
		setFaults: (next) => {
			faults = createFaults(next);
		},
		revokeTokens: exchange.revoke,
		close: () => new Promise((resolve, reject) => {
			server.close((error) => error === void 0 ? resolve() : reject(error));
			server.closeAllConnections();
		})
	};
}
const exchangeTemplate = "/openid/{org}/";
/**
* Returns the headers after this number of requests; the hour had ended before the first of them.
*/
function rateLimit(requests) {
	return {
		"X-RateLimit-Limit": String(hourlyLimit),
		"X-RateLimit-Remaining": String(Math.max(0, hourlyLimit - requests)),
		"X-RateLimit-Interval": "0.33",
		"X-RateLimit-Reset": "1795428000"
	};
}

// src/commands/demo.ts
/** Its first line shows that demo wrote the folder. */
const ignoreAll = `# The files of ${toolName} demo, which replaces them at each run.\n*\n`;
/**
* Audits the embedded workspace; returns 0, or with --exit-code the exit code of audit; 2 if a file
* cannot be written.
*/
async function demo(flags, _, terminal) {
	const folder = String(flags["output"]);
	const policy = join(folder, "access-policy.yml");
	await requireDemoFolder(folder);
	await writeWholeFile(join(folder, ".gitignore"), ignoreAll);
	await writeWholeFile(policy, sandboxPolicy + sandboxExceptions);
	const sandbox = await startSandbox();
	try {
		const settings = parseSettings({
			"api-url": sandbox.url,
			"api-key": sandbox.keys.owner,
			policy,
			c1z: join(folder, "cloudsmith.c1z"),
			"report-json": join(folder, "report.json"),
			"report-markdown": join(folder, "report.md"),
			"report-html": join(folder, "report.html")
		});
		const clock = () => new Date(sandboxNow);
		const exitCode = await auditWith(settings, {
			...terminal,
			clock
		});
		if (!terminal.quiet) terminal.log.info(`audit would have exited with ${exitCode}`);
		return flags["exitCode"] === true || exitCode === 2 ? exitCode : 0;
	} finally {
		await sandbox.close();
	}
}
/** There is no folder: it is created, or writing into it reports the problem. */
const hasNoFiles = /* @__PURE__ */ new Set([
	"ENOENT",
	"ENOTDIR",
	"ELOOP"
]);
/**
* Throws `AuditError` `BAD_SETTINGS` if the folder has files and demo did not write it, and
* `REPORT_FAILED` if that is not known: a policy or a `.gitignore` there would be replaced.
*/
async function requireDemoFolder(folder) {
	const [name] = await readdir(folder).catch((error) => {
		if (hasNoFiles.has(error.code)) return [];
		throw cannotWrite({ path: folder }, error);
	});
	if (name === void 0) return;
	if (await readBoundedText(join(folder, ".gitignore"), 1024).catch(() => "") === ignoreAll) return;
	throw new AuditError("BAD_SETTINGS", `cannot write the demo into "${folder}": demo did not write the files that are there, such as "${name}". Name a new or an empty folder with --output.`);
}

export { demo };