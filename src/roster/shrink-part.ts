/** A loss that concerns only what belongs to single entries of a list. */

/** What belongs to a repository or an OIDC provider and can shrink. */
export type ShrinkingPart = "privileges" | "tokens" | "dynamic mappings";

export interface PartShrinkage {
  readonly part: ShrinkingPart;
  /** Permanent ids of the repositories or providers that lost some. */
  readonly of: ReadonlySet<string>;
  /** A sentence without a final period, with the numbers. */
  readonly reason: string;
}

export interface PartLimit {
  readonly isTooMany: (lost: number, before: number) => boolean;
  readonly describe: (lost: number, before: number, part: ShrinkingPart) => string;
}
