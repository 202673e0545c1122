import type { JSX } from "preact";

import type { ReportException } from "../../report.ts";
import { Text, visible } from "./facts.tsx";
import { Headings } from "./headings.tsx";
import { Tag } from "./marks.tsx";
import type { Page } from "./model.ts";
import { PolicyPlace } from "./policy-place.tsx";
import { ScrollingTable } from "./scrolling-table.tsx";

const headings = [
  "Rule",
  "For",
  "Owner",
  "Ends",
  "Status",
  "Covers",
  "Reason",
  "Approved by",
  "In the policy",
];

/** Shows every exception of the policy: who approved it, when it ends, and its use. */
export function Exceptions({ page }: { readonly page: Page }): JSX.Element {
  const { exceptions, policy } = page.report;
  return (
    <>
      <h1>Exceptions</h1>
      {exceptions.length === 0 ? (
        <p>
          <code>{visible(policy.path)}</code> has no exceptions.
        </p>
      ) : (
        <ScrollingTable label="Exceptions" stacked>
          <Headings of={headings} />
          <tbody>
            {exceptions.map((exception) => (
              <Row
                key={`${exception.policy.path}:${exception.policy.line}:${exception.policy.column}`}
                page={page}
                exception={exception}
              />
            ))}
          </tbody>
        </ScrollingTable>
      )}
    </>
  );
}

interface RowProps {
  readonly page: Page;
  readonly exception: ReportException;
}

function Row({ page, exception }: RowProps): JSX.Element {
  const { rule, subject, owner, expires, status, why, findings, reason, ticket } = exception;
  return (
    <tr>
      <th scope="row">
        <code>{visible(rule)}</code>
      </th>
      <td>
        <Text of={subject} />
        <Scope exception={exception} />
      </td>
      <td data-label="owner">
        <Somebody name={owner} />
      </td>
      <td class="day" data-label="ends">
        {expires}
      </td>
      <td>
        <Tag tone={status}>{status.replaceAll("-", " ")}</Tag>
        {why === null ? null : <span class="muted"> {visible(why)}</span>}
      </td>
      <td class="number" data-label="covers">
        {findings}
      </td>
      <Reason reason={reason} ticket={ticket} />
      <td data-label="approved by">
        <Somebody name={exception.approvedBy} />
      </td>
      <td>
        <PolicyPlace page={page} place={exception.policy} />
      </td>
    </tr>
  );
}

/** What an exception is limited to: a team, a repository, an OIDC provider, or a role and its number. */
function Scope({ exception }: { readonly exception: ReportException }): JSX.Element {
  const { team, repository, provider, role, allow } = exception;
  return (
    <>
      {team === null ? null : (
        <span class="muted">
          {" "}
          in <Text of={team} />
        </span>
      )}
      {repository === undefined ? null : (
        <span class="muted">
          {" "}
          on <Text of={repository} />
        </span>
      )}
      {provider === undefined ? null : (
        <span class="muted">
          {" "}
          through <Text of={provider} />
        </span>
      )}
      {role === undefined || allow === undefined ? null : (
        <span class="muted">
          {" "}
          allows {allow.toLocaleString("en")} with role {role}
        </span>
      )}
    </>
  );
}

function Reason(props: Pick<ReportException, "reason" | "ticket">): JSX.Element {
  const { reason, ticket } = props;
  return (
    <td class="long" data-label="reason">
      {reason === null ? <span class="muted">none given</span> : <Text of={reason} />}
      {ticket === null ? null : (
        <span class="muted">
          {" "}
          (<Text of={ticket} />)
        </span>
      )}
    </td>
  );
}

function Somebody({ name }: { readonly name: string | null }): JSX.Element {
  return name === null ? <span class="muted">nobody</span> : <Text of={name} />;
}
