/** Facts of the roster whose names in the code are not words. */
const factWords: Readonly<Record<string, string>> = {
  active: "activity",
  broadcast: "broadcast state",
  createdAt: "day of creation",
  createdBy: "creator",
  defaultPrivilege: "default privilege",
  email: "e-mail address",
  enabled: "whether it is on",
  enforced: "whether it is enforced",
  endsAt: "end",
  expiresAt: "end",
  isDefault: "whether it is the default",
  joinedAt: "day of joining",
  keyExpiresAt: "end of the key",
  lastLoginAt: "last login",
  lastLoginMethod: "login method",
  limited: "limits",
  mappingClaim: "mapping claim",
  mappings: "dynamic mappings",
  privateBroadcasts: "private broadcasts",
  teamRole: "role in a team",
  twoFactor: "two-factor",
};

/** Returns the name of a fact in words. */
export function factInWords(fact: string): string {
  return factWords[fact] ?? fact;
}
