import type { Member } from '../api/tokens';

/** The member at the foot of the rail: what the avatar menu opens from. */
export function AvatarFace({ member }: { member: Member }) {
  return (
    <span className="flex h-10 w-full items-center gap-2 rounded-control px-1.5 text-start md:group-data-narrow/rail:justify-center md:group-data-narrow/rail:px-0">
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded-full bg-accent text-xs font-strong text-accent-text"
      >
        {[...(member.name || member.email)][0]?.toUpperCase()}
      </span>
      <span className="min-w-0 flex-1 leading-4 md:group-data-narrow/rail:sr-only">
        <span className="block truncate text-sm">{member.name || member.email}</span>
        <span className="block truncate text-xs text-quiet">
          <bdi>{member.email}</bdi>
        </span>
      </span>
    </span>
  );
}
