/** What was not seen of tokens, OIDC providers, group mappings and keys. */

import { count } from "../../../../roster/count.ts";
import type { ListStatus } from "../../../../roster/coverage.ts";
import { unknownReasons } from "../../../../roster/fact.ts";
import { whyMoreIdentities } from "../../../../roster/identity.ts";
import type { Page } from "../model.ts";
import type { KeyKind } from "./key-model.ts";

/** Why a table may lack rows, or has none. */
export interface KeyGap {
  readonly status: Exclude<ListStatus, "complete">;
  /** A sentence, which may quote workspace text. */
  readonly text: string;
}

/** Returns the gaps of a kind; without one, the table has every row. */
export function gapsOf(page: Page, kind: KeyKind): readonly KeyGap[] {
  if (kind === "token") return tokenGaps(page);
  const gaps = listGaps(page, lists[kind]);
  return kind === "identity" ? [...gaps, ...identityGaps(page)] : gaps;
}

const lists = {
  provider: "oidc",
  identity: "oidc",
  mapping: "group-sync",
  service: "services",
} as const;

const nouns = {
  oidc: "OIDC providers",
  "group-sync": "group mappings",
  services: "service accounts",
  repositories: "repositories",
} as const;

function listGaps({ report }: Page, name: keyof typeof nouns): readonly KeyGap[] {
  const list = report.coverage.lists.find((one) => one.name === name);
  const { status, reason } = list ?? { status: "not-asked", reason: null };
  if (status === "complete") return [];
  return [{ status, text: `The list of ${nouns[name]}: ${why(reason)}.` }];
}

function why(reason: string | null): string {
  return reason === null ? "no reason was recorded" : reason;
}

function identityGaps({ oidcProviders }: Page): readonly KeyGap[] {
  const unseen = Map.groupBy(oidcProviders, whyMoreIdentities);
  return [...unseen].flatMap(([code, providers]): readonly KeyGap[] => {
    if (code === undefined) return [];
    const names = nameSome(providers.map(({ slug, id }) => slug || id));
    return [
      {
        status: "unknown",
        text: `Of ${count(providers.length, "provider")} (${names}), not every service account is known: ${unknownReasons[code]}.`,
      },
    ];
  });
}

function tokenGaps(page: Page): readonly KeyGap[] {
  const { repositories, tokenCoverage } = page;
  if (repositories === undefined) {
    return [
      { status: "not-asked", text: "This audit read no repositories, so it read no tokens." },
    ];
  }
  const gaps = listGaps(page, "repositories");
  if (repositories.list.length === 0) return gaps;
  if (tokenCoverage === undefined) {
    return [{ status: "not-asked", text: "This audit read no entitlement tokens." }, ...gaps];
  }
  const unread = tokenCoverage.flatMap((coverage, at): readonly UnreadTokens[] => {
    const { status, reason } = coverage ?? notAsked;
    if (status === "complete") return [];
    return [{ status, reason, slug: repositories.list[at]?.slug ?? "" }];
  });
  const groups = Map.groupBy(unread, ({ status, reason }) => JSON.stringify([status, reason]));
  return [...gaps, ...[...groups.values()].flatMap(toTokenGap)];
}

const notAsked = { status: "not-asked", reason: "they were not requested" } as const;

interface UnreadTokens {
  readonly status: KeyGap["status"];
  readonly reason: string | null;
  /** Of the repository. */
  readonly slug: string;
}

function toTokenGap(group: readonly UnreadTokens[]): readonly KeyGap[] {
  const [first] = group;
  if (first === undefined) return [];
  const { status, reason } = first;
  const where = count(group.length, "repository", "repositories");
  const names = nameSome(group.map(({ slug }) => slug));
  return [{ status, text: `The tokens of ${where} (${names}): ${why(reason)}.` }];
}

/** Enough names for a sentence. */
const maxNamed = 6;

function nameSome(names: readonly string[]): string {
  const rest = names.length - maxNamed;
  const more = rest > 0 ? [`${rest.toLocaleString("en")} more`] : [];
  return [...names.slice(0, maxNamed), ...more].join(", ");
}

/** The rules about a kind, by the beginnings of their ids. */
const ruleIds: Readonly<Record<KeyKind, readonly string[]>> = {
  token: ["token-"],
  provider: ["oidc-claims", "oidc-unlisted"],
  identity: ["oidc-service"],
  mapping: ["group-sync-"],
  service: ["service-key-expiry"],
};

export interface Judging {
  /** Whether any rule about the kind is on. */
  readonly isOn: boolean;
  /** The ids of the rules that were not judged, so that there may be more findings. */
  readonly notJudged: readonly string[];
}

/** Returns whether the absence of findings in a kind's table means anything. */
export function judgingOf({ report }: Page, kind: KeyKind): Judging {
  const rules = report.rules.filter(({ id }) =>
    ruleIds[kind].some((start) => id.startsWith(start)),
  );
  return {
    isOn: rules.some(({ status }) => status !== "off"),
    notJudged: rules.filter(({ status }) => status === "not-judged").map(({ id }) => id),
  };
}
