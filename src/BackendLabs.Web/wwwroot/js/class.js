// What the staff of a class may do: unlock a code, make a new link.
import { api } from './api.js';
import { el } from './dom.js';

const said = document.getElementById('said');

async function act(button, work) {
  button.disabled = true;
  try {
    said.replaceChildren(...[await work()].flat());
  } catch (error) {
    said.textContent = error.message;
    button.disabled = false;
  }
}

for (const button of document.querySelectorAll('[data-unlock]')) {
  button.addEventListener('click', () => act(button, async () => {
    await api.post(`/api/class/${encodeURIComponent(button.dataset.unlock)}/unlock`);
    button.hidden = true;
    return 'Unlocked: the code works again.';
  }));
}

for (const button of document.querySelectorAll('[data-renew]')) {
  button.addEventListener('click', () => {
    if (!confirm('The old link and code end, and so does every sign-in that came by them.')) return;
    void act(button, async () => {
      const fresh = await api.post(`/api/class/${encodeURIComponent(button.dataset.renew)}/link`);
      return ['Link: ', el('code', {}, fresh.link), ' Code: ', el('code', {}, fresh.code)];
    });
  });
}
