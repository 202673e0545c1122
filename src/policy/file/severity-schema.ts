/** The severity that a policy file gives to a rule. */

import { z } from "zod";

import { severities } from "../severity.ts";

export const SeverityOrOff = z.enum([...severities, "off"]);
