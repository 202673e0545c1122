import { t as RequestError } from "./dist-src.js";
import { S as string, T as union, p as array, y as object } from "./schemas.js";
import { t as AuditError } from "./errors.js";

// src/github/client/ask.ts
/** Sends a request to GitHub and explains its errors. */
/**
* The target rejects writes, whatever the token's permissions: a locked conversation, an archived
* repository, or issues that are turned off. The repository's owners chose that, so it does not
* fail the run.
*/
var Unwritable = class extends AuditError {};
/**
* Runs a request. Throws `AuditError` `DELIVERY_FAILED` if it fails, with the task (it follows
* "cannot") and GitHub's message, never with the token. Throws `Unwritable` if the repository's
* owners closed the target.
*/
async function ask(task, permission, request) {
	try {
		return await request();
	} catch (error) {
		if (error instanceof AuditError) throw error;
		const closed = explainClosed(error);
		if (closed !== void 0) throw new Unwritable("DELIVERY_FAILED", `cannot ${task}: ${closed}`, { cause: error });
		throw new AuditError("DELIVERY_FAILED", `cannot ${task}: ${explain(error, permission)}`, { cause: error });
	}
}
/**
* Returns true for a rate limit, which ends without any action. GraphQL reports it with status 200.
*/
function isRateLimit(error) {
	if (graphQlErrorsOf(error).some(({ type }) => type === limited)) return true;
	if (!(error instanceof RequestError)) return false;
	const headers = error.response?.headers ?? {};
	return error.status === 429 || error.status === 403 && (headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0" || /\b(?:secondary )?rate limit\b/iu.test(error.message));
}
const limited = "RATE_LIMITED";
const GraphQlErrors = array(object({
	type: string().optional(),
	message: string().optional()
}));
/**
* The two shapes: from `@octokit/graphql`, and from the throttling plugin, which sees the error
* first.
*/
const GraphQlFailure = union([object({ errors: GraphQlErrors }), object({ response: object({ data: object({ errors: GraphQlErrors }) }) }).transform(({ response }) => response.data)]);
/** Returns an empty list for errors of REST, which have a different body. */
function graphQlErrorsOf(error) {
	const parsed = error instanceof RequestError ? void 0 : GraphQlFailure.safeParse(error);
	return parsed?.success === true ? parsed.data.errors : [];
}
/** Recognizes GitHub's wording, because there is no error code. */
function explainClosed(error) {
	if (!(error instanceof RequestError) || isRateLimit(error)) return void 0;
	const quotation = quoteGitHub(error);
	if (error.status === 410) return `issues are turned off in this repository (410). Turn them on, or set issue: never.${quotation}`;
	if (error.status !== 403) return void 0;
	if (/\blocked\b/iu.test(error.message)) return `the conversation is locked (403). Unlock it so that it can be updated.${quotation}`;
	return /\barchived\b/iu.test(error.message) ? `the repository is archived (403). Unarchive it, or turn this workflow off.${quotation}` : void 0;
}
function explain(error, permission) {
	if (isRateLimit(error)) return `GitHub's rate limit is used up (${error instanceof RequestError ? error.status : limited}). Run it again later.`;
	const errors = graphQlErrorsOf(error);
	if (errors.length > 0) return `GitHub answered with an error: ${quote(errors.map(({ type, message }) => message ?? type ?? "").join("; "))} Try again later.`;
	if (!(error instanceof RequestError) || error.response === void 0) return explainUnreachable(error);
	const { status } = error;
	const quotation = quoteGitHub(error);
	switch (status) {
		case 401: return `GitHub does not accept the token (401). Leave token at its default, or give one that has not expired.${quotation}`;
		case 403: return /resource not accessible by/iu.test(error.message) ? `GitHub refused it (403). Give the job "permissions: ${permission}".${quotation}` : `GitHub refused it (403), but not because of a missing permission.${quotation}`;
		case 404: return `GitHub refused it (404). Check that the repository exists and that the token can read it.`;
		case 422: return `GitHub does not accept it (422). Report this as a bug.${quotation}`;
		default: return `GitHub answered ${status}. Try again later.${quotation}`;
	}
}
function explainUnreachable(error) {
	const failure = failureOf(error);
	if (failure === void 0) return `GitHub could not be reached: ${quote(causeOf(error))} Try again later.`;
	return `GitHub could not be reached: ${failure.reason}. ${failure.remedy ?? "Try again later."}`;
}
/**
* Checks the shape, not the class: the class is in the client module, which is loaded only when
* needed.
*/
function failureOf(error) {
	if (!(error instanceof Error)) return void 0;
	const { failure } = error;
	return failure ?? failureOf(error.cause);
}
const Message = object({ message: string().min(1) });
/** Returns GitHub's message as a sentence; empty if there is none. */
function quoteGitHub({ response }) {
	const parsed = Message.safeParse(response?.data);
	return parsed.success ? ` GitHub says: ${JSON.stringify(oneLine(parsed.data.message))}.` : "";
}
/** The innermost error names the host and the reason. */
function causeOf(error) {
	if (!(error instanceof Error)) return String(error);
	if (error.cause instanceof Error) return causeOf(error.cause);
	if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0]);
	const { code } = error;
	return error.message === "" ? code ?? error.name : error.message;
}
/** Returns a text as a sentence with a final period. */
function quote(text) {
	return `${oneLine(text).replace(/[.\s]+$/u, "")}.`;
}
function oneLine(text) {
	const line = text.replaceAll(/\s+/gu, " ").trim();
	return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

export { ask as n, isRateLimit as r, Unwritable as t };