import { r as toVisibleText, t as escapeJson } from "./visible-text.js";
import { l as notJudgedByReason } from "./wording.js";

// src/report/escape-sarif.ts
/** The one place where untrusted text becomes a SARIF message. */
/**
* Returns the text, of which no part is an embedded link or a placeholder: both are written with
* brackets in a plain text message (SARIF 2.1.0, sections 3.11.5 and 3.11.6). Paragraphs stay apart.
*/
function escapeSarif(text, maxLength = 1e3) {
	return text.split("\n\n").map((paragraph) => toVisibleText(paragraph, maxLength)).join("\n\n").replaceAll(/[\\\[\]]/gv, String.raw`\$&`).replaceAll(/[\{\}]/gv, "$&$&");
}

// src/report/sarif.ts
/** The report as SARIF 2.1.0 (OASIS), for code scanning: each finding on the policy line that asked. */
/** The name under which GitHub compares a finding with those of earlier runs. */
const fingerprintName = "accessFinding/v1";
/** Returns the report as indented SARIF with a final newline; equal reports are equal bytes. */
function renderSarif(report) {
	return `${escapeJson(JSON.stringify(toSarif(report), null, 2))}\n`;
}
function toSarif(report) {
	const rules = report.rules.filter(({ severity }) => severity !== "off");
	const indexes = new Map(rules.map(({ id }, index) => [id, index]));
	return {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: report.tool.name,
				version: report.tool.version,
				rules: rules.map(toRule)
			} },
			automationDetails: { id: `cloudsmith-access-audit/${report.organization.slug}/` },
			invocations: [toInvocation(report)],
			columnKind: "utf16CodeUnits",
			results: report.findings.map((finding) => ({
				ruleId: finding.rule,
				ruleIndex: indexes.get(finding.rule) ?? -1,
				...toResult(finding, report)
			}))
		}]
	};
}
function toRule({ id, title, severity, explanation, remedy }) {
	return {
		id,
		shortDescription: { text: escapeSarif(title) },
		fullDescription: { text: escapeSarif(explanation) },
		help: { text: escapeSarif(`${explanation}\n\nWhat to do: ${remedy}`) },
		defaultConfiguration: { level: severity },
		properties: { tags: ["access", "governance"] }
	};
}
function toResult(finding, report) {
	const { severity, state, message, fingerprint, policy } = finding;
	return {
		level: severity,
		message: { text: escapeSarif(message) },
		locations: [{ physicalLocation: {
			artifactLocation: {
				uri: toUri(report.policy.path),
				uriBaseId: "%SRCROOT%"
			},
			region: {
				startLine: policy?.line ?? 1,
				startColumn: policy?.column ?? 1
			}
		} }],
		partialFingerprints: { [fingerprintName]: fingerprint },
		...state === "accepted" && { suppressions: [toSuppression(finding)] },
		...state === "introduced" && { baselineState: "new" }
	};
}
/** The exception's reason is what justifies it. */
function toSuppression({ accepted }) {
	const reason = accepted?.reason ?? null;
	return {
		kind: "external",
		status: "accepted",
		...reason !== null && { justification: escapeSarif(reason) }
	};
}
function toInvocation(report) {
	return {
		executionSuccessful: report.verdict !== "unknown",
		toolExecutionNotifications: notJudgedByReason(report).map(({ rules, reason }) => ({
			level: "warning",
			message: { text: escapeSarif(`not judged: ${rules.join(", ")}; ${reason ?? "no reason was recorded"}`) }
		}))
	};
}
/** A path relative to the repository as a URI reference. */
function toUri(path) {
	return path.replaceAll("\\", "/").replace(/^(?:\.\/)+/u, "").split("/").map(encodeURIComponent).join("/");
}

export { renderSarif };