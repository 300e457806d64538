// What every page has: the choice between light and dark.
import { currentTheme } from './scheme.js';
import { remember } from './storage.js';

document.getElementById('theme')?.addEventListener('click', () => {
  const chosen = currentTheme() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = chosen;
  remember('theme', chosen);
});
