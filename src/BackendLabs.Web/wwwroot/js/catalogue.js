// Search as one types. Without this script the same form asks the server.
const box = document.getElementById('q');
const found = document.getElementById('found');

function show() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const track of document.querySelectorAll('[data-track]')) {
    let any = false;
    for (const item of track.querySelectorAll('[data-words]')) {
      item.hidden = !words.every((word) => item.dataset.words.includes(word));
      if (!item.hidden) {
        any = true;
        count += 1;
      }
    }
    track.hidden = !any;
  }
  found.textContent = words.length === 0 ? '' : count === 0 ? 'Nothing found. Try fewer words.' : `${count} found`;
}

box.addEventListener('input', show);
box.form.addEventListener('submit', (event) => event.preventDefault());
