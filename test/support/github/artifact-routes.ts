/** The artifacts of workflow runs. */

import { createHash } from "node:crypto";

import { fill } from "./json-schema.ts";
import { toRepository } from "./repository-routes.ts";
import { notFound, refuse, type Routes } from "./route.ts";
import type { State, StandInArtifact } from "./state.ts";

export const artifactRoutes: Routes = {
  "actions/list-artifacts-for-repo": ({ state, query }) => {
    const name = query.get("name");
    const list = state.artifacts
      .filter((artifact) => name === null || artifact.name === name)
      .toSorted((a, b) => b.id - a.id)
      .map((artifact) => toWire(state, artifact));
    return { status: 200, list, wrap: "artifacts" };
  },
  "actions/download-artifact": ({ state, path, storageUrl }) => {
    const artifact = state.artifacts.find(({ id }) => id === Number(path["artifact_id"]));
    if (artifact === undefined || path["archive_format"] !== "zip") return notFound;
    if (artifact.expired) return refuse(410, "Artifact has expired");
    const address = `${storageUrl}/artifacts/${artifact.id}.zip?sig=secretSignature`;
    return { status: 302, headers: { Location: state.storage.redirect(address) } };
  },
  "actions/get-workflow-run": ({ state, path }) => {
    const artifact = state.artifacts.find(({ runId }) => runId === Number(path["run_id"]));
    return artifact === undefined ? notFound : { status: 200, body: toRun(state, artifact) };
  },
};

function toWire({ repository }: State, artifact: StandInArtifact): object {
  const { id, name, zip, expired, runId, branch, sha, ofThisRepository, created_at } = artifact;
  const { told } = artifact;
  const digest = `sha256:${createHash("sha256").update(zip).digest("hex")}`;
  const url = `${repository.url}/actions/runs/${runId}/artifacts/${id}`;
  return fill("artifact", {
    id,
    name,
    expired,
    created_at,
    updated_at: created_at,
    expires_at: "2027-11-23T09:00:00Z",
    size_in_bytes: told.size ?? zip.length,
    digest: told.digest === undefined ? digest : told.digest,
    url,
    archive_download_url: `${url}/zip`,
    workflow_run: {
      id: runId,
      repository_id: repository.id,
      head_repository_id: ofThisRepository ? repository.id : repository.id + 1,
      head_branch: branch,
      head_sha: sha,
    },
  });
}

function toRun({ repository }: State, artifact: StandInArtifact): object {
  const { runId, branch, event, sha, ofThisRepository, created_at } = artifact;
  const own = fill("minimal-repository", toRepository(repository));
  const head_repository = ofThisRepository ? own : { ...own, id: repository.id + 1, fork: true };
  return fill("workflow-run", {
    id: runId,
    event,
    status: "completed",
    conclusion: "success",
    head_branch: branch,
    head_sha: sha,
    repository: own,
    head_repository,
    head_repository_id: head_repository.id,
    created_at,
    updated_at: created_at,
    pull_requests: [],
  });
}
