import { W as exceptionStatuses, X as roleNames } from "./catalog.js";
import { p as severities } from "./subject.js";
import { r as effects, t as entryKinds } from "./statements.js";
import { E as unknown, S as string, T as union, b as record, d as _null, g as literal, h as int, m as boolean, p as array, u as _enum, v as number, x as strictObject } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { i as listStatuses, r as listNames } from "./coverage.js";
import { t as ReportChanges } from "./changes.js";
import { r as unknownReasons } from "./fact.js";

// src/policy/task.ts
/** What resolves a finding: a task in the workspace, or a change of the policy itself. */
/** In the order in which reports list them. `other` means a task of another kind. */
const taskActions = [
	"invite",
	"grant",
	"change-role",
	"remove",
	"other"
];

// src/policy/finding.ts
const subjectKinds = [
	"member",
	"service",
	"team",
	"invite",
	"workspace",
	"policy",
	"repository",
	"token",
	"provider",
	"mapping"
];

// src/report/report.ts
/** The shape of the JSON report, version 1. The published JSON Schema is generated from it. */
const verdicts = [
	"clean",
	"drift",
	"unknown"
];
const Subject = strictObject({
	kind: _enum(subjectKinds),
	id: string().describe("permanent id if the workspace has one"),
	slug: string().describe("username or slug"),
	name: string().describe("display name, exactly as in the workspace")
}).describe("the subject of a finding");
/**
* A run of a workflow on GitHub. The host can be any, because GitHub Enterprise Server has its own;
* an address with another scheme or path is refused.
*/
const RunUrl = string().max(500).regex(/^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[A-Za-z0-9_.-]+){2}\/actions\/runs\/\d+$/u);
const PolicyPosition = strictObject({
	path: string(),
	line: int().positive(),
	column: int().positive()
});
const ReportFinding = strictObject({
	rule: string(),
	severity: _enum(severities),
	state: _enum([
		"introduced",
		"existing",
		"accepted"
	]),
	fingerprint: string().describe("stable for the same rule and permanent ids"),
	subject: Subject,
	object: Subject.optional(),
	facts: record(string(), union([
		string(),
		number(),
		boolean(),
		_null()
	])),
	message: string(),
	remedy: string(),
	task: _enum(taskActions).optional().describe("on a pull request: the finding is a task, which changing the workspace resolves"),
	policy: PolicyPosition.optional().describe("the line of the policy, or of its test file, that the finding is based on"),
	accepted: strictObject({
		until: string().describe("the last day of the exception, until its end in UTC"),
		reason: string().nullable(),
		approvedBy: string().nullable(),
		policy: PolicyPosition
	}).optional().describe("for state accepted: the exception that covers the finding")
});
const ReportException = strictObject({
	rule: string(),
	subject: string().describe("as the policy writes it"),
	team: string().nullable().describe("null: in any team"),
	repository: string().optional().describe("absent: on any repository"),
	provider: string().optional().describe("absent: of any OIDC provider"),
	role: _enum(roleNames).optional().describe("for role-count, if the exception names a role"),
	allow: int().optional().describe("for role-count, if it names a role: the number it allows"),
	reason: string().nullable(),
	owner: string().nullable(),
	ticket: string().nullable(),
	approvedBy: string().nullable(),
	created: string().nullable(),
	expires: string().describe("its last day, until the end of it in UTC"),
	status: _enum(exceptionStatuses).describe("used; expiring: used, and its end is near; unused; expired; not-judged: its rule or its subject was not seen completely"),
	why: string().nullable().describe("for unused and not-judged"),
	findings: int().nonnegative().describe("how many findings it covers"),
	policy: PolicyPosition
});
const unknownReasonCodes = Object.keys(unknownReasons);
const TaskCall = strictObject({
	method: _enum([
		"POST",
		"PATCH",
		"PUT",
		"DELETE"
	]),
	path: string().describe("as in Cloudsmith's API description, with names in braces"),
	parameters: record(string(), string()).describe("the values of these names; encode them before use"),
	body: record(string(), unknown()).nullable()
});
const ReportTask = strictObject({
	finding: string().describe("the fingerprint of the finding that this resolves"),
	rule: string(),
	action: _enum(taskActions),
	todo: string().describe("what to do, as a sentence"),
	subject: Subject,
	object: Subject.optional(),
	call: TaskCall.nullable().describe("the request that would do it; this program never sends it"),
	next: TaskCall.optional().describe("a second request for the same task, to send after the first"),
	doneWith: string().optional().describe("the fingerprint of the finding whose request does this task, too")
});
const Report = strictObject({
	version: literal(1),
	tool: strictObject({
		name: string(),
		version: string()
	}),
	organization: strictObject({
		id: string(),
		slug: string(),
		name: string()
	}),
	generatedAt: datetime().describe("when the report was made, UTC"),
	readAt: datetime().describe("when the workspace was read, UTC"),
	archive: strictObject({
		path: string(),
		syncId: string(),
		stale: string().optional().describe("why it is too old to describe today's workspace, which makes the verdict unknown")
	}).optional().describe("the artifact that was audited; absent when the workspace itself was read"),
	runUrl: RunUrl.optional().describe("the workflow run that made the report; absent outside of GitHub Actions"),
	verdict: _enum(verdicts),
	failOn: _enum([...severities, "never"]),
	counts: strictObject({
		errors: int().nonnegative(),
		warnings: int().nonnegative(),
		notes: int().nonnegative(),
		accepted: int().nonnegative(),
		introduced: int().nonnegative(),
		resolved: int().nonnegative(),
		tasks: int().nonnegative().optional().describe("on a pull request: introduced findings that changing the workspace resolves"),
		weakened: int().nonnegative().optional().describe("on a pull request: changes that weaken the policy"),
		notJudged: int().nonnegative()
	}).describe("errors, warnings and notes do not include accepted findings"),
	rosterDigest: string().describe("sha256 of the roster, the same on every Node release"),
	coverage: strictObject({
		status: _enum([
			"complete",
			"partial",
			"none"
		]),
		readAs: strictObject({
			kind: _enum([
				"user",
				"service",
				"unknown"
			]),
			slug: string().nullable(),
			role: string().nullable()
		}),
		lists: array(strictObject({
			name: _enum(listNames),
			status: _enum(listStatuses),
			count: int().nonnegative(),
			expected: int().nonnegative().nullable(),
			reason: string().nullable(),
			note: string().optional().describe("a note on a list that was read completely"),
			allVisible: literal(true).optional().describe("for repositories that are partial: the account may not see all of them, but every one that it sees was read")
		})),
		visibleOnly: literal(true).optional().describe("the policy says that only the repositories that were seen are checked"),
		unknowns: array(strictObject({
			list: _enum(listNames),
			fact: string(),
			reason: _enum(unknownReasonCodes),
			count: int().positive()
		})).describe("facts that were not seen, counted by list, fact and reason"),
		privileges: strictObject({
			complete: int().nonnegative(),
			partial: int().nonnegative(),
			refused: int().nonnegative(),
			unknown: int().nonnegative()
		}).optional().describe("how reading the privileges of the repositories ended, counted; absent if they were not requested"),
		tokens: strictObject({
			complete: int().nonnegative(),
			partial: int().nonnegative(),
			refused: int().nonnegative(),
			unknown: int().nonnegative()
		}).optional().describe("the same of the entitlement tokens of the repositories; absent if they were not requested")
	}),
	roster: strictObject({
		members: int().nonnegative(),
		teams: int().nonnegative(),
		services: int().nonnegative(),
		invites: int().nonnegative(),
		repositories: int().nonnegative().optional().describe("absent if they were not requested"),
		roles: record(string(), int().nonnegative()).describe("members by workspace role")
	}),
	rules: array(strictObject({
		id: string(),
		title: string(),
		severity: _enum([...severities, "off"]),
		status: _enum([
			"judged",
			"not-judged",
			"off"
		]),
		reason: string().nullable(),
		notInPlan: literal(true).optional().describe("for not-judged: only because the plan lacks what the rule looks at, so the verdict does not depend on it"),
		findings: int().nonnegative(),
		explanation: string(),
		remedy: string()
	})),
	findings: array(ReportFinding),
	resolved: array(ReportFinding),
	tasks: array(ReportTask).optional().describe("on a pull request: what is to do in the workspace after merging, in this order"),
	changes: ReportChanges.optional().describe("since the baseline; absent without one"),
	exceptions: array(ReportException).describe("every exception of the policy, in the file's order, and its use"),
	base: strictObject({
		sha256: string().nullable(),
		invalid: literal(true).optional().describe("there was one, but it could not be used"),
		movedFrom: string().optional().describe("the path that it had before"),
		encoding: literal("latin-1").optional().describe("it was not UTF-8, and was read as Latin-1 for the comparison"),
		changes: array(strictObject({
			about: _enum(entryKinds),
			effect: _enum(effects).optional().describe("weakens: the policy allows more or looks at less; grants, removes: it asks for somebody's access, or no longer does"),
			message: string(),
			name: string().optional().describe("the changed entry, such as a role or a team; absent if there is only one"),
			part: string().optional().describe("the key of the entry that changed, or entry for the whole entry"),
			item: string().optional().describe("the added or removed name in a list of the entry"),
			weakening: strictObject({
				label: string(),
				detail: string()
			}).optional().describe("for a change that weakens: what it does, and of whom or by how much")
		})).describe("what the policy says now and did not say before, and what it no longer says")
	}).optional().describe("the policy before this pull request; null if there was none, or none that could be used"),
	policy: strictObject({
		path: string(),
		sha256: string()
	}),
	artifact: strictObject({
		path: string(),
		sha256: string(),
		syncId: string()
	}).optional().describe("absent if none was requested or none could be written")
}).describe("The result of one access audit");

export { taskActions as i, RunUrl as n, verdicts as r, Report as t };