import type { ReplyEvent } from '../wire/events';
import type { Answer } from './entry';

/** What one event does to the answer it belongs to. Events about the talk as a whole are the conversation's matter. */
export function apply(answer: Answer, event: ReplyEvent): void {
  switch (event.type) {
    case 'turn.started':
      answer.id = event.message_id;
      break;
    case 'tool.progress': {
      const { call_id: id, label, state, confirmation } = event;
      const tool = { id, label, state, ...(confirmation && { confirmation }) };
      const at = answer.tools.findIndex(({ id }) => id === tool.id);
      answer.tools =
        at < 0 ? [...answer.tools, tool] : answer.tools.map((known) => (known.id === tool.id ? tool : known));
      break;
    }
    case 'text.delta':
      answer.text += event.delta ?? '';
      answer.state = 'streaming';
      break;
    case 'citation':
      answer.sources = [...answer.sources.filter(({ index }) => index !== event.index), event];
      break;
    case 'message.replaced':
      answer.text = event.text;
      break;
    case 'message.completed':
      answer.state = 'done';
      answer.finish = event.finish_reason;
      break;
  }
}
