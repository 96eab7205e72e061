import type { Chat, Host, Settings } from '../contract';
import { h, label, on } from '../dom/h';
import { sheet } from '../dom/sheet';
import { chooseTag, english, type Language, loadLanguage } from '../language/language';
import composerStyles from '../panel/composer.css?inline';
import { Panel } from '../panel/panel';
import styles from '../panel/panel.css?inline';
import { remember } from '../session/memory';
import type { Talk } from '../talk/talk';
import { systemIsDark } from '../theme/theme';
import { type Config, readConfig } from '../wire/readConfig';
import { requestTo } from '../wire/request';
import { openBefore, rememberOpen } from './visit';

/** Below this the window fills the screen; panel.css says the same. */
const fullScreen = '(width < 480px)';

/** Puts the parts together: settings and branding, the window, and the talk, which comes when it is needed. */
export class Widget implements Chat {
  readonly #badge = h('span', 'badge');
  #config: Config = {};
  #language: Language = english;
  #panel: Panel | undefined;
  #talk: Talk | undefined;
  #fetching: Promise<Talk | undefined> | undefined;
  #open = false;
  #unread = 0;

  constructor(private readonly host: Host) {
    const { settings, root, launcher } = host;
    root.adoptedStyleSheets.push(sheet(composerStyles + styles));
    launcher.append(this.#badge);
    const resume = () => this.#talk?.resume();
    on(window, 'online', resume);
    on(window, 'offline', resume);
    on(systemIsDark(), 'change', () => this.#paint());
    on(matchMedia(fullScreen), 'change', () => this.#fill());
    on(visualViewport ?? window, 'resize', () => this.#fill());
    this.#paint();
    void this.#speak();
    void this.#brand();
    if (openBefore(settings.apiKey) && !matchMedia(fullScreen).matches) this.open();
  }

  open(): void {
    if (this.#open) return;
    this.#open = true;
    this.#unread = 0;
    this.#count();
    const panel = this.#panel ?? this.#build();
    // Laid out once while closed, or there is nothing to animate from.
    panel.element.getBoundingClientRect();
    this.#show(true);
    panel.composer.fit();
    panel.focus();
    void this.#talking().then((talk) => {
      void talk?.restore();
      talk?.resume();
    });
    this.host.emit('open');
  }

  close(): void {
    if (!this.#open) return;
    const focused = this.host.root.activeElement;
    this.#open = false;
    this.#show(false);
    if (focused) this.host.launcher.focus({ preventScroll: true });
    this.host.emit('close');
  }

  toggle(): void {
    if (this.#open) this.close();
    else this.open();
  }

  /** The loader has merged what is new into the settings. */
  update(_settings?: Settings): void {
    this.#paint();
    void this.#speak();
    this.#rebuild();
  }

  /** The next request sees the new identity in the settings, and opens another session where the person changed. */
  identify(): void {}

  setLocale(): void {
    void this.#speak();
  }

  setTheme(): void {
    this.#paint();
  }

  send(text: string): void {
    const words = `${text}`.trim();
    if (!words) return;
    this.open();
    void this.#talking().then((talk) => {
      if (talk) talk.send(words);
      else this.#panel?.refuse(words);
    });
  }

  reset(): void {
    void this.#talking().then((talk) => talk?.end());
    if (this.#open) this.#panel?.focus();
  }

  /** Logout: nothing of this visitor stays in the browser, and nothing is shown until the next boot. */
  shutdown(): void {
    const { settings } = this.host;
    this.close();
    void this.#talking().then((talk) => talk?.forget());
    settings.identity = undefined;
    settings.userJwt = undefined;
    this.#unread = 0;
    this.#count();
  }

  /** Fetches what a conversation needs, once; after a failure the next need tries again. */
  #talking(): Promise<Talk | undefined> {
    this.#fetching ??= this.#fetch().then(
      async ({ Talk }) => {
        const talk = new Talk(this.host, () => this.#answered());
        this.#talk = talk;
        if (this.#panel) await talk.enter(this.#panel, this.#language);
        return talk;
      },
      (error) => {
        this.#fetching = undefined;
        this.host.emit('error', error);
        return undefined;
      },
    );
    return this.#fetching;
  }

  /** The page may be older than the newest release, which took the hashed file away: then the newest by its name. */
  #fetch(): Promise<{ Talk: typeof Talk }> {
    return import('../talk/talk').catch(
      () => import(/* @vite-ignore */ `${this.host.base}widget/talk.js?${Date.now()}`),
    );
  }

  async #speak(): Promise<void> {
    const { locale } = this.host.settings;
    const tag = chooseTag(locale, document.documentElement.lang, this.#config.locale, navigator.language);
    if (tag === this.#language.tag) return;
    this.#language = await loadLanguage(tag);
    this.#label();
    this.#rebuild();
  }

  async #brand(): Promise<void> {
    try {
      this.#config = await readConfig(requestTo(this.host.base), this.host.settings.apiKey);
    } catch (error) {
      this.host.emit('error', error);
      return;
    }
    const { primary_color: primaryColor, position } = this.#config;
    remember(this.host.settings.apiKey, { primaryColor, position });
    this.#paint();
    await this.#speak();
    this.#rebuild();
  }

  #paint(): void {
    const { settings, paint, place } = this.host;
    paint(settings.theme, settings.primaryColor ?? this.#config.primary_color);
    place(settings.position ?? this.#config.position);
  }

  /** Anew in another language or with another name; what was being written stays. */
  #rebuild(): void {
    const before = this.#panel;
    if (!before) return;
    const focused = before.element.contains(this.host.root.activeElement);
    const { draft } = before.composer;
    before.element.remove();
    const panel = this.#build();
    panel.composer.draft = draft;
    this.#show(this.#open);
    this.#talk?.toEnd();
    if (focused && this.#open) panel.focus();
  }

  #build(): Panel {
    const { settings, launcher } = this.host;
    const { display_name, tenant_name, greeting, suggestions, disclosure, locale } = this.#config;
    const acts = {
      language: this.#language,
      send: (text: string) => this.send(text),
      stop: () => this.#talk?.stop(),
      restart: () => {
        void this.#talking().then((talk) => talk?.restart());
        this.#panel?.focus();
      },
      close: () => this.close(),
    };
    const ours = (locale ?? 'en').slice(0, 2) !== this.#language.tag.slice(0, 2);
    const panel = new Panel(acts, {
      name: display_name || tenant_name || '',
      greeting: settings.greeting ?? greeting ?? '',
      suggestions: suggestions ?? [],
      disclosure: (!ours && disclosure) || this.#language.strings.disclosure,
    });
    this.#panel = panel;
    launcher.before(panel.element);
    void this.#talk?.enter(panel, this.#language);
    return panel;
  }

  #show(open: boolean): void {
    this.#panel?.element.classList.toggle('open', open);
    this.host.launcher.ariaExpanded = `${open}`;
    rememberOpen(this.host.settings.apiKey, open);
    this.#label();
    this.#fill();
  }

  /** Full screen the window is all there is: modal, and as high as what the on-screen keyboard leaves. */
  #fill(): void {
    const full = matchMedia(fullScreen).matches;
    const element = this.#panel?.element;
    if (!element) return;
    element.ariaModal = `${full && this.#open}`;
    element.style.setProperty('--height', visualViewport && full ? `${visualViewport.height}px` : '');
  }

  #answered(): void {
    if (this.#open) return;
    this.#unread++;
    this.#count();
  }

  #count(): void {
    this.#badge.textContent = this.#unread ? `${this.#unread}` : '';
    this.#label();
    this.host.emit('unread', this.#unread);
  }

  #label(): void {
    const { strings } = this.#language;
    const news = this.#unread ? `, ${strings.unread(this.#unread)}` : '';
    label(this.host.launcher, (this.#open ? strings.close : strings.open) + news);
  }
}
