import { Menu } from '@base-ui/react/menu';
import { Check, LogOut } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Member } from '../api/tokens';
import { useWords } from '../language/useWords';
import { type Language, loadWords } from '../language/words';
import { AvatarFace } from './AvatarFace';
import { appearance, changeAppearance, type Theme } from './appearance';
import { leave } from './leave';

const THEMES: Theme[] = ['auto', 'light', 'dark'];
const LANGUAGES: [Language, string][] = [
  ['en', 'English'],
  ['he', 'עברית'],
];
const ITEM =
  'flex h-8 cursor-default items-center gap-2 rounded-[4px] ps-2 pe-3 outline-none data-highlighted:bg-text/7 max-md:h-10';

export default function AvatarMenu({ member }: { member: Member }) {
  const t = useWords();
  const [{ theme, language }, setAppearance] = useState(appearance);
  const chooseTheme = (chosen: Theme) => {
    changeAppearance({ theme: chosen });
    setAppearance(appearance());
  };
  const chooseLanguage = async (chosen: Language) => {
    await loadWords(chosen, 'console');
    changeAppearance({ language: chosen });
    setAppearance(appearance());
  };
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={t('account.label', { name: member.name || member.email })}
        className="w-full rounded-control hover:bg-text/4"
      >
        <AvatarFace member={member} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner side="top" align="start" sideOffset={4} className="z-50">
          <Menu.Popup className="w-52 origin-(--transform-origin) rounded-card bg-raised p-1 shadow-float transition-[transform,opacity] outline-none data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0">
            <Menu.RadioGroup value={theme} onValueChange={value => chooseTheme(value as Theme)}>
              <Heading>{t('account.theme')}</Heading>
              {THEMES.map(each => (
                <Choice key={each} value={each}>
                  {t(`account.theme.${each}` as 'account.theme.auto')}
                </Choice>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="mx-2 my-1 h-px bg-line" />
            <Menu.RadioGroup value={language} onValueChange={value => void chooseLanguage(value as Language)}>
              <Heading>{t('account.language')}</Heading>
              {LANGUAGES.map(([code, name]) => (
                <Choice key={code} value={code}>
                  <span lang={code}>{name}</span>
                </Choice>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="mx-2 my-1 h-px bg-line" />
            <Menu.Item className={ITEM} onClick={leave}>
              <LogOut size={16} className="pointing text-quiet" aria-hidden />
              {t('account.signOut')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return <Menu.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-quiet">{children}</Menu.GroupLabel>;
}

function Choice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Menu.RadioItem value={value} closeOnClick={false} className={ITEM}>
      <span className="grid w-4 place-items-center">
        <Menu.RadioItemIndicator>
          <Check size={16} aria-hidden />
        </Menu.RadioItemIndicator>
      </span>
      {children}
    </Menu.RadioItem>
  );
}
