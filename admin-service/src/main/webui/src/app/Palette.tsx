import { Dialog } from '@base-ui/react/dialog';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2, LogOut, Search, SquareArrowOutUpRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { isPlatform, useMember } from '../api/member';
import { tenantsQuery } from '../features/tenants/listTenants';
import { useWords } from '../language/useWords';
import { go } from '../router/location';
import { usePath } from '../router/Router';
import { classes } from '../ui/classes';
import { leave } from './leave';
import { placeOf, TENANT_TABS, tenantPath } from './paths';
import { useRecent } from './recent';
import type { PaletteMode } from './Shell';

interface Entry {
  id: string;
  group: string;
  text: string;
  icon: ReactNode;
  act: () => void;
}

interface PaletteProps {
  /** `tenants` switches the tenant and stays on the same tab. */
  mode: PaletteMode;
  onClose: () => void;
}

/** Everything by name: type, choose, go. */
export default function Palette({ mode, onClose }: PaletteProps) {
  const t = useWords();
  const [typed, setTyped] = useState('');
  const { entries, waiting } = useEntries(mode, typed.trim());
  const [place, setPlace] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const active = Math.min(place, entries.length - 1);
  useEffect(() => {
    box.current?.querySelectorAll('[role=option]')[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.act();
  };
  const steer = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) setPlace((active + step + entries.length) % entries.length);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(entries[active]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog.Root open onOpenChange={open => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-veil" />
        <Dialog.Popup
          aria-label={t('palette.label')}
          className="fixed inset-x-3 top-[12dvh] z-50 mx-auto flex max-h-[60dvh] max-w-140 flex-col overflow-hidden rounded-[10px] bg-raised shadow-float outline-none"
        >
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search size={16} className="shrink-0 text-quiet" aria-hidden />
            <input
              role="combobox"
              aria-expanded="true"
              aria-controls={list}
              aria-activedescendant={entries[active] ? `${list}-${entries[active].id}` : undefined}
              aria-label={t(mode === 'tenants' ? 'palette.tenants' : 'palette.placeholder')}
              placeholder={t(mode === 'tenants' ? 'palette.tenants' : 'palette.placeholder')}
              dir="auto"
              value={typed}
              onChange={event => {
                setTyped(event.target.value);
                setPlace(0);
              }}
              onKeyDown={steer}
              className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
            />
          </div>
          <div
            ref={box}
            id={list}
            role="listbox"
            aria-label={t('palette.label')}
            aria-busy={waiting}
            className="overflow-y-auto p-1.5"
          >
            {entries.map((entry, index) => (
              <div key={entry.id}>
                {entry.group !== entries[index - 1]?.group && (
                  <p className="px-2.5 pt-2 pb-1 text-xs text-quiet">{entry.group}</p>
                )}
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox above, which keeps the focus */}
                <div
                  id={`${list}-${entry.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  onClick={() => choose(entry)}
                  onPointerMove={() => setPlace(index)}
                  className={classes(
                    'flex h-9 cursor-default items-center gap-2.5 rounded-control px-2.5',
                    index === active && 'bg-text/7',
                  )}
                >
                  <span className="text-quiet">{entry.icon}</span>
                  <span dir="auto" className="line">
                    {entry.text}
                  </span>
                </div>
              </div>
            ))}
            {entries.length === 0 && (
              <p className="px-2.5 py-6 text-center text-quiet">{t(waiting ? 'palette.waiting' : 'palette.nothing')}</p>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useEntries(mode: PaletteMode, typed: string): { entries: Entry[]; waiting: boolean } {
  const t = useWords();
  const member = useMember();
  const { tenant, tab } = placeOf(usePath());
  const recent = useRecent();
  const q = useDeferredValue(typed);
  const found = useQuery({
    ...tenantsQuery({ q, status: '', after: '' }),
    enabled: isPlatform(member),
    placeholderData: keepPreviousData,
  });
  const own = tenant ?? member.tenant ?? null;
  const name = recent.find(each => each.id === own)?.name ?? '';
  const page = <SquareArrowOutUpRight size={16} className="pointing" aria-hidden />;

  const pages: Entry[] = [];
  if (own) {
    for (const each of TENANT_TABS) {
      pages.push({
        id: each,
        group: name || t('palette.pages'),
        text: t(`tab.${each}`),
        icon: page,
        act: () => go(tenantPath(own, each)),
      });
    }
  }
  const general = t('palette.general');
  if (isPlatform(member))
    pages.push({ id: 'tenants', group: general, text: t('rail.tenants'), icon: page, act: () => go('/tenants') });
  const out = <LogOut size={16} className="pointing" aria-hidden />;
  pages.push({ id: 'leave', group: general, text: t('account.signOut'), icon: out, act: leave });

  const icon = <Building2 size={16} aria-hidden />;
  const tenants = (found.data?.data ?? []).map(each => ({
    id: each.id,
    group: t('rail.tenants'),
    text: each.name,
    icon,
    act: () => go(tenantPath(each.id, tab)),
  }));
  const fitting = pages.filter(each => each.text.toLocaleLowerCase().includes(typed.toLocaleLowerCase()));
  const shown = typed ? tenants : tenants.slice(0, 6);
  if (mode === 'tenants') return { entries: tenants, waiting: found.isFetching };
  return { entries: own ? [...fitting, ...shown] : [...shown, ...fitting], waiting: found.isFetching };
}
