import { act, fireEvent, render, screen } from '@testing-library/react';
import { useEffect } from 'react';
import { describe, expect, it } from 'vitest';
import { Link } from '../../src/router/Link';
import { go } from '../../src/router/location';
import { match } from '../../src/router/match';
import { Router, Routes, useParam, useSearch } from '../../src/router/Router';

describe('match', () => {
  it.each([
    ['/tenants', '/tenants', {}],
    ['/tenants/:tenant', '/tenants/ten_1', { tenant: 'ten_1' }],
    ['/tenants/:tenant', '/tenants/%D7%90', { tenant: 'א' }],
    ['/tenants/:tenant', '/tenants/%E0%A4%A', { tenant: '%E0%A4%A' }],
    ['/tenants/:tenant', '/tenants/ten_1/usage', null],
    ['/tenants', '/nowhere', null],
  ])('%s against %s', (pattern, path, params) => expect(match(pattern, path)).toEqual(params));
});

function Tenant() {
  const [search, change] = useSearch();
  return (
    <>
      <h1>{useParam('tenant')}</h1>
      <p>q is {search.get('q') ?? 'nothing'}</p>
      <button type="button" onClick={() => change({ q: 'shoes', after: '' })}>
        Filter
      </button>
    </>
  );
}

function Away() {
  useEffect(() => go('/tenants/ten_2', { replace: true }), []);
  return null;
}

describe('the router', () => {
  it('follows a page that redirects as soon as it is shown', async () => {
    const routes = [
      { pattern: '/', page: <Away /> },
      { pattern: '/tenants/:tenant', page: <Tenant /> },
    ];
    render(
      <Router>
        <Routes routes={routes} otherwise={null} />
      </Router>,
    );
    expect(await screen.findByRole('heading', { name: 'ten_2' })).toBeDefined();
  });

  const show = () =>
    render(
      <Router>
        <Link to="/tenants/ten_1?after=x">Open</Link>
        <Routes routes={[{ pattern: '/tenants/:tenant', page: <Tenant /> }]} otherwise={<p>Nothing here</p>} />
      </Router>,
    );

  it('follows links without loading the page, and the back button', async () => {
    show();
    fireEvent.click(screen.getByRole('link', { name: 'Open' }));
    expect(await screen.findByRole('heading', { name: 'ten_1' })).toBeDefined();
    expect(window.location.pathname).toBe('/admin/tenants/ten_1');
    act(() => go('/'));
    expect(await screen.findByText('Nothing here')).toBeDefined();
  });

  it('leaves clicks with a key held to the browser', () => {
    show();
    const link = screen.getByRole('link', { name: 'Open' });
    link.addEventListener('click', event => event.preventDefault());
    fireEvent.click(link, { ctrlKey: true });
    expect(window.location.pathname).toBe('/admin/');
  });

  it('keeps filters in the address', async () => {
    show();
    act(() => go('/tenants/ten_1?after=x'));
    fireEvent.click(await screen.findByRole('button', { name: 'Filter' }));
    expect(await screen.findByText('q is shoes')).toBeDefined();
    expect(window.location.search).toBe('?q=shoes');
  });
});
