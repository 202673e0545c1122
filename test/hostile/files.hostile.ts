import { declare } from "./declare.ts";
import { files } from "./scenarios/files.ts";

declare(files);
