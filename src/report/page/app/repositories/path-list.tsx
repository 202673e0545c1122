import type { JSX } from "preact";

import { isUnknown } from "../../../../roster/fact.ts";
import { FactValue, Text } from "../facts.tsx";
import type { RepositoryPath } from "./repository-paths.ts";

/** Shows each path to a repository with its level. */
export function PathList(props: { readonly paths: readonly RepositoryPath[] }): JSX.Element {
  return (
    <ul class="plain">
      {props.paths.map(({ via, level }) => (
        <li key={typeof via === "string" ? via : via.team.id}>
          <FactValue fact={level} brief /> <Via via={via} />
        </li>
      ))}
    </ul>
  );
}

function Via({ via }: Pick<RepositoryPath, "via">): JSX.Element {
  if (via === "direct") return <>directly</>;
  if (via === "default") return <>through the repository’s default privilege</>;
  if (via === "owner") return <>as an Owner (implicit)</>;
  const { team, role } = via;
  return (
    <>
      through team <Text of={team.slug} /> as{" "}
      {isUnknown(role) ? <FactValue fact={role} brief /> : role.toLowerCase()}
    </>
  );
}
