import { declare } from "./declare.ts";
import { filters } from "./scenarios/filters.ts";

declare(filters);
