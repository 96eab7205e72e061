// Runs before the first paint, so that a chosen theme or direction never flashes. A file of its own, so that no inline script is needed.
(() => {
  const root = document.documentElement;
  let stored = {};
  try {
    stored = JSON.parse(localStorage.getItem('usher.appearance') ?? '{}') ?? {};
  } catch {
    // Unreadable settings are as good as none.
  }
  const language = stored.language ?? (/^(he|iw)/.test(navigator.language) ? 'he' : 'en');
  root.lang = language;
  root.dir = language === 'he' ? 'rtl' : 'ltr';
  const dark =
    stored.theme === 'dark' || (stored.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
})();
