import { declare } from "./declare.ts";
import { paging } from "./scenarios/paging.ts";

declare(paging);
