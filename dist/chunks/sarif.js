import { n as findRule } from "./catalog.js";
import { f as compareSeverities } from "./subject.js";
import { i as version, t as repositoryUrl } from "./version.js";
import { t as count } from "./count.js";
import { C as openFindings, f as notJudgedByReason } from "./wording.js";
import { n as escapeMarkdown } from "./escape-markdown.js";
import { r as toVisibleText, t as escapeJson } from "./visible-text.js";

// src/report/escape/escape-sarif.ts
/** The only place where untrusted text becomes a SARIF message. */
/**
* Returns the text on one line without embedded links and placeholders: both are written with
* brackets in a plain text message (SARIF 2.1.0, sections 3.11.5 and 3.11.6). At most `maxLength`
* code points, before the escapes, which can double the length.
*/
function escapeSarif(text, maxLength = 1e3) {
	return toVisibleText(text, maxLength).replaceAll(/[\\\[\]]/gv, String.raw`\$&`).replaceAll(/[\{\}]/gv, "$&$&");
}

// src/report/sarif.ts
/**
* The report as SARIF 2.1.0 (OASIS), for code scanning: each finding is at its line of the policy.
*/
/** The name of a finding's fingerprint, which does not depend on the line. */
const fingerprintName = "accessFinding/v1";
/** The only fingerprint that GitHub uses to compare a result with those of earlier runs. */
const gitHubsFingerprint = "primaryLocationLineHash";
/** GitHub rejects a run with more (GitHub Docs, "SARIF support for code scanning"). */
const maxResults = 25e3;
/**
* The score by which GitHub classifies an alert as high, medium or low: errors, warnings and notes.
*/
const securitySeverities = {
	error: "8.0",
	warning: "5.0",
	note: "2.0"
};
const problemSeverities = {
	error: "error",
	warning: "warning",
	note: "recommendation"
};
/**
* Returns the report as indented SARIF with a final newline; equal reports are equal bytes.
* Accepted findings are left out, because code scanning ignores suppressions and would open an
* alert for each.
*/
function renderSarif(report) {
	return `${escapeJson(JSON.stringify(toSarif(report), null, 2))}\n`;
}
/** Returns the number of open findings that the SARIF leaves out because of GitHub's limit. */
function countLeftOut(report) {
	return Math.max(0, openFindings(report).length - maxResults);
}
/** Returns the open findings to include, the worst first. */
function chooseFindings(report) {
	const open = openFindings(report);
	if (open.length <= 25e3) return open;
	return open.toSorted(compareSeverities).slice(0, maxResults);
}
function toSarif(report) {
	const rules = report.rules.filter(({ severity }) => severity !== "off");
	const indexes = new Map(rules.map(({ id }, index) => [id, index]));
	const findings = chooseFindings(report);
	return {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: report.tool.name,
				version: report.tool.version,
				semanticVersion: report.tool.version,
				informationUri: repositoryUrl,
				rules: rules.map(toRule)
			} },
			automationDetails: { id: categoryOf(report) },
			invocations: [toInvocation(report)],
			columnKind: "utf16CodeUnits",
			results: findings.map((finding) => ({
				ruleId: finding.rule,
				ruleIndex: indexes.get(finding.rule) ?? -1,
				...toResult(finding, report)
			}))
		}]
	};
}
/**
* Each workspace and each policy needs its own category, because an upload replaces the earlier one
* of its category.
*/
function categoryOf({ organization, policy }) {
	const path = policy.path === defaultPolicyPath ? "" : `${toUri(policy.path)}/`;
	return `cloudsmith-access-audit/${organization.slug}/${path}`;
}
/** The category of this path has no path in it, because it is older than the others. */
const defaultPolicyPath = "access-policy.yml";
/** GitHub takes at most 1,024 characters, escapes included. */
const maxDescription = 500;
const maxParagraphs = 10;
function toRule({ id, title, severity, explanation, remedy }) {
	const level = severity === "off" ? "note" : severity;
	return {
		id,
		shortDescription: { text: escapeSarif(title, maxDescription) },
		fullDescription: { text: escapeSarif(explanation, maxDescription) },
		help: {
			text: [...explanation.split("\n\n").slice(0, maxParagraphs), `What to do: ${remedy}`].map((paragraph) => escapeSarif(paragraph)).join("\n\n"),
			markdown: `${escapeMarkdown(explanation, 1e3)}\n\n**What to do:** ${escapeMarkdown(remedy, 1e3)}`
		},
		helpUri: helpUri(id),
		defaultConfiguration: { level },
		properties: {
			tags: [
				"access",
				"governance",
				"security"
			],
			precision: "very-high",
			"problem.severity": problemSeverities[level],
			"security-severity": securitySeverities[level]
		}
	};
}
function helpUri(id) {
	const docs = `${repositoryUrl}/blob/v${version}/docs`;
	return findRule(id) === void 0 ? `${docs}/custom-rules.md` : `${docs}/rules.md#${id}`;
}
function toResult(finding, report) {
	const { severity, state, message, fingerprint, policy } = finding;
	return {
		level: severity,
		message: { text: escapeSarif(message) },
		locations: [{ physicalLocation: {
			artifactLocation: {
				uri: toUri((policy ?? report.policy).path),
				uriBaseId: "%SRCROOT%"
			},
			region: {
				startLine: policy?.line ?? 1,
				startColumn: policy?.column ?? 1
			}
		} }],
		partialFingerprints: {
			[fingerprintName]: fingerprint,
			[gitHubsFingerprint]: `${fingerprint.slice(0, 16)}:1`
		},
		...state === "introduced" && { baselineState: "new" }
	};
}
function toInvocation(report) {
	const leftOut = countLeftOut(report);
	const { accepted } = report.counts;
	return {
		executionSuccessful: report.verdict !== "unknown",
		toolExecutionNotifications: [
			...notJudgedByReason(report, { inFull: true }).map(({ rules, reason }) => toNotification("warning", `not judged: ${rules.join(", ")}; ${reason ?? "no reason was recorded"}`)),
			...leftOut === 0 ? [] : [toNotification("warning", `${count(leftOut, "finding")} left out: code scanning accepts at most ${maxResults}, so only the worst are included`)],
			...accepted === 0 ? [] : [toNotification("note", `${count(accepted, "finding")} left out: accepted by the policy`)]
		]
	};
}
function toNotification(level, text) {
	return {
		level,
		message: { text: escapeSarif(text) }
	};
}
/** Returns a path relative to the repository as a URI reference. */
function toUri(path) {
	return path.replaceAll("\\", "/").replace(/^(?:\.\/)+/u, "").split("/").map(encodeURIComponent).join("/");
}

export { countLeftOut, maxResults, renderSarif };