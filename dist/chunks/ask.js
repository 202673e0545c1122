import { t as RequestError } from "./dist-src.js";
import { _ as object, b as string, d as array } from "./schemas.js";
import { t as AuditError } from "./errors.js";

// src/github/ask.ts
/** A request to GitHub, and its errors in plain words. */
/**
* Runs a request and turns its failure into an `AuditError` `DELIVERY_FAILED` that names the task, as
* it reads after "cannot", and the permission that the task needs. The token is in neither.
*/
async function ask(task, permission, request) {
	try {
		return await request();
	} catch (error) {
		if (error instanceof AuditError) throw error;
		throw new AuditError("DELIVERY_FAILED", `cannot ${task}: ${explain(error, permission)}`, { cause: error });
	}
}
function explain(error, permission) {
	const status = error instanceof RequestError && error.response !== void 0 ? error.status : void 0;
	switch (status) {
		case 401: return "GitHub does not accept the token (401). Leave token at its default, or give one that has not expired.";
		case 403:
		case 429:
			if (isRateLimit(error)) return `GitHub's rate limit is used up (${status}). Run it again later.`;
			return `GitHub refused it (${status}). Give the job "permissions: ${permission}".`;
		case 404: return `GitHub refused it (${status}). Give the job "permissions: ${permission}".`;
		case 410: return "issues are turned off in this repository (410). Turn them on, or set issue: never.";
		case 422: return explainInvalid(error);
		case void 0: return `GitHub could not be reached (${error instanceof Error ? error.name : "unknown error"}). Try again later.`;
		default: return `GitHub answered ${status}. Try again later.`;
	}
}
const Invalid = object({ errors: array(object({ field: string() })) });
/** The inputs that GitHub may find something wrong with, by the field that it names then. */
const inputOf = /* @__PURE__ */ new Map([["assignees", "issue-assignees"], ["labels", "issue-labels"]]);
function explainInvalid(error) {
	const parsed = Invalid.safeParse(error instanceof RequestError ? error.response?.data : void 0);
	const fields = parsed.success ? parsed.data.errors.map(({ field }) => inputOf.get(field)) : [];
	const inputs = [...new Set(fields.filter((input) => input !== void 0))];
	return inputs.length === 0 ? "GitHub does not accept it (422). Report this as a bug." : `GitHub does not accept ${inputs.join(" and ")} (422). Give what this repository has.`;
}
function isRateLimit(error) {
	if (!(error instanceof RequestError)) return false;
	const headers = error.response?.headers ?? {};
	return error.status === 429 || headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0";
}

export { ask as t };