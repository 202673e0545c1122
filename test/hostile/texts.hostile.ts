import { declare } from "./declare.ts";
import { texts } from "./scenarios/texts.ts";

declare(texts);
