// While a lab is previewed, its page reloads with each change of its files. What was typed is a draft, and stays.
const lab = document.querySelector('[data-lab]')?.dataset.lab;
if (location.pathname.startsWith('/labs/')) {
  let seen = 0;
  new EventSource('/api/preview/events').addEventListener('state', (event) => {
    const state = JSON.parse(event.data);
    if (lab && state.lab !== lab) return;
    if (seen && state.version !== seen) location.reload();
    seen = state.version;
  });
}
