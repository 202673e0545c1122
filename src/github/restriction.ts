/** Pull requests that GitHub gives no secrets, and a token that only reads. */

import { RequestError } from "@octokit/request-error";
import { z } from "zod";

import { AuditError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { RunEnvironment } from "./context.ts";
import type { GitHubDelivery } from "./delivery.ts";

/** From where a pull request comes that is not trusted; as it reads after "a pull request from". */
export type Restriction = "a fork" | "Dependabot";

const Payload = z.object({
  repository: z.object({ id: z.int() }),
  pull_request: z.object({
    // Null where the fork is gone.
    head: z.object({ repo: z.object({ id: z.int() }).nullable() }),
  }),
});

/**
 * Returns why this run has no secrets; undefined for any other run, also where that cannot be told.
 * `actor` is who started the run, whom a second attempt does not change.
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
 * Returns whether a pull request that is checked out comes from another repository; true where the
 * event does not say, because then nobody knows whose policy it is.
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
 * Returns the delivery for such a pull request: where the token may only read, the comment is left
 * out and the log says so. Any other failure stays one.
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
      log.info(
        `there is no comment: on a pull request from ${restriction} the token may only read; the job's summary has it all`,
      );
    }
  };
  const { tellProblem, tellText } = delivery;
  return {
    ...delivery,
    channels: delivery.channels.map((channel) => ({
      task: channel.task,
      deliver: (report) => tolerant(() => channel.deliver(report)),
    })),
    ...(tellProblem !== undefined && {
      tellProblem: (message) => tolerant(() => tellProblem(message)),
    }),
    ...(tellText !== undefined && { tellText: (text) => tolerant(() => tellText(text)) }),
  };
}

/** A rate limit has this status as well, and other words. */
function isReadOnly(error: unknown): boolean {
  const cause = error instanceof AuditError ? error.cause : undefined;
  return (
    cause instanceof RequestError &&
    cause.status === 403 &&
    /resource not accessible/iu.test(cause.message)
  );
}
