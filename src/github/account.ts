/** The account that the token acts as. */

import { z } from "zod";

import { AuditError } from "../errors.ts";
import { ask, type GitHub } from "./octokit.ts";

const Viewer = z.object({ viewer: z.object({ databaseId: z.int() }) });

/**
 * Returns the account's id, the same as `user.id` in REST. Asked by GraphQL, because `GET /user` is
 * 403 for a job's token; by id, because the two interfaces spell a bot's login differently.
 */
export async function readOwnAccount({ octokit }: GitHub): Promise<number> {
  const reply = await ask("tell which account the token belongs to", "contents: read", () =>
    octokit.graphql("query { viewer { databaseId } }"),
  );
  const parsed = Viewer.safeParse(reply);
  if (parsed.success) return parsed.data.viewer.databaseId;
  throw new AuditError(
    "DELIVERY_FAILED",
    "cannot tell which account the token belongs to: GitHub's reply names none. Use the job's own token.",
  );
}
