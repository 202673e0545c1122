import { declare } from "./declare.ts";
import { tokens } from "./scenarios/tokens.ts";

declare(tokens);
