import { declare } from "./declare.ts";
import { keys } from "./scenarios/keys.ts";

declare(keys);
