/** The sandbox's answer to a request, before it is sent. */

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const notFound = refuse(404, "Not found.");
export const forbidden = refuse(403, "You do not have permission to perform this action.");
export const notInPlan = refuse(402, "This feature is not included in the workspace's plan.");
export const methodNotAllowed: Answer = {
  ...refuse(405, "This method is not allowed here."),
  headers: { Allow: "GET" },
};

const defaultPageSize = 30;
const maxPageSize = 500;

/** Returns an error in the API's format: `detail` says what is wrong. */
export function refuse(status: number, detail: string): Answer {
  return { status, body: { detail } };
}

/** Returns the refusal of a key. The challenge names Basic, as the real API misleadingly does. */
export function unauthorized(detail: string): Answer {
  return { ...refuse(401, detail), headers: { "WWW-Authenticate": 'Basic realm="api"' } };
}

/**
 * Returns a page of a list. An empty list has no pagination headers; a page past the end is a 404.
 */
export function toPage(list: readonly unknown[], query: URLSearchParams): Answer {
  const number = Math.max(1, wholeNumber(query.get("page"), 1));
  const asked = wholeNumber(query.get("page_size"), defaultPageSize);
  const size = Math.min(maxPageSize, Math.max(1, asked));
  const total = Math.max(1, Math.ceil(list.length / size));
  if (number > total) return refuse(404, "Invalid page.");
  if (list.length === 0) return { status: 200, body: [] };
  return {
    status: 200,
    body: list.slice((number - 1) * size, number * size),
    headers: {
      "X-Pagination-Count": String(list.length),
      "X-Pagination-Page": String(number),
      "X-Pagination-PageTotal": String(total),
      "X-Pagination-PageSize": String(size),
    },
  };
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^-?\d+$/u.test(text) ? Number(text) : otherwise;
}
