// What every page of staff has: the way out, and the choice between light and dark (layout.js).
import { api } from './api.js';

document.getElementById('sign-out')?.addEventListener('click', async () => {
  await api.post('/api/staff/sign-out');
  location.href = '/staff';
});
