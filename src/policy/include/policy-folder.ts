/** What a policy of several files reads from: a folder on disk, or in a commit. */

export interface FolderEntry {
  readonly name: string;
  /** `other` is something that cannot be read, such as a submodule or a device. */
  readonly kind: "file" | "folder" | "link" | "other";
  /** In a commit: changes if the content does. */
  readonly id?: string;
}

/** The folder that contains the policy. All paths are relative to it and use `/`. */
export interface PolicyFolder {
  /** Returns what is in a folder, in any order; nothing if it does not exist. `""` is the folder itself. */
  list(path: string): Promise<readonly FolderEntry[]>;
  /** Returns the bytes of a file from `list`; undefined if it has more than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
}
