import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import ToolsPage from '../../src/features/tools/ToolsPage';
import { json, list, problem, Service } from '../service';
import { platformAdmin, signedIn } from '../session';
import { show } from '../show';

const TOOLS = '/api/v1/tools/tenant-tools';
const tool = {
  tool: 'tol_1',
  name: 'get_order_status',
  enabled: true,
  url: 'https://shop.example/hook',
  timeout_ms: 30_000,
};
const toggle = () => screen.findByRole('switch', { name: 'Let the assistant use get_order_status' });

describe('the tools page', () => {
  let service: Service;
  let stored = tool;
  beforeEach(() => {
    stored = tool;
    service = new Service()
      .on('GET', TOOLS, () => list([stored]))
      .on('GET', '/api/v1/tools/catalog', () => list([{ id: 'tol_1', description: 'Finds an order.', risk: 'read' }]));
  });
  const open = () => show('/tenants/:tenant/tools', '/tenants/ten_1/tools', <ToolsPage />);

  it('turns a tool off and keeps the rest of its setup', async () => {
    signedIn();
    service.on('PUT', `${TOOLS}/tol_1`, () => {
      stored = { ...tool, enabled: false };
      return json(stored);
    });
    open();
    fireEvent.click(await toggle());
    await waitFor(() =>
      expect(service.to(`${TOOLS}/tol_1`)[0]?.body).toEqual({ enabled: false, url: tool.url, timeout_ms: 30_000 }),
    );
    expect((await toggle()).getAttribute('aria-checked')).toBe('false');
  });

  it('takes the change back when the service refuses it, and says so', async () => {
    signedIn();
    service.on('PUT', `${TOOLS}/tol_1`, () => problem(409, 'tool-locked'));
    open();
    fireEvent.click(await toggle());
    expect((await screen.findByRole('alert')).textContent).toContain('tool-locked');
    expect((await toggle()).getAttribute('aria-checked')).toBe('true');
  });

  it('lets analysts look, not change', async () => {
    signedIn({ ...platformAdmin, id: 'mem_3', role: 'analyst' });
    open();
    expect(await screen.findByText('get_order_status')).toBeDefined();
    expect(await screen.findByText('Finds an order.')).toBeDefined();
    expect(screen.queryByRole('switch')).toBeNull();
  });
});
