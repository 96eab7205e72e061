// The two transactions of a turn, in plain SQL. Statements have names, so that Postgres plans each of them once.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { uuid } from './ids.mjs';

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL ?? 20),
  options: '-c search_path=node_bench',
});

export async function prepare(tenant, hash) {
  await pool.query(readFileSync(new URL('schema.sql', import.meta.url), 'utf8'));
  await pool.query('insert into node_bench.api_key values ($1, $2) on conflict do nothing', [hash, tenant]);
}

export async function tenantOf(hash) {
  const { rows } = await pool.query({
    name: 'tenant',
    text: 'select tenant_id from api_key where hash = $1',
    values: [hash],
  });
  return rows[0]?.tenant_id;
}

async function transaction(tenant, work) {
  const client = await pool.connect();
  const run = async (name, text, ...values) => (await client.query({ name, text, values })).rows;
  try {
    await client.query('begin');
    await run('tenant-of-transaction', "select set_config('usher.tenant', $1, true)", tenant);
    const result = await work(run);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Stores the question and moves the fence. Answers {outcome: asked · answered · missing · ended, …}. */
export const ask = (tenant, { conversation, visitor, opens, turn, question, text, clientId, locale, now }) =>
  transaction(tenant, async (run) => {
    if (!opens) {
      const [found] = await run(
        'owner',
        'select visitor_id, status from conversation where tenant_id = $1 and id = $2',
        tenant,
        conversation,
      );
      if (!found) return { outcome: 'missing' };
      if (found.status !== 'open') return { outcome: 'ended' };
      visitor = found.visitor_id;
    }
    if (clientId) {
      const [before] = await run(
        'known',
        `select a.id, a.text, a.turn_id, a.conversation_id, a.finish_reason from message q
           join message a on a.tenant_id = q.tenant_id and a.conversation_id = q.conversation_id
            and a.turn_id = q.turn_id and a.role = 'assistant'
          where q.tenant_id = $1 and q.visitor_id = $2 and q.client_message_id = $3`,
        tenant,
        visitor,
        clientId,
      );
      if (before) return { outcome: 'answered', before };
    }
    let history = [];
    let fence = 1;
    if (opens) {
      await run(
        'visitor',
        `insert into visitor values ($1, $2, $3, $3)
           on conflict (tenant_id, id) do update set last_seen_at = excluded.last_seen_at`,
        tenant,
        visitor,
        now,
      );
      await run(
        'open',
        `insert into conversation (tenant_id, id, visitor_id, turns, locale, preview, started_at, last_message_at)
         values ($1, $2, $3, 1, $4, left($5, 160), $6, $6)`,
        tenant,
        conversation,
        visitor,
        locale,
        text,
        now,
      );
    } else {
      const [moved] = await run(
        'continue',
        `update conversation set turns = turns + 1, last_message_at = $3, preview = left($4, 160)
          where tenant_id = $1 and id = $2 returning turns`,
        tenant,
        conversation,
        now,
        text,
      );
      fence = moved.turns;
      history = await run(
        'history',
        'select role, text from message where tenant_id = $1 and conversation_id = $2 order by id desc limit 20',
        tenant,
        conversation,
      );
    }
    await run(
      'question',
      `insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, client_message_id, created_at)
       values ($1, $2, $3, $4, $5, 'visitor', $6, $7, $8)
       on conflict (tenant_id, visitor_id, client_message_id) where client_message_id is not null
         do update set turn_id = excluded.turn_id, conversation_id = excluded.conversation_id`,
      tenant,
      question,
      conversation,
      turn,
      visitor,
      text,
      clientId,
      now,
    );
    return { outcome: 'asked', visitor, fence, history: history.reverse() };
  });

/** Stores the answer, its receipt and its usage event, unless the fence has moved: then answers false. */
export const answer = (
  tenant,
  { conversation, visitor, fence, turn, message, text, finish, model, tokens, now },
  event,
) =>
  transaction(tenant, async (run) => {
    const [held] = await run(
      'fence',
      `update conversation set last_message_at = $4, tokens_input = tokens_input + $5, tokens_output = tokens_output + $6
        where tenant_id = $1 and id = $2 and turns = $3 returning id`,
      tenant,
      conversation,
      fence,
      now,
      tokens.input,
      tokens.output,
    );
    if (!held) return false;
    await run(
      'answer',
      `insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, finish_reason, created_at)
       values ($1, $2, $3, $4, $5, 'assistant', $6, $7, $8)`,
      tenant,
      message,
      conversation,
      turn,
      visitor,
      text,
      finish,
      now,
    );
    await run(
      'receipt',
      `insert into receipt values ($1, $2, $3, $4, 'openai', $5, 1, $6, $7, 0, '[]', '[]', $8)`,
      tenant,
      message,
      conversation,
      turn,
      model,
      tokens.input,
      tokens.output,
      now,
    );
    await run(
      'outbox',
      'insert into outbox (tenant_id, topic, payload) values ($1, $2, $3)',
      tenant,
      'usher.usage',
      JSON.stringify({ specversion: '1.0', id: `evt_${uuid()}`, source: 'usher/node-bench', time: now, ...event }),
    );
    return true;
  });
