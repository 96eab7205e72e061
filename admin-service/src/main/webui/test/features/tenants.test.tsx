import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import TenantsPage from '../../src/features/tenants/TenantsPage';
import { json, list, problem, Service } from '../service';
import { platformAdmin, signedIn } from '../session';
import { show } from '../show';

const TENANTS = '/api/v1/admin/tenants';
const tenant = (id: string, name: string) => ({
  id,
  name,
  status: 'active',
  allowed_origins: [],
  locale: 'en',
  time_zone: 'UTC',
  created_at: '2026-11-01T10:00:00Z',
  updated_at: '2026-11-01T10:00:00Z',
});
const open = (query = '') => show('/tenants', `/tenants${query}`, <TenantsPage />);

describe('the tenants page', () => {
  let service: Service;
  beforeEach(() => {
    signedIn();
    service = new Service();
  });

  it('links each tenant by its name', async () => {
    service.on('GET', TENANTS, () => list([tenant('ten_1', 'Kite'), tenant('ten_2', 'Oakline')]));
    open();
    const link = await screen.findByRole('link', { name: 'Kite' });
    expect(link.getAttribute('href')).toBe('/admin/tenants/ten_1');
    expect(screen.getByRole('link', { name: 'Oakline' })).toBeDefined();
  });

  it('asks with the filters of the address, and puts a chosen status there', async () => {
    service.on('GET', TENANTS, () => list([]));
    open('?q=kite');
    fireEvent.click(await screen.findByRole('button', { name: 'Suspended' }));
    await waitFor(() => expect(service.asked.at(-1)?.query.get('status')).toBe('suspended'));
    expect(service.asked.at(-1)?.query.get('q')).toBe('kite');
    expect(window.location.search).toBe('?q=kite&status=suspended');
  });

  it('pages on and back by cursor', async () => {
    service.on('GET', TENANTS, ({ query }) =>
      query.get('starting_after') ? list([tenant('ten_2', 'Second')]) : list([tenant('ten_1', 'First')], 'ten_1'),
    );
    open();
    await screen.findByRole('link', { name: 'First' });
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByRole('link', { name: 'Second' });
    fireEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(await screen.findByRole('link', { name: 'First' })).toBeDefined();
  });

  it('says what to do when nothing fits, and when nothing is there', async () => {
    service.on('GET', TENANTS, () => list([]));
    open('?q=zzz');
    fireEvent.click(await screen.findByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByText('No tenants yet')).toBeDefined();
  });

  it('shows a failure with its request id and tries again on demand', async () => {
    let down = true;
    service.on('GET', TENANTS, () => (down ? problem(500, 'internal') : list([tenant('ten_1', 'Kite')])));
    open();
    expect((await screen.findByRole('alert')).textContent).toContain('req_1');
    down = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'Kite' })).toBeDefined();
  });

  it('offers creation to platform administrators alone', async () => {
    signedIn({ ...platformAdmin, id: 'mem_2', role: 'analyst' });
    service.on('GET', TENANTS, () => list([]));
    open();
    await screen.findByText('No tenants yet');
    expect(screen.queryByRole('button', { name: 'Create tenant' })).toBeNull();
  });
});

describe('creating a tenant', () => {
  const fill = (dialog: HTMLElement, label: string, value: string) =>
    fireEvent.change(within(dialog).getByLabelText(label), { target: { value } });
  const begin = async (service: Service) => {
    signedIn();
    service.on('GET', TENANTS, () => list([tenant('ten_1', 'Kite')]));
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Create tenant' }));
    return screen.findByRole('dialog');
  };
  const submit = (dialog: HTMLElement) =>
    fireEvent.click(within(dialog).getByRole('button', { name: 'Create tenant' }));

  it('shows the secrets once, with the line to embed', async () => {
    // Given
    const service = new Service().on('POST', TENANTS, () =>
      json(
        {
          tenant: tenant('ten_9', 'Bakery'),
          publishable_key: 'pk_1',
          secret_key: 'sk_1',
          identity_key: { kid: 'key_1', secret: 'ids_1' },
        },
        201,
      ),
    );
    const dialog = await begin(service);
    fill(dialog, 'Name', ' Bakery ');
    fill(dialog, 'Allowed origins', 'https://bakery.example\nhttps://*.bakery.example');
    // When
    submit(dialog);
    // Then
    expect(await screen.findByText('sk_1')).toBeDefined();
    expect(screen.getByText('ids_1')).toBeDefined();
    expect(screen.getByText(/data-api-key="pk_1"/)).toBeDefined();
    const [asked] = service.asked.filter(each => each.method === 'POST');
    expect(asked?.body).toMatchObject({
      name: 'Bakery',
      allowed_origins: ['https://bakery.example', 'https://*.bakery.example'],
    });
    expect(asked?.key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('stops at what it can see is wrong', async () => {
    const service = new Service();
    const dialog = await begin(service);
    fill(dialog, 'Allowed origins', 'https://bakery.example/path');
    submit(dialog);
    expect(within(dialog).getByText('Give the tenant a name.')).toBeDefined();
    expect(within(dialog).getByText(/is not an origin/)).toBeDefined();
    expect(service.asked.some(each => each.method === 'POST')).toBe(false);
  });

  it('puts the service’s objections under their fields', async () => {
    const errors = [{ pointer: '/name', code: 'name-taken', message: 'Another tenant has this name.' }];
    const service = new Service().on('POST', TENANTS, () => problem(400, 'invalid', { errors }));
    const dialog = await begin(service);
    fill(dialog, 'Name', 'Kite');
    submit(dialog);
    expect(await within(dialog).findByText('Another tenant has this name.')).toBeDefined();
    expect(within(dialog).getByLabelText('Name').getAttribute('aria-invalid')).toBe('true');
  });
});
