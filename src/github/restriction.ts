/** Pull requests that get no secrets from GitHub and a read-only token. */

import { RequestError } from "@octokit/request-error";
import { z } from "zod";

import { AuditError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { RunEnvironment } from "./context.ts";
import type { GitHubDelivery } from "./delivery.ts";
import { explainReadOnly } from "./explain-channels.ts";

/** The source of an untrusted pull request; follows "a pull request from". */
export type Restriction = "a fork" | "Dependabot";

const Payload = z.object({
  repository: z.object({ id: z.int() }),
  pull_request: z.object({
    // Null if the fork was deleted.
    head: z.object({ repo: z.object({ id: z.int() }).nullable() }),
  }),
});

/**
 * Returns why this run has no secrets; undefined for any other run, and if this is unknown. `actor`
 * is the account that started the run first, not the one that re-ran it.
 */
export function findRestriction(
  { eventName, eventPayload }: RunEnvironment,
  actor: string,
): Restriction | undefined {
  if (eventName !== "pull_request") return undefined;
  if (actor === "dependabot[bot]") return "Dependabot";
  const { success, data } = Payload.safeParse(eventPayload);
  if (!success) return undefined;
  return data.pull_request.head.repo?.id === data.repository.id ? undefined : "a fork";
}

/**
 * Returns whether the checked-out pull request comes from another repository; true if the event
 * does not say, because then the author of the policy is unknown.
 */
export function isFromOutside({
  eventName,
  eventPayload,
}: Pick<RunEnvironment, "eventName" | "eventPayload">): boolean {
  const { success, data } = Payload.safeParse(eventPayload);
  if (eventName !== "pull_request") return false;
  return !success || data.pull_request.head.repo?.id !== data.repository.id;
}

/**
 * Returns the delivery for such a pull request: with a read-only token, it skips the comment and
 * logs that. Any other failure still throws.
 */
export function tolerateReadOnly(
  delivery: GitHubDelivery,
  restriction: Restriction,
  log: Logger,
): GitHubDelivery {
  const tolerant = async (write: () => Promise<void>) => {
    try {
      await write();
    } catch (error) {
      if (!isReadOnly(error)) throw error;
      log.info(explainReadOnly("pull_request", restriction));
    }
  };
  const { commentProblem, commentText } = delivery;
  return {
    ...delivery,
    channels: delivery.channels.map((channel) => ({
      task: channel.task,
      deliver: (report) => tolerant(() => channel.deliver(report)),
    })),
    ...(commentProblem !== undefined && {
      commentProblem: (message) => tolerant(() => commentProblem(message)),
    }),
    ...(commentText !== undefined && { commentText: (text) => tolerant(() => commentText(text)) }),
  };
}

/** A rate limit has the same status, but another message. */
function isReadOnly(error: unknown): boolean {
  const cause = error instanceof AuditError ? error.cause : undefined;
  return (
    cause instanceof RequestError &&
    cause.status === 403 &&
    /resource not accessible/iu.test(cause.message)
  );
}
