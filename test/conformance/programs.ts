/** The programs of the reference implementation, and what they say about a file. */

import { execFile } from "node:child_process";
import { promisify, stripVTControlCharacters } from "node:util";

export const binaryFolder = `${import.meta.dirname}/bin`;

export const binaries = {
  /** Runs workflows as GitHub's runner does. */
  act: `${binaryFolder}/act`,
  baton: `${binaryFolder}/baton-new`,
  conformance: `${binaryFolder}/conformance`,
  /** Our own program on the old generation's library. */
  conformanceOld: `${binaryFolder}/conformance-old`,
  /** The opponent of the bench, on the SDK. */
  connector: `${binaryFolder}/connector`,
  /** GitHub's runners have it, and other machines may not. */
  jq: `${binaryFolder}/jq`,
} as const;

/**
 * The old reader's command line, for whoever has a binary of it (module github.com/conductorone/baton,
 * v0.4.3). Its library is always checked; without a binary its commands are not, and the run says so.
 */
export const oldBaton = process.env["CONFORMANCE_OLD_BATON"];

export interface ResourceId {
  readonly resourceType: string;
  readonly resource: string;
}

export interface Resource {
  readonly id: ResourceId;
  readonly parentResourceId?: ResourceId;
  readonly displayName: string;
  readonly annotations?: readonly { readonly "@type": string }[];
}

export interface Entitlement extends Identified {
  readonly displayName: string;
  readonly description: string;
  readonly resource: Resource;
}

export interface Identified {
  readonly id: string;
}

export interface ResourceType extends Identified {
  readonly traits?: readonly string[];
}

export interface Grant extends Identified {
  readonly entitlement: Identified;
  readonly principal: { readonly id: ResourceId };
  readonly annotations?: readonly { readonly "@type": string }[];
}

export interface Sync extends Identified {
  readonly endedAt: string;
  readonly stats?: { readonly assets?: string };
}

/** One sync as the reference library reads it; each list is sorted by id. */
export interface Dump {
  readonly resourceTypes: readonly ResourceType[];
  readonly resources: readonly Resource[];
  readonly entitlements: readonly Entitlement[];
  readonly grants: readonly Grant[];
  readonly syncs: readonly Sync[];
}

export interface Counts {
  readonly format: string;
  readonly resourceTypes: number;
  readonly resources: number;
  readonly entitlements: number;
  readonly grants: number;
}

/** Returns a program's standard output without colours; throws with its diagnostics when it fails. */
export async function run(binary: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(binary, args, { maxBuffer: 1024 * 1024 * 1024 });
  return stripVTControlCharacters(stdout);
}

/** Returns a sync of a file (the latest one unless named); throws when a record is not valid. */
export async function dump(file: string, syncId = ""): Promise<Dump> {
  return JSON.parse(await run(binaries.conformance, "dump", "--sync", syncId, file)) as Dump;
}

/** Returns the latest sync as the old generation's library reads it, the list of syncs left out. */
export async function dumpWithOldLibrary(file: string): Promise<Omit<Dump, "syncs">> {
  return JSON.parse(await run(binaries.conformanceOld, file)) as Dump;
}

/** Returns what is counted in a file, v1 or v3. */
export async function count(file: string): Promise<Counts> {
  return JSON.parse(await run(binaries.conformance, "count", file)) as Counts;
}

/** Returns the counts that a file of one format must have when it holds what `held` holds. */
export function countsOf(held: Dump, format: string): Counts {
  return {
    format,
    resourceTypes: held.resourceTypes.length,
    resources: held.resources.length,
    entitlements: held.entitlements.length,
    grants: held.grants.length,
  };
}

/** Returns a resource's id in one word, as grant and entitlement ids spell it. */
export function keyOf(resource: { readonly id: ResourceId }): string {
  return `${resource.id.resourceType}:${resource.id.resource}`;
}
