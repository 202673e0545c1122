import { describePlace } from "../policy/position.ts";
import { explainAbsent, explainInvite, findInvites } from "../policy/explain-name.ts";
import type { NameExplanation } from "../policy/explain-name.ts";
import type { Policy } from "../policy/policy.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import type { Invite } from "../roster/model.ts";
import { describeFact, heading, placesIn, row, type Page } from "./explain-page.ts";
import { createReasons, describeFindings } from "./explain-rules.ts";

/** What else has the name. */
interface Others {
  readonly isAccount: boolean;
  /** Whether a team or a repository has it. */
  readonly isPlace: boolean;
  /** Undefined: all that have the name are explained. */
  readonly kind: "person" | "service" | undefined;
}

/**
 * Returns the pages about a name that is not an account: each of its invites, or else its places in
 * the policy; none if it is nowhere.
 */
export function explainName(
  name: string,
  policy: Policy,
  page: Page,
  { isAccount, isPlace, kind }: Others,
): readonly (readonly string[])[] {
  const now = page.terminal.clock();
  const invites = kind === "service" ? [] : findInvites(page.roster, name);
  if (invites.length > 0) {
    return invites.map((invite) =>
      render(explainInvite(page.roster, policy, invite, now), policy, page),
    );
  }
  const absent = isAccount ? undefined : explainAbsent(page.roster, policy, name, now);
  // An exception alone may be about the team or the repository.
  if (absent === undefined || (isPlace && absent.named.length === 0)) return [];
  return [render(absent, policy, page)];
}

function render(
  explanation: NameExplanation,
  { rules: settings }: Policy,
  page: Page,
): readonly string[] {
  const { name, invite, status, rules } = explanation;
  const reasons = createReasons(page, status);
  const lineOf = (id: string) => {
    const position = settings.get(id)?.position;
    return position === undefined ? "by default" : describePlace(position, page.path);
  };
  return [
    heading(escapeTerminal(invite === undefined ? name : `invite of ${name}`), page),
    "",
    ...row("status", status, page),
    ...(invite === undefined ? [] : factsOf(invite, page)),
    "",
    ...placesIn(explanation, page),
    "",
    heading("Rules", page),
    ...(rules.length === 0 ? row("", "no findings", page) : []),
    ...rules.flatMap(({ result: { rule, reason }, findings }) =>
      row(
        rule.id,
        findings.length === 0
          ? `${reasons(rule.id, reason ?? "")} (${lineOf(rule.id)})`
          : describeFindings(rule, findings, lineOf(rule.id), page),
        page,
      ),
    ),
  ];
}

function factsOf(invite: Invite, page: Page): readonly string[] {
  const { id, email, username, role, inviter, expiresAt, teams } = invite;
  const fact = (label: string, value: Parameters<typeof describeFact>[0], isTime = false) =>
    row(label, describeFact(value, isTime, page.roster), page);
  return [
    ...row("permanent id", id, page),
    ...fact("e-mail address", email),
    ...(username === null ? row("username", "no account yet", page) : fact("username", username)),
    ...fact("workspace role", role),
    ...fact("teams", teams),
    ...fact("invited by", inviter),
    ...fact("expires", expiresAt, true),
  ];
}
