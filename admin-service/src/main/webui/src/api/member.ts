import { useSyncExternalStore } from 'react';
import { type Member, onTokensChange, readTokens } from './tokens';

const nobody: Member = { id: '', email: '', name: '', role: 'analyst', tenant: null };
let last: Member = nobody;

/** The signed-in member. After the session's end it stays the last one until the console is gone. */
export function useMember(): Member {
  return useSyncExternalStore(onTokensChange, () => {
    const member = readTokens()?.member;
    if (member && JSON.stringify(member) !== JSON.stringify(last)) last = member;
    return last;
  });
}

export function isPlatform(member: Member): boolean {
  return !member.tenant;
}

const RANK = { analyst: 0, editor: 1, admin: 2 };

/** Whether the member's role is at least this one. The services decide; this only hides what they would refuse. */
export function may(member: Member, role: Member['role']): boolean {
  return RANK[member.role] >= RANK[role];
}
