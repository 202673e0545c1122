/** Texts after the flags in the help of commands. Each line is a paragraph. */

import { toolName } from "../version.ts";

export const apiKeyText = `
The API key is read only from the environment variable CLOUDSMITH_API_KEY, so that it does not appear in process lists or in the shell history. It must belong to an Owner or a Manager.`;

export const artifactText = `
The artifact contains names and e-mail addresses. Before you run this in a Git repository, add cloudsmith.c1z to .gitignore, or write none with --c1z "".`;

export const initText = `
It also writes access-policy.schema.json beside the policy, for help in editors. What is not right today becomes an exception for 30 days with the reason TODO, which exception-unexplained reports.`;

export const checkText = `
Exit code 1 means that a policy test fails, with --strict that an exception has no reason or does not name its role and number, or with --weakenings fail that the policy is weakened; 2 means that the policy or its tests are not valid, or that the policy before the change cannot be read.

What a branch changes: ${toolName} check --base-rev origin/main --weakenings fail`;

export const mergeText = `
The verdict is the worst one. A report that cannot be read, that is given twice, that is older than --max-age, or that is expected but missing makes the verdict unknown, because what was not seen is never reported as clean.`;

export const exitCodes = `
Exit codes: 0 no drift, 1 drift at or above --fail-on, 2 the result is unknown.
Try it without an account: ${toolName} demo`;

export const explainText = `
A rule's id shows the rule, without reading the workspace. Another name shows all that have it: people, service accounts, teams, repositories, OIDC providers and groups of the identity provider. To choose, begin it with rule:, person:, service:, team:, repository:, provider: or mapping:, for example:
${toolName} explain team:platform`;
