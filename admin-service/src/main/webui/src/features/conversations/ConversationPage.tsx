import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ArrowLeft, Braces } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../language/useWords';
import { Link } from '../../router/Link';
import { useParam } from '../../router/Router';
import { Button } from '../../ui/Button';
import { Snippet } from '../../ui/Copy';
import { Failure } from '../../ui/Failure';
import { Fold } from '../../ui/Fold';
import { PageTitle } from '../../ui/Page';
import { ConversationFacts } from './ConversationFacts';
import { conversationQuery } from './getConversation';
import { messagesQuery } from './listMessages';
import { Transcript } from './Transcript';

/** One conversation: what was said in the middle, what it took at the side, and everything as the service sent it one click away. */
export default function ConversationPage() {
  const t = useWords();
  const tenant = useParam('tenant');
  const id = useParam('conversation');
  const [raw, setRaw] = useState(false);
  const conversation = useQuery(conversationQuery(tenant, id));
  const transcript = useInfiniteQuery(messagesQuery(tenant, id));
  const messages = transcript.data?.pages.flatMap(page => page.data);
  const error = conversation.error ?? transcript.error;
  const retry = () => void Promise.all([conversation.refetch(), transcript.refetch()]);

  return (
    <div className="mx-auto w-full max-w-280 px-4 py-5 sm:px-8 sm:py-7">
      <PageTitle title={t('conversation.title')} />
      <Link
        to={`/tenants/${tenant}/conversations`}
        className="inline-flex items-center gap-1.5 text-sm text-quiet hover:text-text"
      >
        <ArrowLeft size={16} className="pointing" aria-hidden />
        {t('tab.conversations')}
      </Link>
      <header className="mt-2 flex items-center justify-between gap-4 border-b border-line pb-4">
        <h1 className="text-xl font-strong">{t('conversation.title')}</h1>
        <Button aria-pressed={raw} onClick={() => setRaw(!raw)} disabled={!messages}>
          <Braces size={16} aria-hidden />
          {t(raw ? 'conversation.transcript' : 'conversation.raw')}
        </Button>
      </header>
      {error && !messages ? (
        <Failure error={error} retry={retry} />
      ) : (
        <div className="grid grid-cols-1 gap-x-12 gap-y-6 pt-5 lg:grid-cols-[minmax(0,1fr)_280px]">
          <div className="min-w-0">
            {raw ? (
              <Snippet
                text={JSON.stringify({ conversation: conversation.data, messages }, null, 2)}
                label={t('conversation.raw.copy')}
              />
            ) : (
              <Transcript messages={messages} />
            )}
            {transcript.hasNextPage && (
              <Button
                className="mt-6"
                busy={transcript.isFetchingNextPage}
                onClick={() => void transcript.fetchNextPage()}
              >
                {t('conversation.more')}
              </Button>
            )}
          </div>
          <aside aria-label={t('conversation.facts')} className="max-lg:order-first">
            <div className="lg:hidden">
              <Fold summary={t('conversation.facts')}>
                <ConversationFacts conversation={conversation.data} messages={messages ?? []} />
              </Fold>
            </div>
            <div className="max-lg:hidden">
              <ConversationFacts conversation={conversation.data} messages={messages ?? []} />
            </div>
          </aside>
        </div>
      )}
    </div>
  );
}
