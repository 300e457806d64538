// What every page has: the choice between light and dark.
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** @returns {'light'|'dark'} */
export function currentTheme() {
  return document.documentElement.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light');
}

/** @param {(theme: 'light'|'dark') => void} listener */
export function onThemeChange(listener) {
  addEventListener('themechange', () => listener(currentTheme()));
  prefersDark.addEventListener('change', () => listener(currentTheme()));
}

const button = document.getElementById('theme');
button?.addEventListener('click', () => {
  const chosen = currentTheme() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = chosen;
  try {
    localStorage.setItem('theme', chosen);
  } catch {
    // It holds until the page is left.
  }
  dispatchEvent(new Event('themechange'));
});
