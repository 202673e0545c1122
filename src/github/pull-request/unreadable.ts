/** Recognizes files that contain a pointer or encrypted text instead of the policy. */

interface Kind {
  /** Follows "it is". */
  readonly why: string;
  readonly begins: RegExp;
}

/**
 * The first bytes of such a file.
 * - Git LFS: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 * - git-crypt: the ten bytes that its `smudge` looks for, https://github.com/AGWA/git-crypt
 * - age: https://age-encryption.org/v1
 * - OpenSSL and transcrypt: `Salted__`, plain or in base64
 */
const kinds: readonly Kind[] = [
  {
    why: "a pointer of Git LFS, not the policy's text",
    begins: /^version https?:\/\/(?:git-lfs\.github\.com|hawser\.github\.com|git-media\.io)\//u,
  },
  { why: "encrypted by git-crypt", begins: /^\0GITCRYPT\0/u },
  { why: "encrypted by age", begins: /^(?:age-encryption\.org\/|-----BEGIN AGE ENCRYPTED)/u },
  { why: "encrypted by PGP", begins: /^-----BEGIN PGP MESSAGE-----/u },
  { why: "encrypted by Ansible Vault", begins: /^\$ANSIBLE_VAULT;/u },
  { why: "encrypted by OpenSSL or transcrypt", begins: /^(?:Salted__|U2FsdGVkX1)/u },
];
/** SOPS encrypts the values of a file but not its keys. https://getsops.io */
const sopsValue = /(?:^|[\s"'])ENC\[AES256_GCM,data:/u;

/**
 * Returns why the bytes cannot be the text of a policy, to follow "it is"; undefined if they can.
 */
export function findUnreadable(bytes: Buffer): string | undefined {
  const text = bytes.toString("latin1");
  const found = kinds.find(({ begins }) => begins.test(text));
  if (found !== undefined) return found.why;
  if (sopsValue.test(text)) return "encrypted by SOPS";
  // YAML does not allow NUL in any one-byte encoding. Git uses the same test for binary files.
  return bytes.includes(0) ? "binary, not text" : undefined;
}
