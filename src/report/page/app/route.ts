/** The reader's location on the page: the part of the URL after `#`. */

export const views = [
  "overview",
  "findings",
  "people",
  "repositories",
  "keys",
  "review",
  "changes",
  "exceptions",
  "rules",
] as const;
export type View = (typeof views)[number];

export interface Route {
  readonly view: View | "account" | "repository";
  /** For view `account`: the account's key. */
  readonly account: string;
  /** For view `repository`: the repository's id. */
  readonly repository?: string;
  /** The filters of a view, by name. */
  readonly query: Readonly<Partial<Record<string, string>>>;
}

/** Returns the route of a URL's `#` part; an unknown one leads to the overview. */
export function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/u, "").split("?", 2);
  const query = Object.fromEntries(new URLSearchParams(search));
  const [first, kind, id] = path.split("/").map(decode);
  if (first === "account" && kind !== undefined && id !== undefined) {
    return { view: "account", account: `${kind}/${id}`, query };
  }
  if (first === "repository" && kind !== undefined) {
    return { view: "repository", account: "", repository: kind, query };
  }
  return { view: views.find((view) => view === first) ?? "overview", account: "", query };
}

/** Returns the link to a view, with the filters that are not empty. */
export function linkTo(view: View, query: Route["query"] = {}): string {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
  );
  const search = new URLSearchParams(given).toString();
  return `#/${view}${search === "" ? "" : `?${search}`}`;
}

/** Returns the link to an account's own page. */
export function linkToAccount({
  kind,
  id,
}: {
  readonly kind: string;
  readonly id: string;
}): string {
  return `#/account/${kind}/${encodeURIComponent(id)}`;
}

/** Returns the link to a repository's own page. */
export function linkToRepository({ id }: { readonly id: string }): string {
  return `#/repository/${encodeURIComponent(id)}`;
}

/** A URL may have been cut at any place when somebody sent it on. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
