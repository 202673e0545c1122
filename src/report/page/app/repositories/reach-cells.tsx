import type { JSX } from "preact";

import { isUnknown } from "../../../../roster/fact.ts";
import { FactValue, Text } from "../facts.tsx";
import { highestOf, type Reach, type RepositoryPath } from "./repository-paths.ts";

/** Shows the highest level that was seen, and each path with its own, as two cells of a row. */
export function ReachCells({ reach }: { readonly reach: Reach<unknown> }): JSX.Element {
  return (
    <>
      <td data-label="highest">
        <FactValue fact={highestOf(reach)} />
      </td>
      <td class="long">
        <PathList paths={reach.paths} />
      </td>
    </>
  );
}

function PathList(props: { readonly paths: readonly RepositoryPath[] }): JSX.Element {
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
