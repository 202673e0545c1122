/** Downloads a workflow artifact's zip. */

import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable, Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";

import { RequestError } from "@octokit/request-error";

import { AuditError, describeError } from "../../errors.ts";
import { explainFailure } from "../../network/failure.ts";
import { isLoopback } from "../../network/loopback.ts";
import { openNetwork, type Network } from "../../network/network.ts";
import { noProxies } from "../../network/proxy.ts";
import { ask, type GitHub } from "../client/ask.ts";
import { maxArtifactBytes } from "./unzip-artifact.ts";

export interface StoredArtifact {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  /** SHA-256 of the zip, in hexadecimal; undefined if GitHub does not report it. */
  readonly sha256: string | undefined;
}

const downloadTimeoutMs = 5 * 60_000;
const stallTimeoutMs = 60_000;

/**
 * Writes the zip to `target`, a new file. Throws `AuditError` `ARTIFACT_FAILED` if the download
 * fails, is larger than 512 MiB, or does not match the SHA-256 that GitHub reports. The temporary
 * address is a secret, so no message contains it.
 */
export async function downloadArtifact(
  github: GitHub,
  artifact: StoredArtifact,
  target: string,
): Promise<void> {
  if (artifact.sizeBytes > maxArtifactBytes) {
    throw failure(
      artifact,
      `it has ${artifact.sizeBytes} bytes, more than the limit of ${maxArtifactBytes}`,
    );
  }
  const address = await findAddress(github, artifact);
  const { proxies = noProxies } = github;
  const network = openNetwork({ proxies, timeoutMs: stallTimeoutMs });
  try {
    // Octokit would send the token, which is for GitHub only. The storage is a different service.
    const response = await network
      .fetch(address, { redirect: "error", signal: AbortSignal.timeout(downloadTimeoutMs) })
      .catch((error: unknown) => {
        const { kind, reason, remedy } = explainFailure(error, address, proxies);
        if (kind === "other") throw error;
        throw failure(artifact, reason, error, remedy);
      });
    const sha256 = await save(response, target);
    if (artifact.sha256 !== undefined && artifact.sha256 !== sha256) {
      throw new Error(`its SHA-256 is ${sha256}, and GitHub says ${artifact.sha256}`);
    }
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw failure(artifact, describeError(error), error);
  } finally {
    await network.close();
  }
}

/** GitHub answers with a redirect, whose address is checked before it is used. */
async function findAddress(github: GitHub, artifact: StoredArtifact): Promise<URL> {
  const { octokit, owner, repo } = github;
  const reply = await ask(`download workflow artifact "${artifact.name}"`, "actions: read", () =>
    octokit
      .request("GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}", {
        owner,
        repo,
        artifact_id: artifact.id,
        archive_format: "zip",
        request: { redirect: "manual" },
      })
      .catch((error: unknown) => {
        if (error instanceof RequestError && error.status === 410) return undefined;
        throw error;
      }),
  );
  if (reply === undefined) throw failure(artifact, "it has just expired");
  const location = reply.headers.location ?? "";
  if (!URL.canParse(location)) throw failure(artifact, "GitHub returned no address for it");
  const address = new URL(location);
  const { protocol } = address;
  if (protocol === "https:" || (protocol === "http:" && isLoopback(address))) return address;
  throw failure(artifact, "GitHub redirects to an address that does not use https");
}

type Response = Awaited<ReturnType<Network["fetch"]>>;

async function save(response: Response, target: string): Promise<string> {
  if (response.status !== 200 || response.body === null) {
    throw new Error(`the storage answered ${response.status}`);
  }
  const hash = createHash("sha256");
  let bytes = 0;
  const check = new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      bytes += chunk.length;
      hash.update(chunk);
      // The number of bytes received counts, not the announced size.
      done(bytes > maxArtifactBytes ? new Error("it is larger than GitHub says") : null, chunk);
    },
  });
  await pipeline(
    Readable.fromWeb(response.body),
    check,
    createWriteStream(target, { flags: "wx", mode: 0o600 }),
  );
  return hash.digest("hex");
}

function failure(
  { name }: StoredArtifact,
  reason: string,
  cause?: unknown,
  remedy = "Run the workflow again, or upload the artifact again.",
): AuditError {
  return new AuditError(
    "ARTIFACT_FAILED",
    `cannot download workflow artifact "${name}": ${reason}. ${remedy}`,
    { cause },
  );
}
