// Turns run to their end whether or not anybody listens; their frames are kept, so that a listener may come back.
import { setTimeout as pause } from 'node:timers/promises';

/** Begins to answer. The magic words in the question choose what goes wrong: see faults.mjs. */
export function startTurn({ started, text, reply, stored, pace }) {
  const turn = {
    frames: [],
    listeners: new Set(),
    attached: 0,
    over: false,
    stopped: false,
    forgotten: /#lost|#forget/.test(text),
    flaps: text.includes('#flap') ? 2 : 0,
  };
  const tell = (name, data) => {
    const at = turn.frames.length + 1;
    turn.frames.push(`id: ${at}\nevent: ${name}\ndata: ${JSON.stringify({ type: name, ...data })}\n\n`);
    for (const listener of turn.listeners) listener.write(turn.frames.at(-1));
  };
  const leave = (how) => {
    for (const listener of turn.listeners) listener[how]();
    turn.listeners.clear();
  };
  const complete = (said, finish_reason) => {
    const tools = (reply.tools ?? []).map(({ id, done, state = 'succeeded', confirmation }) => ({
      id,
      label: done,
      state,
      ...(confirmation && { confirmation }),
    }));
    stored({
      id: started.message_id,
      role: 'assistant',
      text: said,
      citations: finish_reason === 'stop' ? (reply.citations ?? []) : [],
      tool_calls: tools,
      finish_reason,
      created_at: new Date(),
    });
    const usage = text.includes('#left') ? { messages_left: 2, resets_at: null } : { messages_left: 40 };
    tell('message.completed', { message_id: started.message_id, finish_reason, usage });
    tell('turn.completed', { turn_id: started.turn_id });
  };

  async function steps() {
    for (const tool of reply.tools ?? []) {
      tell('tool.progress', { call_id: tool.id, label: tool.running, state: 'running' });
      await pause((text.includes('#tool') ? 60_000 : 700) * pace);
      const { confirmation, state = 'succeeded' } = tool;
      tell('tool.progress', { call_id: tool.id, label: tool.done, state, ...(confirmation && { confirmation }) });
    }
  }

  /** Two words an event, as a model would. */
  async function words() {
    let said = '';
    const cite = () => {
      for (const citation of reply.citations ?? []) tell('citation', citation);
    };
    if (text.includes('#early')) cite();
    for (const [at, delta] of (reply.text.match(/\S+\s*\S*\s*/g) ?? []).entries()) {
      if (turn.stopped) return complete(said, 'stopped');
      if (at === 6 && /#break|#lost|#flap|#forget/.test(text)) leave('end');
      if (at === 6 && text.includes('#reset')) leave('destroy');
      if (at === 6 && text.includes('#lost')) return;
      if (at === 6 && text.includes('#dies')) {
        leave('destroy');
        await pause(300 * pace);
        return complete(said, 'interrupted');
      }
      tell('text.delta', { message_id: started.message_id, delta });
      said += delta;
      await pause((text.includes('#slow') ? 220 : 28) * pace);
    }
    if (!text.includes('#early')) cite();
    complete(reply.text, 'stop');
  }

  async function run() {
    tell('turn.started', started);
    if (text.includes('#odd')) tell('weather.changed', { sky: 'blue' });
    if (text.includes('#warn')) {
      tell('limit.warning', { messages_left: 5, resets_at: new Date(Date.now() + 42_000).toISOString() });
    }
    await pause((text.includes('#thinking') ? 60_000 : 500) * pace);
    await steps();
    if (text.includes('#error')) {
      tell('error', {
        type: 'about:blank',
        status: 502,
        code: 'model-unavailable',
        title: 'The model did not answer.',
      });
    } else await words();
  }

  void run().finally(() => {
    turn.over = true;
    leave('end');
  });
  return turn;
}

/** Tells what came after the given frame, and goes on with what is still to come. */
export function attach(turn, response, headers, after = 0) {
  response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(`: ping\n\n${turn.frames.slice(after).join('')}`);
  if (turn.over) response.end();
  else turn.listeners.add(response);
  response.on('close', () => turn.listeners.delete(response));
}
