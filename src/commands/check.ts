import { readBase, readOnce, takeBase } from "./base.ts";
import { printChanges } from "./compare.ts";
import { joinNames } from "../policy/list-gap.ts";
import type { Flags, Terminal } from "./terminal.ts";
import { tolerateDropped } from "../sources/base-policy.ts";
import type { Policy } from "../policy/policy.ts";
import { count } from "../roster/count.ts";
import { readPolicyFile } from "../sources/policy-file.ts";
import { toSettings } from "./settings.ts";
import { runTestFile } from "./policy-tests.ts";
import { requireDetails } from "./strict.ts";

/**
 * Checks the policy file alone, compares it with an earlier one if a flag names that, and runs its
 * tests; returns 0 if all pass, else 1. With --strict, an exception that does not say enough also
 * fails, and with `--weakenings fail` a change that weakens the policy. Throws `AuditError`
 * `BAD_POLICY` if the policy is not valid.
 */
export async function check(
  flags: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { named, others } = takeBase(flags);
  const { tests, strict, ...shared } = others;
  const { policy: path, weakenings } = toSettings(shared, terminal);
  const readBefore = readOnce(() => readBase(named, { file: path, path }, terminal));
  const tolerate = tolerateDropped(readBefore, terminal.log);
  const policy = await readPolicyFile(path, path, tolerate);
  terminal.out(`${policy.path} is valid: ${describe(policy)}\n`);
  const base = await readBefore();
  const weakened =
    base === undefined
      ? 0
      : printChanges(base, policy, named.base ?? named.revision ?? "", terminal);
  const isStrong = weakenings === "allow" || weakened === 0;
  const detailed = strict !== true || requireDetails(policy, terminal);
  const file = typeof tests === "string" ? tests : undefined;
  const passed = await runTestFile(policy, file, terminal);
  return isStrong && detailed && passed ? 0 : 1;
}

function describe(policy: Policy): string {
  const { organization, roles, teams, repositories, rules, exceptions, files = [] } = policy;
  const on = [...rules.values()].filter(({ severity }) => severity !== "off").length;
  const managed = [
    count(roles.length, "role"),
    count(teams.length, "team"),
    ...(repositories === null ? [] : [count(repositories.length, "repository", "repositories")]),
  ];
  return [
    `workspace ${organization}`,
    `${joinNames(managed)} managed`,
    `${count(on, "rule")} on`,
    ...(exceptions.length === 0 ? [] : [count(exceptions.length, "exception")]),
    ...(files.length === 0 ? [] : [`${count(files.length, "file")} included`]),
  ].join(", ");
}
