import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import ConversationPage from '../../src/features/conversations/ConversationPage';
import { json, list, problem, Service } from '../service';
import { signedIn } from '../session';
import { show } from '../show';

const PATH = '/api/v1/chat/admin/conversations/cnv_1';
const conversation = {
  id: 'cnv_1',
  visitor: 'vis_1',
  status: 'open',
  started_at: '2026-11-21T10:00:00Z',
  turns: 1,
  tokens_input: 120,
  tokens_output: 35,
  tool_calls: 1,
  cost_micros: 4200,
};
const messages = [
  { id: 'msg_1', role: 'user', text: 'Where is order 1042?', created_at: '2026-11-21T10:00:00Z' },
  {
    id: 'msg_2',
    role: 'assistant',
    text: 'It arrives on Thursday.',
    created_at: '2026-11-21T10:00:02Z',
    tokens_input: 120,
    tokens_output: 35,
    cost_micros: 4200,
    model: 'local',
    citations: [
      { index: 1, title: 'Shipping', url: 'https://shop.example/shipping' },
      { index: 2, title: 'Trick', url: 'javascript:alert(1)' },
    ],
    tool_calls: [
      {
        id: 'tc_1',
        name: 'get_order_status',
        label: 'Checked order 1042',
        state: 'succeeded',
        arguments: { order: '1042' },
        result: { status: 'shipped' },
      },
    ],
  },
];
const open = () =>
  show('/tenants/:tenant/conversations/:conversation', '/tenants/ten_1/conversations/cnv_1', <ConversationPage />);

describe('the conversation page', () => {
  let service: Service;
  beforeEach(() => {
    signedIn();
    service = new Service()
      .on('GET', PATH, () => json(conversation))
      .on('GET', `${PATH}/messages`, () => list(messages));
  });

  it('shows what was said, the tool with what went in and out, and asks for its tenant', async () => {
    open();
    expect(await screen.findByText('It arrives on Thursday.')).toBeDefined();
    expect(screen.getByText('Checked order 1042')).toBeDefined();
    expect(screen.getByText(/"order": "1042"/)).toBeDefined();
    expect(screen.getByText('155 tokens')).toBeDefined();
    expect(screen.getByText(/"status": "shipped"/)).toBeDefined();
    expect(service.asked.every(asked => asked.query.get('tenant') === 'ten_1')).toBe(true);
  });

  it('links sources to web addresses alone', async () => {
    open();
    expect(await screen.findByRole('link', { name: 'Shipping' })).toBeDefined();
    expect(screen.getByText('Trick').closest('a')).toBeNull();
  });

  it('shows everything as it was sent, one click away', async () => {
    open();
    await screen.findByText('It arrives on Thursday.');
    fireEvent.click(screen.getByRole('button', { name: 'Raw' }));
    expect(screen.getByText(/"finish_reason"|"cost_micros": 4200/)).toBeDefined();
  });

  it('says that a foreign or deleted conversation is not there', async () => {
    service
      .on('GET', PATH, () => problem(404, 'not-found'))
      .on('GET', `${PATH}/messages`, () => problem(404, 'not-found'));
    open();
    expect((await screen.findByRole('alert')).textContent).toContain('not found');
  });
});
