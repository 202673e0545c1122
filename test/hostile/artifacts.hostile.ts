import { declare } from "./declare.ts";
import { artifacts } from "./scenarios/artifacts.ts";

declare(artifacts);
