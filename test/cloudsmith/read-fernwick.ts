/** Reads Fernwick, or a workspace that was made of it. */

import type { Roster } from "../../src/roster/model.ts";
import { editBody } from "../../src/sandbox/faults.ts";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";

type KeyName = keyof Sandbox["keys"];

export async function read(
  options: SandboxOptions & { readonly key?: KeyName; readonly organization?: string } = {},
): Promise<Roster> {
  const { key, organization, ...sandbox } = options;
  return await readSandbox(await openSandbox(sandbox), { key, organization });
}

/** Returns Fernwick after a change that its types may not allow, as an API may send it. */
export function changed(change: (workspace: SandboxWorkspace) => void): SandboxWorkspace {
  const workspace = fernwick();
  change(workspace);
  return workspace;
}

export const onRows = (edit: (row: object) => object) =>
  editBody((rows: object[]) => rows.map(edit));
