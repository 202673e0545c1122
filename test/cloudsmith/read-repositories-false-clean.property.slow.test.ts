/**
 * The first promise, for repositories: whatever a server answers about repositories and privileges
 * that contradicts itself, no rule about them is judged without the findings that were to be seen,
 * and no verdict is clean because of it.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import type { Report } from "../../src/report/report.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { auditSandbox } from "../support/audit.ts";
import { policyFrom } from "../support/policy.ts";
import { propertyRuns, propertyTimeout } from "../support/property.ts";
import { anyRepositoryLies } from "../support/repository-lies.ts";
import { expectFindings, findingKey, type Expected } from "../support/repository-oracle.ts";
import {
  arbitraryCase,
  repositoryRules,
  severities,
  toPolicyText,
  type DrawnPolicy,
  type RepositoryRule,
} from "../support/repository-policies.ts";
import { arbitraryWorkspace } from "../support/workspaces.ts";

/** One of these may report what the other one found, too. */
const sameStatement: ReadonlySet<RepositoryRule> = new Set([
  "repository-privilege-unexpected",
  "direct-privilege",
]);

function findingsOf(report: Report, rule: RepositoryRule): ReadonlySet<string> {
  const rules: ReadonlySet<string> = sameStatement.has(rule) ? sameStatement : new Set([rule]);
  return new Set(
    report.findings
      .filter((finding) => rules.has(finding.rule))
      .map(({ subject, object }) =>
        object === undefined ? findingKey(subject.id) : findingKey(object.id, subject.slug),
      ),
  );
}

function isJudged(report: Report, rule: RepositoryRule): boolean {
  return report.rules.find(({ id }) => id === rule)?.status === "judged";
}

/** Returns what a report leaves out, and which rules it calls judged that nobody could judge. */
function findFalseClean(report: Report, policy: DrawnPolicy, expected: Expected): string[] {
  const isCounted = (rule: RepositoryRule) => {
    const at = severities.findIndex((one) => one === policy.severities[rule]);
    return at !== -1 && at <= severities.indexOf(policy.failOn);
  };
  return repositoryRules.flatMap((rule) => {
    const found = findingsOf(report, rule);
    const due = [...(expected.findings.get(rule) ?? [])];
    const missed = isJudged(report, rule) ? due.filter((key) => !found.has(key)) : [];
    const isBlind = expected.unseen.has(rule);
    const isFalselyClean =
      report.verdict === "clean" && isCounted(rule) && (due.length > 0 || isBlind);
    return [
      ...missed.map((key) => `${rule} is judged without ${key}`),
      ...(isBlind && isJudged(report, rule) ? [`${rule} is judged, and nobody could`] : []),
      ...(isFalselyClean ? [`the verdict is clean in spite of ${rule}`] : []),
    ];
  });
}

test(
  "without a lie, each rule about repositories finds what there is to be seen, and nothing else",
  { timeout: propertyTimeout(60_000) },
  async () => {
    const verdicts = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        arbitraryCase(arbitraryWorkspace()),
        fc.constantFrom(3, 500),
        async ({ workspace, policy, key }, maxPageSize) => {
          const sandbox = await startSandbox({ workspace, maxPageSize });
          try {
            const report = await audit(sandbox, policy, key);
            if (report === undefined) throw new Error("there is no report");
            const expected = expectFindings(workspace, policy, key);
            expect(findFalseClean(report, policy, expected)).toEqual([]);
            verdicts.add(report.verdict);
            const due = new Set([...expected.findings.values()].flatMap((keys) => [...keys]));
            for (const rule of repositoryRules) {
              if (policy.severities[rule] === "off" || !isJudged(report, rule)) continue;
              if (sameStatement.has(rule)) continue;
              // To whom not all people are shown, what one rule finds may be another rule's.
              const isOther = (found: string) => key === "member" && due.has(found);
              const own = expected.findings.get(rule) ?? new Set();
              const found = [...findingsOf(report, rule)];
              expect([
                rule,
                ...found.filter((one) => own.has(one) || !isOther(one)).toSorted(),
              ]).toEqual([rule, ...[...own].toSorted()]);
            }
            // Only a Member is shown less of the people, teams and programs behind the privileges.
            const judgeable = repositoryRules.filter((rule) => !expected.unseen.has(rule));
            if (key !== "member") {
              const status = (rule: RepositoryRule) => [
                rule,
                policy.severities[rule] === "off" ? "off" : "judged",
              ];
              expect(
                judgeable.map((rule) => [rule, report.rules.find(({ id }) => id === rule)?.status]),
              ).toEqual(judgeable.map(status));
            }
          } finally {
            await sandbox.close();
          }
        },
      ),
      propertyRuns(200),
    );
    expect([...verdicts].toSorted()).toEqual(["clean", "drift", "unknown"]);
  },
);

test(
  "no rule about repositories is judged without what was to be seen, whatever contradicts itself",
  { timeout: propertyTimeout(60_000) },
  async () => {
    const verdicts = new Map<string, number>();
    /** How many rules were judged in spite of the lies, and found what there is. */
    let judged = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitraryCase(arbitraryWorkspace().filter(hasPrivileges)),
        anyRepositoryLies,
        fc.constantFrom(3, 500),
        async ({ workspace, policy, key }, lies, maxPageSize) => {
          // A copy: a lie may change it, and the property may use the workspace again.
          const served = structuredClone(workspace);
          const sandbox = await startSandbox({ workspace: served, maxPageSize });
          try {
            sandbox.setFaults(lies.flatMap(({ faults }) => faults(sandbox)));
            const report = await audit(sandbox, policy, key);
            if (report === undefined) return;
            const expected = [workspace, served].map((one) => expectFindings(one, policy, key));
            const told = expected.map((one) => new Set(findFalseClean(report, policy, one)));
            // What was so before a change and is so after it was to be seen.
            const [before = new Set(), after = new Set()] = told;
            const which = lies.map(({ name }) => name).join("; ");
            expect(
              [...before].filter((found) => after.has(found)),
              which,
            ).toEqual([]);
            judged += repositoryRules.filter(
              (rule) => isJudged(report, rule) && findingsOf(report, rule).size > 0,
            ).length;
            verdicts.set(report.verdict, (verdicts.get(report.verdict) ?? 0) + 1);
          } finally {
            await sandbox.close();
          }
        },
      ),
      propertyRuns(300),
    );
    for (const verdict of ["drift", "unknown"]) {
      expect(verdicts.get(verdict), verdict).toBeGreaterThan(0);
    }
    expect(judged).toBeGreaterThan(20);
  },
);

/** Of a workspace without any, a lie can hide nothing. */
function hasPrivileges({ repositories }: SandboxWorkspace): boolean {
  return repositories.some(({ privileges }) => privileges.length > 0);
}

async function audit(
  sandbox: Awaited<ReturnType<typeof startSandbox>>,
  policy: DrawnPolicy,
  key: Parameters<typeof expectFindings>[2],
): Promise<Report | undefined> {
  const audited = await auditSandbox(sandbox, {
    key,
    policy: policyFrom(toPolicyText(policy)),
    failOn: policy.failOn,
    makesArtifact: false,
    repositories: "all",
  });
  return audited instanceof AuditError ? undefined : audited.result.report;
}
