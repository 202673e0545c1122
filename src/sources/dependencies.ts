/** What a run has besides its settings. */

import type { Logger } from "../log.ts";
import type { OpenArtifact } from "./named-artifact.ts";

export interface Dependencies {
  readonly clock: () => Date;
  readonly log: Logger;
  /** Names the proxies; default: none. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where there is one: GitHub's ID token for this job, and how to keep secrets out of its log. */
  readonly gitHubIdToken?: {
    readonly get: (audience: string | undefined, deadline: AbortSignal) => Promise<string>;
    readonly onSecret: (secret: string) => void;
  };
  /** False where everybody reads the log; default true. */
  readonly quoteReplies?: boolean;
  /** Where there are workflow artifacts: finds one by its name. */
  readonly openArtifact?: OpenArtifact;
}
