/** Paths of the files of a policy: strings only, so that they are the same on every system. */

/** Returns the path of an included file, as a report names it beside the policy's own path. */
export function toFullPath(policyPath: string, relative: string): string {
  return `${policyPath.slice(0, nameStart(policyPath))}${relative}`;
}

/** Returns `access-policy.yml` for `governance/access-policy.yml`. */
export function toFileName(policyPath: string): string {
  return policyPath.slice(nameStart(policyPath));
}

function nameStart(path: string): number {
  return Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
}
