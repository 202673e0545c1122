import { shownName } from "../roster/visible.ts";
import type { Party } from "../roster/party.ts";

/** Returns a subject's name for a sentence, such as `team Platform (platform)`; not escaped. */
export function partyName({ kind, slug, name }: Party): string {
  const shown = shownName(name, slug);
  const plain = shown === slug ? slug : `${shown} (${slug})`;
  return `${titles[kind]}${plain}`;
}

const titles: Readonly<Record<Party["kind"], string>> = {
  member: "",
  service: "service ",
  team: "team ",
  invite: "",
  workspace: "workspace ",
  repository: "repository ",
};
