import type { Chat, Mount, Settings } from '../contract';
import { paint } from '../theme/theme';
import { Emitter } from './emitter';
import { type Launcher, place, showLauncher } from './launcher';
import { baseOf, findScript, merge, settingsOf } from './script';

/** The hashed name of the chunk, put in by the build. */
declare const __CHUNK__: string;

type Call = Iterable<unknown>;
type Usher = ((...call: unknown[]) => unknown) & { q?: Call[]; ready?: true };

declare global {
  interface Window {
    Usher?: Usher;
  }
}

/**
 * The whole of widget.js: shows the launcher at once, answers `Usher(…)`, and fetches the chunk when the page is idle,
 * the pointer comes near or the visitor opens.
 */
function start(): void {
  const script = findScript();
  const base = baseOf(script);
  const settings = settingsOf(script);
  const events = new Emitter();
  let launcher: Launcher | undefined;
  let loading: Promise<Chat> | undefined;
  let chat: Chat | undefined;
  let later: ((chat: Chat) => void)[] = [];

  const fetchChunk = (name: string): Promise<{ mount: Mount }> => import(/* @vite-ignore */ `${base}widget/${name}`);

  const load = (shown: Launcher) => {
    // The hashed file is gone when a cached widget.js outlived a release: then the newest one by its stable name.
    loading ??= fetchChunk(__CHUNK__)
      .catch(() => fetchChunk(`usher.js?${Date.now()}`))
      .then(({ mount }) => {
        chat = mount({
          base,
          settings,
          element: shown.element,
          root: shown.root,
          launcher: shown.button,
          emit: (event, detail) => events.emit(event, detail),
          paint: (theme, color) => paint(shown.element, theme, color),
          place: (position) => place(shown.element, position),
        });
        for (const call of later) call(chat);
        later = [];
        events.emit('ready');
        return chat;
      })
      .catch((error) => {
        loading = undefined;
        shown.button.ariaBusy = null;
        events.emit('error', { code: 'load-failed', error });
        throw error;
      });
    return loading.catch(() => undefined);
  };

  const call = (act: (chat: Chat) => void, now = false) => {
    if (chat) return act(chat);
    later.push(act);
    if (now && launcher) {
      launcher.button.ariaBusy = 'true';
      void load(launcher).then(() => {
        if (launcher) launcher.button.ariaBusy = null;
      });
    }
  };

  const boot = (given?: Settings) => {
    merge(settings, given);
    if (!settings.apiKey) return;
    if (launcher) {
      delete launcher.element.dataset.gone;
      if (!launcher.element.isConnected) document.body.append(launcher.element);
      return call((it) => it.update(given));
    }
    const shown = showLauncher(
      settings,
      () => call((it) => it.toggle(), true),
      () => void load(shown),
    );
    launcher = shown;
    const idle = () => (window.requestIdleCallback ?? setTimeout)(() => void load(shown));
    if (document.readyState === 'complete') idle();
    else addEventListener('load', idle);
  };

  const methods: Record<string, (...given: never[]) => unknown> = {
    boot,
    on: (event: string, listener: () => void) => events.on(event, listener),
    off: (event: string, listener?: () => void) => events.off(event, listener),
    open: () => call((it) => it.open(), true),
    close: () => call((it) => it.close()),
    toggle: () => call((it) => it.toggle(), true),
    send: (text: string) => call((it) => it.send(text), true),
    update: (given?: Settings) => {
      merge(settings, given);
      call((it) => it.update(given));
    },
    identify: (given: { jwt: string }) => {
      merge(settings, { identity: given.jwt });
      call((it) => it.identify(given));
    },
    setLocale: (locale: string) => methods.update?.({ locale } as never),
    setTheme: (theme: string) => methods.update?.({ theme } as never),
    reset: () => call((it) => it.reset(), true),
    shutdown: () => {
      if (launcher) launcher.element.dataset.gone = 'true';
      call((it) => it.shutdown(), true);
    },
  };

  const queued = window.Usher?.q ?? [];
  const usher: Usher = (name, ...given) => methods[`${name}`]?.(...(given as never[]));
  usher.ready = true;
  window.Usher = usher;
  const booted = [...queued].some(([name]) => name === 'boot');
  if (!booted) boot();
  for (const one of queued) usher(...one);
}

/** A page that runs the tag again (Turbo keeps the window, and with it us) is a route change, not a second widget. */
if (window.Usher?.ready) window.Usher('boot', settingsOf(findScript()));
else start();
