/** What the loader and the chunk say to each other. They may come from two releases, so only ever add to it. */

export type Position = 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';
export type Theme = 'auto' | 'light' | 'dark';

/** A signed identity of the visitor, or a function that fetches a fresh one when the old one has expired. */
export type Jwt = string | (() => string | Promise<string>);

/** All that a page may set, by data attributes or by `Usher('boot', …)`; what is absent comes from the tenant's branding. */
export interface Settings {
  apiKey?: string | undefined;
  identity?: Jwt | undefined;
  /** The same as `identity`. */
  userJwt?: Jwt | undefined;
  position?: string | undefined;
  primaryColor?: string | undefined;
  greeting?: string | undefined;
  theme?: string | undefined;
  locale?: string | undefined;
}

export type EventName = 'ready' | 'open' | 'close' | 'message' | 'unread' | 'handoff' | 'tool' | 'limit' | 'error';

/** What the chunk gets: the loader's elements, the page's settings and a way to tell the page. */
export interface Host {
  /** The folder that holds `widget/` and `api/`, with a trailing slash. */
  readonly base: string;
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly launcher: HTMLButtonElement;
  readonly settings: Settings;
  emit(event: EventName, detail?: unknown): void;
  /** Applies light or dark and the accent; the loader needs it for the launcher, so the chunk does not bring its own. */
  paint(theme: string | undefined, primaryColor: string | undefined): void;
  place(position: string | undefined): void;
}

/** The methods behind `Usher('name', …)` that need the chunk. */
export interface Chat {
  open(): void;
  close(): void;
  toggle(): void;
  update(settings?: Settings): void;
  identify(identity: { jwt?: Jwt }): void;
  setLocale(locale: string): void;
  setTheme(theme: string): void;
  send(text: string): void;
  reset(): void;
  shutdown(): void;
}

export type Mount = (host: Host) => Chat;
