import { Building2, ChevronsUpDown, LayoutDashboard, PanelLeft, Search, X } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { isPlatform, useMember } from '../api/member';
import type { Member } from '../api/tokens';
import { useWords } from '../language/useWords';
import { Link } from '../router/Link';
import { usePath } from '../router/Router';
import { IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import { AvatarFace } from './AvatarFace';
import { placeOf, tenantPath } from './paths';
import { useRecent } from './recent';
import type { PaletteMode } from './Shell';

const AvatarMenu = lazy(() => import('./AvatarMenu'));
const KEY = 'usher.rail';

interface RailProps {
  /** Only narrow screens open and close it; elsewhere it is always there. */
  open: boolean;
  onClose: () => void;
  onSearch: (mode: PaletteMode) => void;
}

export function Rail({ open, onClose, onSearch }: RailProps) {
  const t = useWords();
  const member = useMember();
  const [narrow, setNarrow] = useState(() => localStorage.getItem(KEY) === 'narrow');
  const fold = () => {
    localStorage.setItem(KEY, narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };
  return (
    <>
      {open && (
        <button
          type="button"
          aria-label={t('action.close')}
          onClick={onClose}
          className="fixed inset-0 z-30 bg-veil md:hidden"
        />
      )}
      <nav
        aria-label={t('shell.navigation')}
        data-narrow={narrow || undefined}
        onKeyDown={event => event.key === 'Escape' && onClose()}
        className={classes(
          'group/rail z-40 flex w-64 shrink-0 flex-col gap-0.5 border-e border-line bg-sunken p-2 max-md:fixed max-md:inset-y-0 max-md:start-0 max-md:shadow-float md:w-55 md:data-narrow:w-13',
          !open && 'max-md:hidden',
        )}
      >
        <div className="flex h-9 items-center justify-between ps-2 md:group-data-narrow/rail:flex-col md:group-data-narrow/rail:h-auto md:group-data-narrow/rail:ps-0">
          <Link to="/" className="flex items-center gap-2 font-strong md:group-data-narrow/rail:hidden">
            <img src="/admin/icon.svg" alt="" width={20} height={20} />
            {t('product.short')}
          </Link>
          <IconButton
            label={t(narrow ? 'shell.unfold' : 'shell.fold')}
            aria-expanded={!narrow}
            onClick={fold}
            className="max-md:hidden"
          >
            <PanelLeft size={16} className="pointing" aria-hidden />
          </IconButton>
          <IconButton label={t('action.close')} onClick={onClose} className="md:hidden">
            <X size={16} aria-hidden />
          </IconButton>
        </div>
        {isPlatform(member) && <TenantSwitcher onOpen={() => onSearch('tenants')} />}
        <RailButton icon={<Search size={16} aria-hidden />} onClick={() => onSearch('all')} hint={SHORTCUT}>
          {t('shell.search')}
        </RailButton>
        <div className="h-2" />
        <Groups member={member} />
        <div className="mt-auto pt-2">
          <Suspense fallback={<AvatarFace member={member} />}>
            <AvatarMenu member={member} />
          </Suspense>
        </div>
      </nav>
    </>
  );
}

const SHORTCUT = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';

function Groups({ member }: { member: Member }) {
  const t = useWords();
  const path = usePath();
  const recent = useRecent();
  if (!isPlatform(member) && member.tenant) {
    return (
      <RailLink to={tenantPath(member.tenant)} icon={<LayoutDashboard size={16} aria-hidden />} current>
        {t('rail.home')}
      </RailLink>
    );
  }
  const { tenant } = placeOf(path);
  return (
    <>
      <RailLink to="/tenants" icon={<Building2 size={16} aria-hidden />} current={path === '/tenants'}>
        {t('rail.tenants')}
      </RailLink>
      {recent.length > 0 && (
        <div className="contents md:group-data-narrow/rail:hidden">
          <p className="px-2 pt-4 pb-1 text-xs text-quiet md:group-data-narrow/rail:hidden">{t('rail.recent')}</p>
          {recent.map(each => (
            <RailLink
              key={each.id}
              to={tenantPath(each.id)}
              icon={<Initial name={each.name} />}
              current={each.id === tenant}
            >
              {each.name}
            </RailLink>
          ))}
        </div>
      )}
    </>
  );
}

/** Names the tenant in view and opens the list of all. */
function TenantSwitcher({ onOpen }: { onOpen: () => void }) {
  const t = useWords();
  const { tenant } = placeOf(usePath());
  const current = useRecent().find(each => each.id === tenant);
  const name = current?.name ?? t('switcher.all');
  return (
    <button
      type="button"
      aria-label={t('switcher.label', { name })}
      title={name}
      onClick={onOpen}
      className="mb-1 flex h-9 items-center gap-2 rounded-control border border-line bg-raised px-2 text-start hover:border-line-strong md:group-data-narrow/rail:justify-center md:group-data-narrow/rail:px-0"
    >
      {current ? <Initial name={current.name} /> : <Building2 size={16} className="shrink-0 text-quiet" aria-hidden />}
      <span dir="auto" className="line flex-1 md:group-data-narrow/rail:hidden">
        {name}
      </span>
      <ChevronsUpDown size={14} className="shrink-0 text-quiet md:group-data-narrow/rail:hidden" aria-hidden />
    </button>
  );
}

const ROW =
  'flex h-8 w-full items-center gap-2 rounded-control px-2 text-start text-base transition-colors max-md:h-10 md:group-data-narrow/rail:justify-center md:group-data-narrow/rail:px-0';

interface RowProps {
  icon: ReactNode;
  children: ReactNode;
}

function RailLink({ to, icon, current, children }: RowProps & { to: string; current: boolean }) {
  return (
    <Link
      to={to}
      aria-current={current ? 'page' : undefined}
      className={classes(ROW, current ? 'bg-text/7 text-text' : 'text-quiet hover:bg-text/4 hover:text-text')}
    >
      {icon}
      <span dir="auto" className="line md:group-data-narrow/rail:sr-only">
        {children}
      </span>
    </Link>
  );
}

function RailButton({ icon, hint, onClick, children }: RowProps & { hint: string; onClick: () => void }) {
  return (
    <button type="button" onClick={onClick} className={classes(ROW, 'text-quiet hover:bg-text/4 hover:text-text')}>
      {icon}
      <span className="flex-1 truncate md:group-data-narrow/rail:sr-only">{children}</span>
      <kbd dir="ltr" aria-hidden className="font-sans text-xs max-md:hidden md:group-data-narrow/rail:hidden">
        {hint}
      </kbd>
    </button>
  );
}

function Initial({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-4 shrink-0 place-items-center rounded-[4px] bg-accent-quiet text-[10px] font-strong text-accent"
    >
      {[...name][0]?.toUpperCase()}
    </span>
  );
}
