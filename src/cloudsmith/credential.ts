/** What proves to Cloudsmith who is asking. */

export interface Credential {
  /** Returns the text for `X-Api-Key`, getting one first where that is needed. Throws `AuditError`. */
  secret(): Promise<string>;
  /** Takes a text that Cloudsmith refused; returns whether another is worth a try. */
  renew(refused: string): Promise<boolean>;
}

/** Returns the credential that an API key is: always the same, and nothing to renew. */
export function apiKeyCredential(apiKey: string): Credential {
  return {
    secret: () => Promise.resolve(apiKey),
    renew: () => Promise.resolve(false),
  };
}
