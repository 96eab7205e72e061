import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { sizes } from './build/sizes.ts';

const shell = ['src/app/console.tsx', 'src/language/entry/en.ts', 'src/language/console/en.ts'];

export default defineConfig({
  base: '/admin/',
  plugins: [
    react(),
    tailwindcss(),
    sizes([
      {
        name: 'First route (sign in)',
        limit: 60,
        modules: ['src/language/entry/en.ts', 'src/features/session/signInPage.ts'],
      },
      { name: 'Signed in, tenants list', modules: [...shell, 'src/features/tenants/TenantsPage.tsx'] },
      {
        name: 'Signed in, one tenant',
        modules: [...shell, 'src/app/TenantFrame.tsx', 'src/app/TenantOverviewPage.tsx'],
      },
    ]),
  ],
  build: {
    outDir: '../../../target/classes/META-INF/resources/admin',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    port: 5173,
    // The gateway of `./usher up`, or the stand-in of `npm run mock` (USHER_URL=http://localhost:4180).
    proxy: { '/api': process.env.USHER_URL ?? 'http://localhost:8080' },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    restoreMocks: true,
  },
});
