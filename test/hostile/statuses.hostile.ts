import { declare } from "./declare.ts";
import { statuses } from "./scenarios/statuses.ts";

declare(statuses);
