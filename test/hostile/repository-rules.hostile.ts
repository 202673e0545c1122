import { declare } from "./declare.ts";
import { repositoryRules } from "./scenarios/repository-rules.ts";

declare(repositoryRules);
