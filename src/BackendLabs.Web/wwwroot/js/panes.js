// The three panes of a workbench: dividers that are dragged or moved by keys, and tabs where the window is narrow.

import { recallObject, remember } from './storage.js';

const KEY = 'panes';
const STEP = 2;

export function arrangePanes(workbench, { onLayout }) {
  const sizes = recallObject(KEY) ?? {};
  for (const divider of workbench.querySelectorAll('[role="separator"]')) arrangeDivider(workbench, divider, sizes, onLayout);
  arrangeTabs(workbench, onLayout);
  return { show: (name) => select(workbench, name, onLayout) };
}

function arrangeDivider(workbench, divider, sizes, onLayout) {
  const pane = divider.dataset.resizes;
  const least = Number(divider.getAttribute('aria-valuemin'));
  const most = Number(divider.getAttribute('aria-valuemax'));
  const set = (percent) => {
    const value = Math.min(most, Math.max(least, percent));
    workbench.style.setProperty(`--${pane}-width`, `${value}%`);
    divider.setAttribute('aria-valuenow', String(Math.round(value)));
    sizes[pane] = value;
    onLayout();
  };
  if (sizes[pane]) set(sizes[pane]);

  divider.addEventListener('keydown', (event) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    const now = Number(divider.getAttribute('aria-valuenow'));
    set(now + direction * STEP * (pane === 'results' ? -1 : 1));
    remember(KEY, sizes);
  });
  divider.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    divider.setPointerCapture(event.pointerId);
    divider.classList.add('dragging');
    const move = (moved) => {
      const box = workbench.getBoundingClientRect();
      const x = ((moved.clientX - box.left) / box.width) * 100;
      set(pane === 'results' ? 100 - x : x);
    };
    const end = () => {
      divider.classList.remove('dragging');
      divider.removeEventListener('pointermove', move);
      remember(KEY, sizes);
    };
    divider.addEventListener('pointermove', move);
    divider.addEventListener('pointerup', end, { once: true });
    divider.addEventListener('pointercancel', end, { once: true });
  });
}

function arrangeTabs(workbench, onLayout) {
  const tabs = [...workbench.querySelectorAll('[role="tab"]')];
  for (const [place, tab] of tabs.entries()) {
    tab.addEventListener('click', () => select(workbench, tab.getAttribute('aria-controls'), onLayout));
    tab.addEventListener('keydown', (event) => {
      const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!direction) return;
      const next = tabs[(place + direction + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
  }
  select(workbench, 'lesson', onLayout);
}

function select(workbench, name, onLayout) {
  workbench.dataset.shows = name;
  for (const tab of workbench.querySelectorAll('[role="tab"]')) {
    const chosen = tab.getAttribute('aria-controls') === name;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  onLayout();
}
