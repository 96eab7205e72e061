import { money, number } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { Id } from '../../ui/Copy';
import { Facts } from '../../ui/Page';
import { Status } from '../../ui/Status';
import { Time } from '../../ui/Time';
import { type Conversation, isOpen, type Message } from './conversation';

export function ConversationFacts({
  conversation,
  messages,
}: {
  conversation: Conversation | undefined;
  messages: Message[];
}) {
  const t = useWords();
  if (!conversation) {
    return (
      <div className="grid gap-5 py-2" aria-hidden>
        {[140, 90, 120, 60, 80, 70].map(width => (
          <span key={width} className="skeleton h-3" style={{ width }} />
        ))}
      </div>
    );
  }
  const open = isOpen(conversation);
  const versions = [...new Set(messages.flatMap(message => message.persona_version ?? []))];
  const models = [...new Set(messages.flatMap(message => message.model ?? []))];
  return (
    <Facts
      facts={{
        [t('tenants.status')]: (
          <Status tone={open ? 'good' : 'neutral'}>{t(open ? 'conversation.open' : 'conversation.ended')}</Status>
        ),
        ...(conversation.visitor_name && { [t('tenant.name')]: <bdi>{conversation.visitor_name}</bdi> }),
        ...(conversation.visitor_email && { [t('signIn.email')]: <bdi>{conversation.visitor_email}</bdi> }),
        [t('conversation.visitor')]: (
          <Id value={conversation.visitor} label={t('copy.named', { name: t('conversation.visitor') })} />
        ),
        [t('conversation.id')]: <Id value={conversation.id} label={t('copy.named', { name: t('conversation.id') })} />,
        [t('conversation.started')]: <Time at={conversation.started_at} />,
        [t('conversation.last')]: <Time at={conversation.last_message_at ?? conversation.started_at} />,
        ...(versions.length > 0 && { [t('conversation.persona')]: versions.map(number).join(', ') }),
        ...(models.length > 0 && { [t('model.model')]: <bdi>{models.join(', ')}</bdi> }),
        [t('conversation.turns')]: number(conversation.turns),
        [t('metric.tokens.input')]: number(conversation.tokens_input),
        [t('metric.tokens.output')]: number(conversation.tokens_output),
        [t('conversation.toolCalls')]: number(conversation.tool_calls),
        [t('figure.cost')]: money(conversation.cost_micros),
      }}
    />
  );
}
