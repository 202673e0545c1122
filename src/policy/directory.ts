/** Finds the account that a name in a policy refers to. */

import type { Invite, Member, Roster, ServiceAccount } from "../roster/model.ts";
import { isUnknown, type Fact, type Unknown } from "../roster/fact.ts";
import type { WrittenName } from "./position.ts";
import { fold } from "../roster/fold.ts";
import { memoize } from "../roster/memoize.ts";
import { fitsOneOf } from "./wildcard.ts";

export interface Directory {
  /**
   * Members with this username, permanent id or e-mail address. The case of A to Z does not matter.
   */
  members(name: WrittenName): readonly Member[];
  /** Returns the one member with this name; undefined if there is none, or more than one. */
  member(name: WrittenName): Member | undefined;
  service(name: WrittenName): ServiceAccount | undefined;
  /**
   * Returns an invite to this e-mail address or username that has not expired, as far as that was
   * seen.
   */
  invite(name: WrittenName, now: Date): Invite | undefined;
  /**
   * Returns an unknown fact if a name without a match may belong to somebody whose address was not
   * seen; otherwise false.
   */
  mayBeHidden(name: WrittenName): Fact<false>;
  /**
   * Returns a function that says whether a member is in the list; unknown if a hidden address makes
   * that uncertain.
   */
  listed(names: readonly WrittenName[]): (member: Member) => Fact<boolean>;
  /**
   * Returns a function that says whether a member's username or address matches one of the
   * patterns; unknown as above.
   */
  allowed(patterns: readonly WrittenName[]): (member: Member) => Fact<boolean>;
}

/** Returns the directory of a roster's accounts. A roster never changes, so it is built only once. */
export const directoryOf = memoize(new WeakMap<Roster, Directory>(), createDirectory);

/** Returns whether an invite is known to be over, so that nobody can accept it. */
export function hasExpired({ expiresAt }: Pick<Invite, "expiresAt">, now: Date): boolean {
  return !isUnknown(expiresAt) && new Date(expiresAt) <= now;
}

/** Returns the address and the username of the invited person, as far as they were seen. */
export function namesOfInvite({ email, username }: Invite): readonly string[] {
  return [email, username].filter((name) => typeof name === "string");
}

function createDirectory(roster: Roster): Directory {
  // Almost every name belongs to one member, so most entries need no array.
  const members = new Map<string, Member | Member[]>();
  const file = (key: string, member: Member) => {
    const filed = members.get(key);
    if (filed === undefined) members.set(key, member);
    else if (!Array.isArray(filed)) {
      if (filed !== member) members.set(key, [filed, member]);
    } else if (!filed.includes(member)) filed.push(member);
  };
  let hidden: Unknown | undefined;
  for (const member of roster.members) {
    file(fold(member.username), member);
    file(fold(member.id), member);
    if (isUnknown(member.email)) hidden ??= member.email;
    else file(fold(member.email), member);
  }
  const services = new Map(roster.services.map((service) => [fold(service.slug), service]));
  const invites = new Map<string, Invite[]>();
  for (const invite of roster.invites) {
    for (const name of namesOfInvite(invite)) {
      const filed = invites.get(fold(name));
      if (filed === undefined) invites.set(fold(name), [invite]);
      else filed.push(invite);
    }
  }
  const find = (name: WrittenName): readonly Member[] => {
    const filed = members.get(fold(name.text)) ?? [];
    return Array.isArray(filed) ? filed : [filed];
  };
  // A name that matches two people refers to neither: a guess could approve somebody's access.
  const findOne = (name: WrittenName) => {
    const found = find(name);
    return found.length === 1 ? found[0] : undefined;
  };
  const mayBeHidden = (name: WrittenName): Fact<false> =>
    hidden !== undefined && name.text.includes("@") && find(name).length === 0 ? hidden : false;
  return {
    members: find,
    member: findOne,
    service: (name) => services.get(fold(name.text)),
    invite: (name, now) => invites.get(fold(name.text))?.find((invite) => !hasExpired(invite, now)),
    mayBeHidden,
    allowed: (patterns) => {
      const texts = patterns.map(({ text }) => text);
      const fitsUsername = fitsOneOf(texts);
      const addresses = texts.filter((text) => text.includes("@"));
      const fitsAddress = fitsOneOf(addresses);
      return ({ username, email }) => {
        if (fitsUsername(username)) return true;
        if (isUnknown(email)) return addresses.length > 0 ? email : false;
        return fitsAddress(email);
      };
    },
    listed: (names) => {
      const found = new Set(names.map(findOne));
      const someHidden = names.some((name) => isUnknown(mayBeHidden(name)));
      return (member) => {
        if (found.has(member)) return true;
        return someHidden && isUnknown(member.email) ? member.email : false;
      };
    },
  };
}
