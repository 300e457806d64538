// Light or dark, as the page is: its own attribute first, then what the system prefers.
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** @returns {'light'|'dark'} */
export function currentTheme() {
  const asked = document.documentElement.dataset.theme;
  return asked === 'light' || asked === 'dark' ? asked : prefersDark.matches ? 'dark' : 'light';
}

/** Calls back now and at every change. Returns what ends that. */
export function watchTheme(tell) {
  const look = () => tell(currentTheme());
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  prefersDark.addEventListener('change', look);
  look();
  return () => {
    observer.disconnect();
    prefersDark.removeEventListener('change', look);
  };
}
