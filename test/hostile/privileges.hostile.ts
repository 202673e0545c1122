import { declare } from "./declare.ts";
import { privileges } from "./scenarios/privileges.ts";

declare(privileges);
