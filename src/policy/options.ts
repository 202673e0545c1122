/** Schemas that the options of several rules share. */

import { dayMs } from "../clock.ts";
import { z } from "zod";

import { roleNames, type RoleName } from "./role-names.ts";

/**
 * Returns the schema of a list of workspace roles; the rule looks only at people with these roles.
 */
export function rolesOption(defaults: readonly RoleName[]) {
  return z
    .array(z.enum(roleNames).describe("a workspace role"))
    .min(1)
    .default([...defaults])
    .describe("workspace roles the rule looks at");
}

/** Returns the schema of a number of days, written `90d`. */
export function daysOption(defaultDays: number, description: string) {
  return z
    .string()
    .regex(/^[1-9]\d{0,3}d$/u, 'a number of days, such as "90d"')
    .default(`${defaultDays}d`)
    .describe(description);
}

/** Returns the moment this many days, written `90d`, before `now`. */
export function daysBefore(now: Date, days: string): Date {
  return new Date(now.getTime() - Number.parseInt(days, 10) * dayMs);
}
