import { t as RequestError } from "./dist-src.js";
import { n as describeError, t as AuditError } from "./errors.js";
import { i as isLoopback, n as noProxies, t as explainFailure } from "./failure.js";
import { t as openNetwork } from "./network2.js";
import { n as ask } from "./ask.js";
import { t as maxArtifactBytes } from "./unzip-artifact.js";
import { Readable, Transform } from "node:stream";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

// src/github/artifacts/download-artifact.ts
/** Downloads a workflow artifact's zip. */
const downloadTimeoutMs = 3e5;
const stallTimeoutMs = 6e4;
/**
* Writes the zip to `target`, a new file. Throws `AuditError` `ARTIFACT_FAILED` if the download
* fails, is larger than 512 MiB, or does not match the SHA-256 that GitHub reports. The temporary
* address is a secret, so no message contains it.
*/
async function downloadArtifact(github, artifact, target) {
	if (artifact.sizeBytes > maxArtifactBytes) throw failure(artifact, `it has ${artifact.sizeBytes} bytes, more than the limit of ${maxArtifactBytes}`);
	const address = await findAddress(github, artifact);
	const { proxies = noProxies } = github;
	const network = openNetwork({
		proxies,
		timeoutMs: stallTimeoutMs
	});
	try {
		const sha256 = await save(await network.fetch(address, {
			redirect: "error",
			signal: AbortSignal.timeout(downloadTimeoutMs)
		}).catch((error) => {
			const { kind, reason, remedy } = explainFailure(error, address, proxies);
			if (kind === "other") throw error;
			throw failure(artifact, reason, error, remedy);
		}), target);
		if (artifact.sha256 !== void 0 && artifact.sha256 !== sha256) throw new Error(`its SHA-256 is ${sha256}, and GitHub says ${artifact.sha256}`);
	} catch (error) {
		if (error instanceof AuditError) throw error;
		throw failure(artifact, describeError(error), error);
	} finally {
		await network.close();
	}
}
/** GitHub answers with a redirect, whose address is checked before it is used. */
async function findAddress(github, artifact) {
	const { octokit, owner, repo } = github;
	const reply = await ask(`download workflow artifact "${artifact.name}"`, "actions: read", () => octokit.request("GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}", {
		owner,
		repo,
		artifact_id: artifact.id,
		archive_format: "zip",
		request: { redirect: "manual" }
	}).catch((error) => {
		if (error instanceof RequestError && error.status === 410) return void 0;
		throw error;
	}));
	if (reply === void 0) throw failure(artifact, "it has just expired");
	const location = reply.headers.location ?? "";
	if (!URL.canParse(location)) throw failure(artifact, "GitHub returned no address for it");
	const address = new URL(location);
	const { protocol } = address;
	if (protocol === "https:" || protocol === "http:" && isLoopback(address)) return address;
	throw failure(artifact, "GitHub redirects to an address that does not use https");
}
async function save(response, target) {
	if (response.status !== 200 || response.body === null) throw new Error(`the storage answered ${response.status}`);
	const hash = createHash("sha256");
	let bytes = 0;
	const check = new Transform({ transform(chunk, _, done) {
		bytes += chunk.length;
		hash.update(chunk);
		done(bytes > maxArtifactBytes ? /* @__PURE__ */ new Error("it is larger than GitHub says") : null, chunk);
	} });
	await pipeline(Readable.fromWeb(response.body), check, createWriteStream(target, {
		flags: "wx",
		mode: 384
	}));
	return hash.digest("hex");
}
function failure({ name }, reason, cause, remedy = "Run the workflow again, or upload the artifact again.") {
	return new AuditError("ARTIFACT_FAILED", `cannot download workflow artifact "${name}": ${reason}. ${remedy}`, { cause });
}

export { downloadArtifact };