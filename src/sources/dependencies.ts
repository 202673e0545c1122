/** What a run needs in addition to its settings. */

import type { Logger } from "../log.ts";
import type { OpenArtifact } from "./named-artifact.ts";

export interface Dependencies {
  readonly clock: () => Date;
  readonly log: Logger;
  /** For the proxy variables; default: no proxies. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** If available: gets GitHub's ID token for this job and masks secrets in its log. */
  readonly gitHubIdToken?: {
    readonly get: (audience: string | undefined, deadline: AbortSignal) => Promise<string>;
    readonly onSecret: (secret: string) => void;
  };
  /** False if the log is public; default true. */
  readonly quoteReplies?: boolean;
  /** If workflow artifacts are available: finds one by its name. */
  readonly openArtifact?: OpenArtifact;
}
