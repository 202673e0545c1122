/** Compares workspaces. A slug can be changed and given to another workspace; an id cannot. */

import { fold } from "./fold.ts";
import type { Workspace } from "./model.ts";

/** True if two workspaces have the same permanent id. */
export function isSameWorkspace(a: Pick<Workspace, "id">, b: Pick<Workspace, "id">): boolean {
  return a.id === b.id;
}

/** True if `name` is the slug or the permanent id of the workspace, ignoring case. */
export function isCalled({ slug, id }: Pick<Workspace, "slug" | "id">, name: string): boolean {
  return isSameName(slug, name) || isSameName(id, name);
}

/** True if two slugs or ids are the same, ignoring case. */
export function isSameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}
