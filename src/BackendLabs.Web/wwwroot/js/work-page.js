import { token } from './api.js';

const form = document.getElementById('bring');
const said = document.getElementById('brought');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [file] = document.getElementById('work-file').files;
  const replace = document.getElementById('work-replace').checked;
  said.textContent = 'Bringing it …';
  try {
    const response = await fetch(`/api/work?replace=${replace}`, { method: 'POST', body: file, headers: { 'Content-Type': 'application/zip', 'X-CSRF-TOKEN': token } });
    const answer = await response.json().catch(() => null);
    said.textContent = response.ok ? `Brought: ${answer.labs.join(', ') || 'nothing, it was empty'}.` : [answer?.title ?? `The server answered ${response.status}.`, answer?.detail].filter(Boolean).join(' ');
  } catch {
    said.textContent = 'The server does not answer. Nothing was brought.';
  }
});
