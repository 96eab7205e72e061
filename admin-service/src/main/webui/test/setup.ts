import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { loadWords } from '../src/language/words';

// jsdom has no media queries; the console asks for dark mode and small screens.
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));

beforeAll(async () => {
  await loadWords('en', 'entry');
  await loadWords('en', 'console');
});

beforeEach(() => {
  localStorage.clear();
  window.history.replaceState(null, '', '/admin/');
});

afterEach(cleanup);
