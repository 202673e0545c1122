/**
 * Converts raw strings to settings: one schema for the Action's inputs and the command line's
 * flags.
 */

import { dayMs } from "./clock.ts";
import { z } from "zod";

import { AuditError, settingName } from "./errors.ts";

const text = z.string().trim();
const optionalText = text.transform((value) => (value === "" ? undefined : value)).optional();

/**
 * Rejects a secret with invalid characters here. Otherwise the network library would fail, and its
 * message would contain the secret.
 */
const secretText = text
  .transform((value) => (value === "" ? undefined : value))
  .refine(
    (value) => value === undefined || /^[\x21-\x7E]+$/u.test(value),
    "contains a character that keys and tokens never contain, such as a space or a line break",
  )
  .optional();

const failOn = z.enum(["error", "warning", "note", "never"]);
const delivery = z.enum(["auto", "never"]);
const repositories = z.enum(["auto", "never", "always"]);
const gate = z.enum(["allow", "fail"]);
const personalData = z.enum(["auto", "full", "counts"]);

const boolean = text
  .refine((value) => ["true", "false"].includes(value.toLowerCase()), "is neither true nor false")
  .transform((value) => value.toLowerCase() === "true");

const count = text
  .refine((value) => /^[1-9]\d?$/u.test(value), "is not a number from 1 to 99")
  .transform(Number);

const pullRequest = optionalText
  .refine(
    (value) => value === undefined || /^[1-9]\d{0,9}$/u.test(value),
    "is not the number of a pull request",
  )
  .transform((value) => (value === undefined ? undefined : Number(value)))
  .optional();

const percent = text
  .transform((value) => value.replace(/ ?%$/u, ""))
  .refine((value) => /^(?:\d{1,2}|100)$/u.test(value), "is not a percentage from 0 to 100")
  .transform(Number);

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };
const ageUnitMs: Readonly<Record<string, number>> = { ...unitMs, d: dayMs };
/** Longer than any useful run, and less than a timer's maximum. */
const maxDurationMs = 24 * 3_600_000;

const duration = text
  .refine(
    (value) => /^[1-9]\d{0,5}[smh]$/u.test(value),
    'is not a duration such as "90s", "10m" or "1h"',
  )
  .transform((value) => Number.parseInt(value, 10) * (unitMs[value.at(-1) ?? ""] ?? 0))
  .refine((ms) => ms <= maxDurationMs, "is longer than 24h");

/** The age of an artifact: also allows days, and is small enough for date arithmetic. */
const age = text
  .refine(
    (value) => value === "none" || /^[1-9]\d{0,3}[smhd]$/u.test(value),
    'is neither "none" nor an age such as "36h" or "7d"',
  )
  .transform((value) =>
    value === "none" ? Infinity : Number.parseInt(value, 10) * (ageUnitMs[value.at(-1) ?? ""] ?? 0),
  );

/** An artifact to read: a file, or the newest workflow artifact of a name. */
export type ArtifactRef = { readonly file: string } | { readonly artifact: string };

const artifactPrefix = "artifact:";

const artifactRef = optionalText
  .refine(
    (value) => value === undefined || !value.startsWith(artifactPrefix) || isArtifactName(value),
    'does not name a workflow artifact after "artifact:"',
  )
  .transform((value): ArtifactRef | undefined => {
    if (value === undefined) return undefined;
    return value.startsWith(artifactPrefix)
      ? { artifact: value.slice(artifactPrefix.length) }
      : { file: value };
  })
  .optional();

function isArtifactName(value: string): boolean {
  // The characters that GitHub allows in a name.
  return /^artifact:[^":<>|*?\\/\p{Cc}]{1,256}$/u.test(value);
}

/** Returns the reference in the notation of the settings. */
export function showArtifactRef(ref: ArtifactRef): string {
  return "file" in ref ? ref.file : `${artifactPrefix}${ref.artifact}`;
}

/** Returns the path of a reference to a file. */
export function fileOf(ref: ArtifactRef | undefined): string | undefined {
  return ref !== undefined && "file" in ref ? ref.file : undefined;
}

function slug(whose: string) {
  return text
    .transform((value) => (value === "" ? undefined : value))
    .refine(
      (value) => value === undefined || /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,254}$/u.test(value),
      `is not ${whose}'s slug, the short name in its address`,
    )
    .optional();
}

