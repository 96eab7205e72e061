import { Menu, Search } from 'lucide-react';
import { useWords } from '../language/useWords';
import { Link } from '../router/Link';
import { IconButton } from '../ui/Button';

/** On narrow screens, in place of the rail. */
export function TopBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const t = useWords();
  return (
    <header className="flex h-12 shrink-0 items-center justify-between border-b border-line px-2 md:hidden">
      <IconButton label={t('shell.menu')} onClick={onMenu}>
        <Menu size={20} aria-hidden />
      </IconButton>
      <Link to="/" className="flex items-center gap-2 font-strong">
        <img src="/admin/icon.svg" alt="" width={20} height={20} />
        {t('product.short')}
      </Link>
      <IconButton label={t('shell.search')} onClick={onSearch}>
        <Search size={20} aria-hidden />
      </IconButton>
    </header>
  );
}
