import { n as dayMs } from "./clock.js";
import { S as string, u as _enum, x as strictObject } from "./schemas.js";
import { r as settingName, t as AuditError } from "./errors.js";

// src/settings.ts
/**
* Converts raw strings to settings: one schema for the Action's inputs and the command line's
* flags.
*/
const text = string().trim();
const optionalText = text.transform((value) => value === "" ? void 0 : value).optional();
/**
* Rejects a secret with invalid characters here. Otherwise the network library would fail, and its
* message would contain the secret.
*/
const secretText = text.transform((value) => value === "" ? void 0 : value).refine((value) => value === void 0 || /^[\x21-\x7E]+$/u.test(value), "contains a character that keys and tokens never contain, such as a space or a line break").optional();
const failOn = _enum([
	"error",
	"warning",
	"note",
	"never"
]);
const delivery = _enum(["auto", "never"]);
const repositories = _enum([
	"auto",
	"never",
	"always"
]);
const gate = _enum(["allow", "fail"]);
const personalData = _enum([
	"auto",
	"full",
	"counts"
]);
const boolean = text.refine((value) => ["true", "false"].includes(value.toLowerCase()), "is neither true nor false").transform((value) => value.toLowerCase() === "true");
const count = text.refine((value) => /^[1-9]\d?$/u.test(value), "is not a number from 1 to 99").transform(Number);
const pullRequest = optionalText.refine((value) => value === void 0 || /^[1-9]\d{0,9}$/u.test(value), "is not the number of a pull request").transform((value) => value === void 0 ? void 0 : Number(value)).optional();
const percent = text.transform((value) => value.replace(/ ?%$/u, "")).refine((value) => /^(?:\d{1,2}|100)$/u.test(value), "is not a percentage from 0 to 100").transform(Number);
const unitMs = {
	s: 1e3,
	m: 6e4,
	h: 36e5
};
const ageUnitMs = {
	...unitMs,
	d: dayMs
};
/** Longer than any useful run, and less than a timer's maximum. */
const maxDurationMs = 864e5;
const duration = text.refine((value) => /^[1-9]\d{0,5}[smh]$/u.test(value), "is not a duration such as \"90s\", \"10m\" or \"1h\"").transform((value) => Number.parseInt(value, 10) * (unitMs[value.at(-1) ?? ""] ?? 0)).refine((ms) => ms <= maxDurationMs, "is longer than 24h");
/** The age of an artifact: also allows days, and is small enough for date arithmetic. */
const age = text.refine((value) => value === "none" || /^[1-9]\d{0,3}[smhd]$/u.test(value), "is neither \"none\" nor an age such as \"36h\" or \"7d\"").transform((value) => value === "none" ? Infinity : Number.parseInt(value, 10) * (ageUnitMs[value.at(-1) ?? ""] ?? 0));
const artifactPrefix = "artifact:";
const artifactRef = optionalText.refine((value) => value === void 0 || !value.startsWith(artifactPrefix) || isArtifactName(value), "does not name a workflow artifact after \"artifact:\"").transform((value) => {
	if (value === void 0) return void 0;
	return value.startsWith(artifactPrefix) ? { artifact: value.slice(9) } : { file: value };
}).optional();
function isArtifactName(value) {
	return /^artifact:[^":<>|*?\\/\p{Cc}]{1,256}$/u.test(value);
}
/** Returns the reference in the notation of the settings. */
function showArtifactRef(ref) {
	return "file" in ref ? ref.file : `${artifactPrefix}${ref.artifact}`;
}
/** Returns the path of a reference to a file. */
function fileOf(ref) {
	return ref !== void 0 && "file" in ref ? ref.file : void 0;
}
function slug(whose) {
	return text.transform((value) => value === "" ? void 0 : value).refine((value) => value === void 0 || /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,254}$/u.test(value), `is not ${whose}'s slug, the short name in its address`).optional();
}
const list = text.transform((value) => value.split(/[\n,]/u).map((item) => item.trim()).filter((item) => item !== ""));
/** All settings, by the name of the input. The entries add what only they know. */
const SettingsShape = strictObject({
	organization: slug("a workspace"),
	"api-key": secretText,
	"oidc-service": slug("a service account"),
	"oidc-audience": optionalText,
	"api-url": text.default("https://api.cloudsmith.io/v1"),
	policy: text.min(1, "is empty").default("access-policy.yml"),
	c1z: text.default("cloudsmith.c1z").transform((value) => value === "" ? void 0 : value),
	"c1z-repositories": boolean.default(false),
	"keep-syncs": count.default(2),
	"report-json": optionalText,
	"report-markdown": optionalText,
	"report-html": optionalText,
	sarif: optionalText,
	csv: optionalText,
	pack: optionalText,
	"fail-on": failOn.default("error"),
	"pull-request-tasks": gate.default("allow"),
	weakenings: gate.default("allow"),
	comment: delivery.default("auto"),
	issue: delivery.default("auto"),
	"issue-labels": list.default([]),
	"issue-assignees": list.default([]),
	"previous-authors": list.default([]),
	"allow-partial": boolean.default(false),
	"from-c1z": artifactRef,
	baseline: artifactRef,
	"max-age": age.optional(),
	"max-shrink": percent.default(25),
	repositories: repositories.default("auto"),
	deadline: duration.default(6e5),
	"personal-data": personalData.default("auto"),
	"pull-request": pullRequest,
	token: secretText
});
/** Repositories can only be in an artifact if they are read and an artifact is written. */
const Settings = SettingsShape.superRefine((settings, context) => {
	if (!settings["c1z-repositories"]) return;
	const refuse = (message) => context.addIssue({
		code: "custom",
		path: ["c1z-repositories"],
		message
	});
	if (settings.repositories === "never") refuse(`needs repositories, and ${settingName("repositories", "never")} reads none`);
	if (settings.c1z === void 0) refuse(`needs an artifact, and ${settingName("c1z")} is empty`);
});
const settingNames = Object.keys(SettingsShape.shape);
const emptyMeansNone = /* @__PURE__ */ new Set([
	"c1z",
	"report-json",
	"report-markdown",
	"report-html",
	"sarif",
	"csv",
	"pack"
]);
/**
* Returns the settings. A setting that is absent or empty gets its default, because a workflow
* passes an omitted input as empty. For files, empty means none.
* Throws `AuditError` `BAD_SETTINGS` with all problems in one list, by the names that this run uses.
*/
function parseSettings(raw) {
	const given = Object.fromEntries(Object.entries(raw).filter(([name, value]) => value !== void 0 && (value.trim() !== "" || emptyMeansNone.has(name))));
	const parsed = Settings.safeParse(given);
	if (parsed.success) return parsed.data;
	const problems = parsed.error.issues.map((issue) => describeIssue(issue, given));
	throw new AuditError("BAD_SETTINGS", `cannot use these settings: ${problems.join("; ")}.`);
}
function describeIssue(issue, given) {
	if (issue.code === "unrecognized_keys") return issue.keys.map((key) => `there is no setting "${key}"`).join("; ");
	const name = String(issue.path[0]);
	const shown = settingName(name);
	const value = JSON.stringify(given[name]);
	if (issue.code === "invalid_value") return `${shown} is ${value}, which is not one of ${issue.values.join(", ")}`;
	return name === "api-key" || name === "token" ? `${shown} ${issue.message}` : `${shown} ${value} ${issue.message}`;
}

export { showArtifactRef as i, parseSettings as n, settingNames as r, fileOf as t };