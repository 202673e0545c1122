import { declare } from "./declare.ts";
import { repositories } from "./scenarios/repositories.ts";

declare(repositories);
