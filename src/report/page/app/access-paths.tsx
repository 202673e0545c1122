import type { JSX } from "preact";

import { listCoverage } from "../../../roster/coverage.ts";
import { mappedValues, mayBecome } from "../../../roster/dynamic-mapping.ts";
import type { GroupMapping, OidcProvider } from "../../../roster/model.ts";
import { isUnknown, unknownReasons } from "../../../roster/fact.ts";
import type { PageTeam } from "../page-data.ts";
import { AllowedBy } from "./allowed-by.tsx";
import { FactValue, Text, Unseen, visible } from "./facts.tsx";
import { Headings } from "./headings.tsx";
import { gapsOf } from "./keys/key-coverage.ts";
import { Gap } from "./keys/key-gap.tsx";
import type { Account, Page, TeamMembership } from "./model.ts";
import { linkTo } from "./route.ts";
import { ScrollingTable } from "./scrolling-table.tsx";
import { shownName } from "../../../roster/visible.ts";

interface PathsProps {
  readonly page: Page;
  readonly account: Account;
}

/**
 * Shows every way in which an account gets access: its role, its teams, and what puts it into them.
 */
export function AccessPaths({ page, account }: PathsProps): JSX.Element {
  const { places, kind } = account;
  return (
    <section aria-labelledby="paths">
      <h2 id="paths">
        {kind === "invite" ? "Access after the invite is accepted" : "Paths of access"}
      </h2>
      <ScrollingTable label="Paths of access" stacked>
        <Headings
          of={["Where", "Role", "Source", page.allowances === undefined ? null : "In the policy"]}
        />
        <tbody>
          <tr>
            <th scope="row">the workspace</th>
            <td data-label="role">
              <FactValue fact={account.role} />
            </td>
            <td class="long" data-label="source">
              assigned directly
            </td>
            {page.allowances === undefined ? null : (
              <td class="long">
                <AllowedBy page={page} account={account} path="role" />
              </td>
            )}
          </tr>
          {isUnknown(places) ? (
            <tr>
              <th scope="row">teams</th>
              <td colSpan={page.allowances === undefined ? 2 : 3}>
                <Unseen why={unknownReasons[places.unknown]} />
              </td>
            </tr>
          ) : (
            places.map((place) => (
              <TeamRow key={place.team.id} page={page} place={place} account={account} />
            ))
          )}
        </tbody>
      </ScrollingTable>
      {!isUnknown(places) && places.length === 0 ? <p class="muted">In no team.</p> : null}
      {kind === "service" ? <Tokens page={page} account={account} /> : null}
    </section>
  );
}

function TeamRow(props: {
  readonly page: Page;
  readonly place: TeamMembership;
  readonly account: Account;
}): JSX.Element {
  const { page, place, account } = props;
  const { team, role } = place;
  return (
    <tr>
      <th scope="row">
        team{" "}
        <a href={linkTo("people", { team: team.id })}>
          <Text of={team.slug} />
        </a>{" "}
        {shownName(team.name, team.slug) === team.slug ? null : (
          <span class="muted">
            <Text of={team.name} />
          </span>
        )}
      </th>
      <td data-label="role">
        <FactValue fact={role} />
      </td>
      <td class="long" data-label="source">
        {account.kind === "member" ? <Sources page={page} team={team} /> : "set in the workspace"}
      </td>
      {page.allowances === undefined ? null : (
        <td class="long">
          <AllowedBy page={page} account={account} path={{ team: team.id }} />
        </td>
      )}
    </tr>
  );
}

/** No API says which mapping created a membership, only which mappings fill the team. */
function Sources({ page, team }: { readonly page: Page; readonly team: PageTeam }): JSX.Element {
  const { groupSync } = page;
  const { status, reason } = listCoverage(
    { readAs: noReader, lists: page.report.coverage.lists },
    "group-sync",
  );
  const mappings = groupSync.mappings.filter((mapping) => mapping.team === team.id);
  if (mappings.length > 0) {
    return (
      <>
        <GroupSyncState enabled={groupSync.enabled} />
        <ul class="plain">
          {mappings.map((mapping) => (
            <Mapping key={mapping.id} mapping={mapping} />
          ))}
        </ul>
      </>
    );
  }
  if (status === "not-in-plan") return <>set in the workspace: the plan has no group sync</>;
  if (status !== "complete")
    return <Unseen why={`group sync was not read completely: ${visible(reason ?? status)}`} />;
  return <>set in the workspace: no group-sync mapping fills the team</>;
}

const noReader = { kind: "unknown", slug: null, role: { unknown: "missing" } } as const;

function GroupSyncState({ enabled }: Pick<Page["groupSync"], "enabled">): JSX.Element {
  if (isUnknown(enabled)) {
    return (
      <>
        group sync may fill the team; whether it is on is{" "}
        <Unseen why={unknownReasons[enabled.unknown]} />
      </>
    );
  }
  return <>{enabled ? "group sync fills the team" : "mappings exist, but group sync is off"}</>;
}

function Mapping({
  mapping: { attribute, value, role },
}: {
  readonly mapping: GroupMapping;
}): JSX.Element {
  return (
    <li>
      <code>{visible(attribute)}</code> = <code>{visible(value)}</code> as{" "}
      <FactValue fact={role} brief />
    </li>
  );
}

/**
 * Access to a service account needs its key, or a token that can be exchanged for one of its
 * tokens.
 */
function Tokens({ page, account }: PathsProps): JSX.Element | null {
  const providers = page.oidcProviders.filter((provider) => mayBecome(provider, account.slug));
  const gaps = gapsOf(page, "provider").filter(({ status }) => status !== "not-in-plan");
  if (providers.length === 0 && gaps.length === 0) return null;
  return (
    <>
      <h3>Tokens that may become this account</h3>
      {gaps.map((gap) => (
        <Gap key={gap.text} of={gap} />
      ))}
      {providers.length === 0 ? null : (
        <ul class="plain">
          {providers.map((provider) => (
            <Provider key={provider.id} provider={provider} account={account} />
          ))}
        </ul>
      )}
    </>
  );
}

/** Enough values for a line; the view of keys has all. */
const maxValues = 6;

function Provider({
  provider,
  account,
}: {
  readonly provider: OidcProvider;
  readonly account: Account;
}): JSX.Element {
  const { slug, name, issuer, enabled, claims, services, mappings, mappingClaim } = provider;
  const values = mappedValues(provider, account.slug);
  const rest = values.length - maxValues;
  return (
    <li>
      <Text of={shownName(name, slug)} />: issued by <FactValue fact={issuer} />, enabled:{" "}
      <FactValue fact={enabled} />, with{" "}
      {isUnknown(claims) ? (
        <Unseen why={unknownReasons[claims.unknown]} />
      ) : (
        claims.map((claim) => visible(`${claim.name} = ${claim.value}`)).join(", ") || "any claims"
      )}
      {values.length === 0 ? null : (
        <>
          ; chosen by claim <FactValue fact={mappingClaim} none="–" /> ={" "}
          {values.slice(0, maxValues).map(visible).join(" or ")}
          {rest > 0 ? ` and ${rest.toLocaleString("en")} more` : ""}
        </>
      )}
      {isUnknown(services) ? (
        <>
          ; its own list: <Unseen why={unknownReasons[services.unknown]} />
        </>
      ) : null}
      {isUnknown(mappings) ? (
        <>
          ; dynamic mappings: <Unseen why={unknownReasons[mappings.unknown]} />
        </>
      ) : null}
    </li>
  );
}