const list = text.transform((value) =>
  value
    .split(/[\n,]/u)
    .map((item) => item.trim())
    .filter((item) => item !== ""),
);

/** All settings, by the name of the input. The entries add what only they know. */
const SettingsShape = z.strictObject({
  organization: slug("a workspace"),
  "api-key": secretText,
  "oidc-service": slug("a service account"),
  "oidc-audience": optionalText,
  "api-url": text.default("https://api.cloudsmith.io/v1"),
  policy: text.min(1, "is empty").default("access-policy.yml"),
  // The default comes first: after the transform, it would also replace undefined.
  c1z: text.default("cloudsmith.c1z").transform((value) => (value === "" ? undefined : value)),
  "c1z-repositories": boolean.default(false),
  "keep-syncs": count.default(2),
  "report-json": optionalText,
  "report-markdown": optionalText,
  "report-html": optionalText,
  sarif: optionalText,
  csv: optionalText,
  pack: optionalText,
  "fail-on": failOn.default("error"),
  "pull-request-tasks": gate.default("allow"),
  weakenings: gate.default("allow"),
  comment: delivery.default("auto"),
  issue: delivery.default("auto"),
  "issue-labels": list.default([]),
  "issue-assignees": list.default([]),
  "previous-authors": list.default([]),
  "allow-partial": boolean.default(false),
  "from-c1z": artifactRef,
  baseline: artifactRef,
  "max-age": age.optional(),
  "max-shrink": percent.default(25),
  repositories: repositories.default("auto"),
  deadline: duration.default(10 * 60_000),
  "personal-data": personalData.default("auto"),
  "pull-request": pullRequest,
  token: secretText,
});

/** Repositories can only be in an artifact if they are read and an artifact is written. */
export const Settings = SettingsShape.superRefine((settings, context) => {
  if (!settings["c1z-repositories"]) return;
  const refuse = (message: string) =>
    context.addIssue({ code: "custom", path: ["c1z-repositories"], message });
  if (settings.repositories === "never") {
    refuse(`needs repositories, and ${settingName("repositories", "never")} reads none`);
  }
  if (settings.c1z === undefined) {
    refuse(`needs an artifact, and ${settingName("c1z")} is empty`);
  }
});

export type Settings = z.infer<typeof Settings>;
export type SettingName = keyof Settings;

export const settingNames = Object.keys(SettingsShape.shape) as readonly SettingName[];

const emptyMeansNone: ReadonlySet<string> = new Set<SettingName>([
  "c1z",
  "report-json",
  "report-markdown",
  "report-html",
  "sarif",
  "csv",
  "pack",
]);

/**
 * Returns the settings. A setting that is absent or empty gets its default, because a workflow
 * passes an omitted input as empty. For files, empty means none.
 * Throws `AuditError` `BAD_SETTINGS` with all problems in one list, by the names that this run uses.
 */
export function parseSettings(raw: Readonly<Partial<Record<string, string>>>): Settings {
  const given = Object.fromEntries(
    Object.entries(raw).filter(
      ([name, value]) => value !== undefined && (value.trim() !== "" || emptyMeansNone.has(name)),
    ),
  );
  const parsed = Settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => describeIssue(issue, given));
  throw new AuditError("BAD_SETTINGS", `cannot use these settings: ${problems.join("; ")}.`);
}

function describeIssue(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `there is no setting "${key}"`).join("; ");
  }
  const name = String(issue.path[0]);
  const shown = settingName(name);
  const value = JSON.stringify(given[name]);
  if (issue.code === "invalid_value") {
    return `${shown} is ${value}, which is not one of ${issue.values.join(", ")}`;
  }
  return name === "api-key" || name === "token"
    ? `${shown} ${issue.message}`
    : `${shown} ${value} ${issue.message}`;
}
