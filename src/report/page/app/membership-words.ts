import { isUnknown } from "../../../roster/fact.ts";
import { factWord, visible } from "./facts.tsx";
import type { Account } from "./model.ts";

/** Returns the teams of an account and its roles there, as safe text for the page. */
export function teamsInWords({ places }: Account): string {
  if (isUnknown(places)) return factWord(places);
  if (places.length === 0) return "none";
  return places
    .map(({ team, role }) => {
      const manages = role === "Member" ? "" : ` (${isUnknown(role) ? "role unknown" : "manager"})`;
      return `${visible(team.slug)}${manages}`;
    })
    .join(", ");
}
