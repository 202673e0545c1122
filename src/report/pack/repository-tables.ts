/** The tables of repositories and of the privileges on them. */

import { shownName } from "../../roster/visible.ts";
import { describeFinding } from "./account-tables.ts";
import type { Pack } from "./pack.ts";
import { tableOf, type Table } from "./table.ts";

/** Returns the tables; none if repositories were not requested. */
export function repositoryTables({ repositories }: Pack): readonly Table[] {
  if (repositories === undefined) return [];
  const privileges = repositories.flatMap((repository) =>
    repository.privileges.map((privilege) => ({ repository, privilege })),
  );
  return [
    tableOf(
      { name: "repositories", title: "Repositories", none: "No repository was seen." },
      repositories,
      {
        id: ({ id }) => id,
        slug: ({ slug }) => slug,
        name: ({ name, slug }) => shownName(name, slug),
        "broadcast state": ({ broadcast }) => broadcast,
        "default privilege": ({ defaultPrivilege }) => defaultPrivilege,
        "privileges read": ({ coverage }) => coverage.status,
        "in the policy": ({ place }) => place ?? "no",
        findings: ({ findings }) => findings.map(describeFinding).join(", "),
      },
    ),
    tableOf(
      {
        name: "repository-privileges",
        title: "Explicit privileges on repositories",
        none: "None was seen.",
      },
      privileges,
      {
        "repository id": ({ repository }) => repository.id,
        repository: ({ repository }) => repository.slug,
        kind: ({ privilege }) => privilege.kind,
        slug: ({ privilege }) => privilege.slug,
        level: ({ privilege }) => privilege.level,
      },
    ),
  ];
}
