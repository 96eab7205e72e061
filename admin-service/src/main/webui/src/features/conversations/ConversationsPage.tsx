import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import { money, number } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { useParam } from '../../router/Router';
import { Empty } from '../../ui/Empty';
import { Failure } from '../../ui/Failure';
import { Paging, useCursor } from '../../ui/Paging';
import { type Column, RowLink, Table } from '../../ui/Table';
import { Time } from '../../ui/Time';
import type { Conversation } from './conversation';
import { conversationsQuery } from './listConversations';

export default function ConversationsPage() {
  const t = useWords();
  const tenant = useParam('tenant');
  const list = useQuery({ ...conversationsQuery(tenant, useCursor()), placeholderData: keepPreviousData });
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (list.data?.data.length === 0) {
    return (
      <Empty
        icon={<MessagesSquare size={20} aria-hidden />}
        title={t('conversations.empty')}
        help={t('conversations.empty.help')}
      />
    );
  }
  return (
    <>
      <Table
        label={t('tab.conversations')}
        columns={columnsOf(tenant, t)}
        rows={list.data?.data ?? []}
        rowKey={each => each.id}
        waiting={list.isPending && 8}
      />
      <Paging page={list.data} />
    </>
  );
}

function columnsOf(tenant: string, t: ReturnType<typeof useWords>): Column<Conversation>[] {
  return [
    {
      id: 'preview',
      title: t('conversation.preview'),
      className: 'w-full max-w-0 sm:w-1/2',
      cell: each => (
        <RowLink to={`/tenants/${tenant}/conversations/${each.id}`}>
          <span dir="auto" className="line font-normal">
            {each.preview || t('conversation.noText')}
          </span>
        </RowLink>
      ),
    },
    {
      id: 'visitor',
      title: t('conversation.visitor'),
      className: 'max-w-40 text-quiet max-xl:hidden',
      cell: each => <Visitor conversation={each} />,
    },
    {
      id: 'turns',
      title: t('conversation.turns'),
      numeric: true,
      className: 'max-sm:hidden',
      cell: each => number(each.turns),
    },
    {
      id: 'tokens',
      title: t('conversation.tokens'),
      numeric: true,
      className: 'max-md:hidden',
      cell: each => number(each.tokens_input + each.tokens_output),
    },
    {
      id: 'tools',
      title: t('conversation.toolCalls'),
      numeric: true,
      className: 'max-md:hidden',
      cell: each => number(each.tool_calls),
    },
    {
      id: 'cost',
      title: t('figure.cost'),
      numeric: true,
      className: 'max-sm:hidden',
      cell: each => money(each.cost_micros),
    },
    {
      id: 'last',
      title: t('conversation.last'),
      numeric: true,
      className: 'text-quiet',
      cell: each => <Time at={each.last_message_at ?? each.started_at} />,
    },
  ];
}

function Visitor({ conversation }: { conversation: Conversation }) {
  const { visitor, visitor_name, visitor_email } = conversation;
  if (visitor_name || visitor_email) {
    return (
      <span dir="auto" title={visitor_email ?? ''} className="line">
        {visitor_name || visitor_email}
      </span>
    );
  }
  return (
    <code dir="ltr" title={visitor} className="font-mono text-xs whitespace-nowrap">
      …{visitor.slice(-6)}
    </code>
  );
}
