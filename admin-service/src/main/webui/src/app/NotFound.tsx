import { Compass } from 'lucide-react';
import { useWords } from '../language/useWords';
import { LinkButton } from '../ui/Button';
import { Empty } from '../ui/Empty';
import { PageTitle } from '../ui/Page';

export function NotFound() {
  const t = useWords();
  return (
    <>
      <PageTitle title={t('notFound.title')} />
      <Empty
        icon={<Compass size={20} aria-hidden />}
        title={t('notFound.title')}
        help={t('notFound.help')}
        action={<LinkButton to="/">{t('notFound.action')}</LinkButton>}
      />
    </>
  );
}
