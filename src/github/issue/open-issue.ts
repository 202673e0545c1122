/** Opens an issue with the labels and assignees that GitHub accepts. */

import { RequestError } from "@octokit/request-error";
import type { RestEndpointMethodTypes } from "@octokit/rest";
import { z } from "zod";

import type { Logger } from "../../log.ts";
import { ask, isRateLimit, type GitHub } from "../client/ask.ts";

type Created = RestEndpointMethodTypes["issues"]["create"]["response"]["data"];

/** Both are optional: the issue works without them. */
interface Extras {
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** After this many rejected requests, the issue is opened without labels and assignees. */
const maxRefusals = 3;

/**
 * Returns the issue from GitHub's reply, because a list may not show it yet. Logs a warning with
 * the labels and assignees that GitHub rejected or ignored.
 */
export async function openIssue(
  { octokit, owner, repo }: GitHub,
  { title, body, ...wanted }: Extras & { readonly title: string; readonly body: string },
  log: Logger,
): Promise<Created> {
  let extras: Extras = wanted;
  const created = await ask("open the tracking issue", "issues: write", async () => {
    for (let refusals = 0; ; refusals++) {
      const { labels, assignees } = extras;
      try {
        const { data } = await octokit.rest.issues.create({
          owner,
          repo,
          title,
          body,
          labels: [...labels],
          assignees: [...assignees],
        });
        return data;
      } catch (error) {
        const isPlain = labels.length + assignees.length === 0;
        if (isPlain || !isRefused(error)) throw error;
        const last = refusals + 1 >= maxRefusals;
        extras = last ? { labels: [], assignees: [] } : withoutUnusable(error, extras);
      }
    }
  });
  warnOfMissing(created, wanted, log);
  return created;
}

const Refusal = z.object({
  errors: z.array(
    z.object({
      resource: z.string().optional().catch(undefined),
      field: z.string().optional().catch(undefined),
      value: z
        .union([z.string(), z.array(z.string())])
        .optional()
        .catch(undefined),
    }),
  ),
});

function isRefused(error: unknown): error is RequestError {
  return error instanceof RequestError && [403, 422].includes(error.status) && !isRateLimit(error);
}

/** Removes the names that GitHub's reply lists; if it lists none, removes all that it may mean. */
function withoutUnusable({ response }: RequestError, { labels, assignees }: Extras): Extras {
  const parsed = Refusal.safeParse(response?.data);
  const errors = parsed.success ? parsed.data.errors : [];
  const left = {
    labels: without(
      labels,
      errors.filter(({ resource, field }) => field === "labels" || resource === "Label"),
    ),
    assignees: without(
      assignees,
      errors.filter(({ field }) => field === "assignees" || field === "assignee"),
    ),
  };
  const isSame = left.labels.length === labels.length && left.assignees.length === assignees.length;
  return isSame ? { labels: [], assignees: [] } : left;
}

function without(
  names: readonly string[],
  errors: readonly { readonly value?: string | readonly string[] | undefined }[],
): readonly string[] {
  if (errors.length === 0) return names;
  const named = new Set(errors.flatMap(({ value }) => value ?? []).map(fold));
  const left = names.filter((name) => !named.has(fold(name)));
  return left.length === names.length ? [] : left;
}

function warnOfMissing(created: Created, { labels, assignees }: Extras, log: Logger): void {
  const given = created.labels.map((label) => (typeof label === "string" ? label : label.name));
  const people = (created.assignees ?? []).map(({ login }) => login);
  const missing = [
    ...missingFrom(given, labels).map((name) => `label ${JSON.stringify(name)}`),
    ...missingFrom(people, assignees).map((name) => `assignee ${JSON.stringify(name)}`),
  ];
  if (missing.length === 0) return;
  log.warn(
    `the tracking issue was opened without ${missing.join(", ")}: GitHub did not accept that. Give issue-labels and issue-assignees that can be used in this repository.`,
  );
}

function missingFrom(
  given: readonly (string | null | undefined)[],
  wanted: readonly string[],
): readonly string[] {
  const known = new Set(given.map((name) => fold(name ?? "")));
  return wanted.filter((name) => !known.has(fold(name)));
}

/** Logins and labels are case-insensitive. */
function fold(name: string): string {
  return name.toLowerCase();
}
