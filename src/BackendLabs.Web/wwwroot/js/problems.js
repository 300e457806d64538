// What is wrong with a text, in words beneath it: for those who cannot hover, and those who would not find what to hover.

/** One line: how many, and the first as a button that leads there. */
export function showProblems(host, problems, goTo) {
  const errors = problems.filter(one => one.isError).length;
  const first = problems.find(one => one.isError) ?? problems[0];
  const count = document.createElement('span');
  count.className = 'editor-count';
  count.dataset.kind = errors ? 'error' : problems.length ? 'warning' : 'none';
  count.textContent = summary(errors, problems.length - errors);
  host.setAttribute('role', 'status');
  host.replaceChildren(count, ...(first ? [entry(first, goTo)] : []));
}

/** All of them, as a list. */
export function listProblems(host, problems, goTo) {
  host.replaceChildren(...problems.map(one => {
    const item = document.createElement('li');
    item.dataset.kind = one.isError ? 'error' : 'warning';
    item.append(entry(one, goTo));
    return item;
  }));
}

export function summary(errors, warnings) {
  if (!errors && !warnings)
    return 'No problems';
  return [count(errors, 'error'), count(warnings, 'warning')].filter(Boolean).join(', ');
}

const count = (number, noun) => (number ? `${number} ${noun}${number === 1 ? '' : 's'}` : '');

function entry(problem, goTo) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'editor-problem';
  const place = document.createElement('strong');
  place.textContent = `Line ${problem.line}: `;
  const words = document.createElement('span');
  words.textContent = problem.hint ? `${problem.message} ${problem.hint}` : problem.message;
  button.append(place, words);
  button.title = words.textContent;
  button.addEventListener('click', () => goTo(problem.line));
  return button;
}
