import { declare } from "./declare.ts";
import { limits } from "./scenarios/limits.ts";

declare(limits);
