/** Which workspace a roster is of. A slug can be changed and given to another one; an id cannot. */

import { fold } from "./fold.ts";
import type { Workspace } from "./model.ts";

/** True where two workspaces have the same permanent id. */
export function isSameWorkspace(a: Pick<Workspace, "id">, b: Pick<Workspace, "id">): boolean {
  return a.id === b.id;
}

/** True for the slug or the permanent id of the workspace, in any case. */
export function isCalled({ slug, id }: Pick<Workspace, "slug" | "id">, name: string): boolean {
  return isSameName(slug, name) || isSameName(id, name);
}

/** True where two slugs or ids are the same, in any case. */
export function isSameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}
