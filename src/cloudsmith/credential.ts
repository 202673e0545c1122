/** Credentials for Cloudsmith. */

export interface Credential {
  /**
   * Returns the value for `X-Api-Key`, after obtaining one if needed. Throws `AuditError` if that
   * fails.
   */
  secret(): Promise<string>;
  /** Reports a value that Cloudsmith refused. Returns whether to try again with a new one. */
  renew(refused: string): Promise<boolean>;
}

/** Returns the credential for an API key. It never changes and cannot be renewed. */
export function apiKeyCredential(apiKey: string): Credential {
  return {
    secret: () => Promise.resolve(apiKey),
    renew: () => Promise.resolve(false),
  };
}
