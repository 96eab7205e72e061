export const chat = 'Chat';

/** The words of the window. Those of the talk come with it: talk/words. */
export default {
  chat,
  open: 'Open chat',
  close: 'Close chat',
  restart: 'Start a new conversation',
  assistant: 'AI assistant',
  disclosure: 'You are chatting with an AI. It can make mistakes.',
  greeting: 'Hello. How can we help?',
  conversation: 'Conversation',
  placeholder: 'Write a message',
  send: 'Send message',
  stop: 'Stop the answer',
  unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  notSent: 'Your message was not sent.',
  tooLong: 'This message is too long. Please shorten it.',
};
