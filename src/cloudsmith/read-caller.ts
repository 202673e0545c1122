/** Finds the account of the credential, and what its role can see. */

import { AuditError, settingName } from "../errors.ts";
import type { ReadAs } from "../roster/coverage.ts";
import { isUnknown, unknown } from "../roster/fact.ts";
import { endpoint, isPathSegment } from "./endpoints.ts";
import { describeReply, type Reply } from "./reply.ts";
import type { Transport } from "./transport.ts";
import { MemberRow, Self, ServiceRow } from "./wire.ts";

/**
 * Returns the account of the credential and its role in the workspace.
 * Throws `AuditError` `CLOUDSMITH_REFUSED` for a credential that Cloudsmith does not recognize. The
 * status alone proves nothing, because `/user/self/` answers 200 to everyone.
 */
export async function readCaller(transport: Transport, org: string): Promise<ReadAs> {
  const reply = await transport.get(
    endpoint("/user/self/"),
    {},
    (received) => !isSignedIn(received),
  );
  const self = Self.safeParse(reply.body);
  if (!isSignedIn(reply) || !self.success) {
    const { status } = reply;
    // The API answers 200 here to any key, even a wrong one, so that number explains nothing.
    const said = describeReply(reply, { omitOk: true });
    const elsewhere = status === 404 || (status >= 300 && status < 400);
    throw new AuditError(
      "CLOUDSMITH_REFUSED",
      `cannot sign in to Cloudsmith: it does not recognize the credential${said === "" ? "" : ` (${said})`}. ${elsewhere ? `The API has this path for everyone, so check ${settingName("api-url")} first.` : "Check that the key is complete, has not expired and may be used from this address."}`,
    );
  }
  const { slug } = self.data;
  if (slug === null || !isPathSegment(slug)) {
    return { kind: "unknown", slug: null, role: unknown("missing") };
  }
  // The same order as the vendor's Terraform provider. Both requests are sent together to save
  // time.
  const [service, member] = await Promise.all([
    transport.get(endpoint("/orgs/{org}/services/{service}/", { org, service: slug })),
    transport.get(endpoint("/orgs/{org}/members/{member}/", { org, member: slug })),
  ]);
  const asService = ServiceRow.safeParse(service.status === 200 ? service.body : undefined);
  // The row of another account says nothing about this one.
  if (asService.success) {
    const isOwn = asService.data.slug === slug;
    return { kind: "service", slug, role: isOwn ? asService.data.role : unknown("malformed") };
  }
  const asMember = MemberRow.safeParse(member.status === 200 ? member.body : undefined);
  if (asMember.success) {
    const isOwn = asMember.data.user === slug;
    return { kind: "user", slug, role: isOwn ? asMember.data.role : unknown("malformed") };
  }
  return { kind: "unknown", slug, role: unknown("not-listed") };
}

function isSignedIn({ status, body }: Reply): boolean {
  return status === 200 && Self.safeParse(body).data?.authenticated === true;
}

/**
 * Returns why the caller cannot see the complete workspace, or null for roles that can. A Member
 * sees only visible teams and redacted addresses, a Collaborator only people of their own teams.
 * Neither gets an error: the lists are just shorter (Cloudsmith's documentation on privileges).
 */
export function limitedViewReason(readAs: ReadAs): string | null {
  if (readAs.role === "Owner" || readAs.role === "Manager") return null;
  return `${describeReader(readAs)}; only an Owner or a Manager sees the complete workspace, so give it the role Manager`;
}

/**
 * Returns why the list of repositories may be shorter than the workspace's, or null for an Owner.
 * Everybody else sees only repositories on which they have a privilege: a Manager may see none.
 */
export function limitedRepositoriesReason(readAs: ReadAs): string | null {
  if (readAs.role === "Owner") return null;
  return `${describeReader(readAs)}; only an Owner sees every repository`;
}

function describeReader({ kind, slug, role }: ReadAs): string {
  const who = slug === null ? "an account" : `${kind === "service" ? "service " : ""}"${slug}"`;
  return `read as ${who} ${isUnknown(role) ? "whose role is not known" : `whose role is ${role}`}`;
}
