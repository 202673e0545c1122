/** Lists in pages, as GitHub cuts them. */

export interface Page {
  readonly items: readonly unknown[];
  /** Undefined where everything is on one page. */
  readonly link: string | undefined;
}

const maxPageSize = 100;

/** Returns the page that the address asks for; the links are on `target`, with the same query. */
export function toPage(list: readonly unknown[], query: URLSearchParams, target: string): Page {
  const size = Math.min(maxPageSize, Number(query.get("per_page") ?? 30));
  const number = Number(query.get("page") ?? 1);
  const last = Math.max(1, Math.ceil(list.length / size));
  const links = [
    ...(number > 1 ? [["prev", number - 1] as const] : []),
    ...(number < last ? [["next", number + 1] as const, ["last", last] as const] : []),
    ...(number > 1 ? [["first", 1] as const] : []),
  ].map(([relation, page]) => {
    const search = new URLSearchParams(query);
    search.set("page", String(page));
    return `<${target}?${search.toString()}>; rel="${relation}"`;
  });
  return {
    items: list.slice((number - 1) * size, number * size),
    link: links.length === 0 ? undefined : links.join(", "),
  };
}
