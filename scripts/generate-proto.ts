/**
 * Generates `src/c1z/protobuf/gen` from `src/c1z/protobuf/proto`. It generates JavaScript with type
 * declarations, because the generator's TypeScript has enums, which Node's type stripping does not
 * support.
 */

import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";

const root = new URL("..", import.meta.url);
const template = {
  version: "v2",
  inputs: [{ directory: "src/c1z/protobuf/proto" }],
  plugins: [
    {
      local: ["node", "node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es"],
      out: "src/c1z/protobuf/gen",
      opt: ["target=js+dts", "js_import_style=module", "import_extension=js"],
    },
  ],
};

rmSync(new URL("src/c1z/protobuf/gen", root), { recursive: true, force: true });
execFileSync("npx", ["buf", "generate", "--template", JSON.stringify(template)], {
  cwd: root,
  stdio: "inherit",
});
