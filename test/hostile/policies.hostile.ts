import { declare } from "./declare.ts";
import { policies } from "./scenarios/policies.ts";

declare(policies);
