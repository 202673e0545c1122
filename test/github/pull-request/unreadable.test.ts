import { expect, test } from "vitest";

import type { StandInGitHub } from "../../support/github/server.ts";
import {
  lfs,
  movedSha,
  old,
  path,
  policyOf,
  proposed,
  put,
  resolve,
  type Scene,
} from "./changed-policy.ts";

const before = (
  file: string | Buffer | { readonly target: string } | { readonly submodule: true },
) => ({
  files: { head: proposed, merge: proposed },
  change: ({ state }: StandInGitHub) => void state.files.set(`${movedSha}:${path}`, file),
});

const crypt = Buffer.concat([Buffer.from("\0GITCRYPT\0"), Buffer.from("974a35e5fb7d84d6", "hex")]);

test.each<readonly [string, Scene, RegExp]>([
  ["a pointer of Git LFS", before(lfs), /is a pointer of Git LFS/u],
  ["a file of git-crypt", before(crypt), /is encrypted by git-crypt/u],
  ["a file of age", before("age-encryption.org/v1\n-> X25519 x\n"), /is encrypted by age/u],
  ["an armored message", before("-----BEGIN PGP MESSAGE-----\n\nhQ\n"), /is encrypted by PGP/u],
  ["a vault", before("$ANSIBLE_VAULT;1.1;AES256\n6638\n"), /is encrypted by Ansible Vault/u],
  ["a file of transcrypt", before("U2FsdGVkX1+abc\n"), /is encrypted by OpenSSL or transcrypt/u],
  [
    "values of SOPS",
    before(
      policyOf("roles: ENC[AES256_GCM,data:x,type:str]\n").replace(
        "fernwick",
        "ENC[AES256_GCM,data:x,type:str]",
      ),
    ),
    /is encrypted by SOPS/u,
  ],
  ["UTF-16", before(Buffer.from(old, "utf16le")), /is binary, not text/u],
  ["a link that leads outside", before({ target: "/etc/passwd" }), /is a symbolic link/u],
  ["a submodule", before({ submodule: true }), /is a submodule/u],
  ["more than a policy may have", before("#".repeat(600_000)), /is 600000 bytes long/u],
  [
    "more than GitHub returns with its content",
    before("#".repeat(1_100_000)),
    /is 1100000 bytes long/u,
  ],
  ["a folder", { ...before(""), change: put(`${movedSha}:${path}/a.yml`, "") }, /is a folder/u],
])(
  "what was before is never taken for wrong where it cannot be read: %s",
  async (_, scene, why) => {
    const { result } = await resolve(scene);

    expect(result).toMatch(why);
    expect(result).toMatch(
      /^cannot determine what this pull request changes: before it, "access-policy.yml" is /u,
    );
    expect(result).toContain("an administrator can merge that one change without this check");
  },
);
