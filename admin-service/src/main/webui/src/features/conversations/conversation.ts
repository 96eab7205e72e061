export interface Conversation {
  id: string;
  visitor: string;
  /** Known only of visitors whose identity was signed by the tenant. */
  visitor_name?: string | null;
  visitor_email?: string | null;
  status: string;
  started_at: string;
  last_message_at?: string | null;
  turns: number;
  tokens_input: number;
  tokens_output: number;
  tool_calls: number;
  cost_micros: number;
  /** The beginning of the last message. */
  preview?: string | null;
}

export interface ToolCall {
  id: string;
  name: string;
  label?: string | null;
  state: string;
  arguments?: unknown;
  result?: unknown;
  duration_ms?: number | null;
}

export interface Citation {
  index: number;
  title: string;
  url?: string | null;
}

export interface Message {
  id: string;
  role: string;
  text: string;
  citations?: Citation[];
  tool_calls?: ToolCall[];
  created_at: string;
  finish_reason?: string | null;
  /** What an answer took; questions have none of it. */
  tokens_input?: number | null;
  tokens_output?: number | null;
  cost_micros?: number | null;
  model?: string | null;
  persona_version?: number | null;
}

export function isOpen(conversation: Conversation): boolean {
  return conversation.status === 'open';
}

export function tokensOf(message: Message): number {
  return (message.tokens_input ?? 0) + (message.tokens_output ?? 0);
}
