import { clock, exact, money } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { classes } from '../../ui/classes';
import { type Message, tokensOf } from './conversation';
import { Sources } from './Sources';
import { ToolCallStep } from './ToolCallStep';

/** What was said, as the visitor saw it, with the steps of each answer above its text. */
export function Transcript({ messages }: { messages: Message[] | undefined }) {
  const t = useWords();
  if (!messages) return <Waiting />;
  if (messages.length === 0) return <p className="text-quiet">{t('conversation.noMessages')}</p>;
  return (
    <ol className="grid gap-6">
      {messages.map(message => (
        <li key={message.id}>
          {message.role === 'user' || message.role === 'visitor' ? (
            <Question message={message} />
          ) : (
            <Answer message={message} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Question({ message }: { message: Message }) {
  const t = useWords();
  return (
    <div className="ms-auto grid w-fit max-w-[85%] justify-items-end gap-1">
      <p className="text-xs text-quiet">
        {t('conversation.visitor')} · <Moment at={message.created_at} />
      </p>
      <Text text={message.text} className="rounded-bubble rounded-se-[4px] bg-accent-quiet px-3.5 py-2" />
    </div>
  );
}

function Answer({ message }: { message: Message }) {
  const t = useWords();
  const tokens = tokensOf(message);
  const unusual = message.finish_reason && message.finish_reason !== 'stop';
  return (
    <div className="grid max-w-160 gap-2">
      <p className="text-xs text-quiet">
        {t('conversation.assistant')} · <Moment at={message.created_at} />
      </p>
      {message.tool_calls?.map(each => (
        <ToolCallStep key={each.id} call={each} />
      ))}
      <Text text={message.text} />
      {message.citations && message.citations.length > 0 && <Sources citations={message.citations} />}
      <p className="figures flex flex-wrap gap-x-3 text-xs text-quiet">
        {message.model && <bdi>{message.model}</bdi>}
        {tokens > 0 && <span>{t('conversation.tokens.count', { count: tokens })}</span>}
        {message.cost_micros != null && <span>{money(message.cost_micros)}</span>}
        {unusual && (
          <span className="text-warn">{t('conversation.finish', { reason: message.finish_reason ?? '' })}</span>
        )}
      </p>
    </div>
  );
}

function Text({ text, className }: { text: string; className?: string }) {
  return (
    <p dir="auto" className={classes('leading-[22px] break-words whitespace-pre-wrap', className)}>
      {text}
    </p>
  );
}

function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)} className="figures">
      {clock(at)}
    </time>
  );
}

function Waiting() {
  return (
    <div className="grid gap-6" aria-hidden>
      <span className="skeleton ms-auto h-9 w-3/5 rounded-bubble opacity-70" />
      <span className="skeleton h-3 w-4/5" />
      <span className="skeleton h-3 w-3/5" />
      <span className="skeleton ms-auto h-9 w-2/5 rounded-bubble opacity-70" />
      <span className="skeleton h-3 w-3/4" />
    </div>
  );
}
