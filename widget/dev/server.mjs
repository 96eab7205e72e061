// The development server: the demo page, the built widget and a stand-in for chat-service, without a dependency.
//   node dev/server.mjs [--port 3001]     builds first when dist is missing
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chatService } from './mock/chat.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const types = { js: 'text/javascript', html: 'text/html' };

/** The headers chat-service must send too: hashed files for ever, stable names for five minutes, to any origin. */
function sendFile(request, response, path, cache) {
  const type = types[path.split('.').at(-1)] ?? 'application/octet-stream';
  const accepted = request.headers['accept-encoding'] ?? '';
  const [encoding, suffix] = [
    ['br', '.br'],
    ['gzip', '.gz'],
  ].find(([name, suffix]) => accepted.includes(name) && existsSync(path + suffix)) ?? [undefined, ''];
  response.writeHead(200, {
    ...(encoding && { 'Content-Encoding': encoding, Vary: 'Accept-Encoding' }),
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': cache,
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  response.end(readFileSync(path + suffix));
}

/** Starts on a free port by default; `close()` ends it, open streams included. */
export async function startServer({ port = 0, pace = 1 } = {}) {
  const chat = chatService({ pace });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const { pathname } = url;
    try {
      if (pathname.startsWith('/api/v1/chat/')) return await chat.handle(request, response, pathname.slice(13));
      const file = /^\/widget\/([\w.-]+)$/.exec(pathname)?.[1];
      const path = file && `${here}../dist/${file}`;
      if (path && existsSync(path)) {
        const hashed = /-[\w-]{8}\.js$/.test(file);
        return sendFile(
          request,
          response,
          path,
          hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
        );
      }
      if (pathname === '/strict') {
        // A page whose policy forbids inline styles and scripts, as careful shops have.
        const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'";
        const key = url.searchParams.get('key') ?? 'pk_demo';
        const tag = `<script async src="/widget/widget.js" data-api-key="${key}"></script>`;
        response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': policy });
        return response.end(`<!doctype html><html lang="en"><title>Strict</title><body>${tag}`);
      }
      if (pathname === '/blank' || pathname === '/tag' || pathname === '/floor') {
        const tags = {
          '/blank': '',
          '/floor': '<script async src="/floor.js"></script>',
          '/tag': '<script async src="/widget/widget.js" data-api-key="pk_demo"></script>',
        };
        response.writeHead(200, { 'Content-Type': 'text/html' });
        return response.end(`<!doctype html><html lang="en"><head>${tags[pathname]}<title>Page</title></head><body>`);
      }
      if (pathname === '/floor.js') {
        // The least a script can do to show something.
        response.writeHead(200, { 'Content-Type': 'text/javascript' });
        return response.end("document.documentElement.append(document.createElement('usher-chat'))");
      }
      if (pathname === '/') return sendFile(request, response, `${here}demo.html`, 'no-cache');
      response.writeHead(404).end();
    } catch (error) {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${server.address().port}`,
    chat,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(`${here}../dist/widget.js`)) spawnSync('npm', ['run', 'build'], { stdio: 'inherit' });
  const at = process.argv.indexOf('--port');
  const { url } = await startServer({ port: at > 0 ? Number(process.argv[at + 1]) : 3001 });
  console.log(`The demo page with the widget: ${url}/`);
}
